"""Accounts as Xero spells them (facts §7.2)."""

from mock_xero.books.accounts import Account, AccountType
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json


def account_json(account: Account, currency: str) -> Json:
    kind = account.type
    body: Json = {
        "AccountID": account.account_id,
        "Code": account.code,
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
        "ShowInExpenseClaims": False,
    }
    if kind is AccountType.BANK:
        number = account.bank_account_number
        body |= {"BankAccountNumber": number, "BankAccountType": "BANK", "CurrencyCode": currency}
    if account.system is not None:
        body["SystemAccount"] = account.system.value
    return body | {
        "ReportingCode": "",
        "HasAttachments": False,
        "UpdatedDateUTC": spelled_instant(account.updated_at),
        "AddToWatchlist": False,
    }
