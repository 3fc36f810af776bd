"""What a question about accounts may name."""

from collections.abc import Callable
from typing import Any, Final

from mock_xero.books.accounts import Account
from mock_xero.wire.fields import Field, Fields, boolean, guid, instant, itself, text


def account_fields(account: Callable[[Any], Account]) -> dict[str, Field]:
    return {
        "accountid": guid(lambda each: account(each).account_id),
        "code": text(lambda each: account(each).code or None),
        "name": text(lambda each: account(each).name),
        "type": text(lambda each: account(each).type.word),
        "class": text(lambda each: account(each).type.account_class.value),
        "status": text(lambda each: account(each).status.value),
        "taxtype": text(lambda each: account(each).tax_type),
        "systemaccount": text(lambda each: _system_word(account(each))),
        "description": text(lambda each: account(each).description or None),
        "bankaccountnumber": text(lambda each: account(each).bank_account_number or None),
        "bankaccounttype": text(lambda each: _bank_word(account(each))),
        "showinexpenseclaims": boolean(lambda each: account(each).show_in_expense_claims),
        "addtowatchlist": boolean(lambda each: account(each).add_to_watchlist),
        "hasattachments": boolean(lambda each: account(each).has_attachments),
        "enablepaymentstoaccount": boolean(lambda each: account(each).enable_payments),
        "updateddateutc": instant(lambda each: account(each).updated_at),
    }


def _system_word(account: Account) -> str | None:
    return None if account.system is None else account.system.value


def _bank_word(account: Account) -> str | None:
    return None if account.bank_account_type is None else account.bank_account_type.value


ACCOUNT: Final = Fields("Account", account_fields(itself))
