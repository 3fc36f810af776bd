"""Accounts as somebody asks for them."""

from mock_xero.books.accounts import AccountStatus, AccountType, BankAccountType
from mock_xero.books.catalogue.account_deeds import AccountDraft
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import enum, said, text, unconvertible


class AccountBody(Body):
    code: Text = None
    name: Text = None
    type: Text = None
    status: Text = None
    tax_type: Text = None
    description: Text = None
    bank_account_number: Text = None
    bank_account_type: Text = None
    enable_payments_to_account: bool | None = None
    show_in_expense_claims: bool | None = None
    add_to_watchlist: bool | None = None
    currency_code: Text = None


def account_draft(body: AccountBody) -> AccountDraft:
    """Class, SystemAccount and the reporting codes follow from the rest: what is said of them is dropped."""
    return AccountDraft(
        code=text(body.code),
        name=text(body.name),
        type=_type(body.type),
        status=enum(AccountStatus, body.status),
        tax_type=text(body.tax_type) or None,
        description=text(body.description),
        bank_account_number=text(body.bank_account_number),
        bank_account_type=enum(BankAccountType, body.bank_account_type),
        enable_payments=body.enable_payments_to_account,
        show_in_expense_claims=body.show_in_expense_claims,
        add_to_watchlist=body.add_to_watchlist,
        currency=said(body.currency_code).upper() or None,
    )


def _type(value: Text) -> AccountType | None:
    word = said(value).upper()
    if not word:
        return None
    if word not in AccountType.__members__:
        raise unconvertible(value)
    return AccountType[word]
