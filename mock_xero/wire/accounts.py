"""Accounts as Xero spells them (facts §7.2)."""

from collections.abc import Sequence
from typing import Final

from mock_xero.books.accounts import Account, AccountClass
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages

_REPORTING: Final = {
    AccountClass.ASSET: ("ASS", "Assets"),
    AccountClass.EQUITY: ("EQU", "Equity"),
    AccountClass.EXPENSE: ("EXP", "Expense"),
    AccountClass.LIABILITY: ("LIA", "Liabilities"),
    AccountClass.REVENUE: ("REV", "Revenue"),
}


def account_json(account: Account, currency: str) -> Json:
    kind = account.type
    body: Json = {"AccountID": account.account_id}
    if account.code:
        body["Code"] = account.code
    body |= {
        "Name": account.name,
        "Status": account.status.value,
        "Type": kind.word,
        "TaxType": account.tax_type,
    }
    if account.description:
        body["Description"] = account.description
    body |= {
        "Class": kind.account_class.value,
        "EnablePaymentsToAccount": account.enable_payments,
        "ShowInExpenseClaims": account.show_in_expense_claims,
    }
    if account.is_bank:
        body["BankAccountNumber"] = account.bank_account_number
        body["BankAccountType"] = account.bank_account_type.value if account.bank_account_type else "BANK"
        body["CurrencyCode"] = currency
    if account.system is not None:
        body["SystemAccount"] = account.system.value
    code, name = _REPORTING[kind.account_class]
    return body | {
        "ReportingCode": code,
        "ReportingCodeName": name,
        "HasAttachments": False,
        "UpdatedDateUTC": spelled_instant(account.updated_at),
        "AddToWatchlist": account.add_to_watchlist,
    }


def failed_account(account: Account, problems: Sequence[Problem], currency: str) -> Json:
    return account_json(account, currency) | {"ValidationErrors": messages(problems)}
