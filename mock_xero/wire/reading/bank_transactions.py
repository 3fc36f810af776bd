"""Bank transactions as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.banking.bank_transaction_draft import BankTransactionDraft
from mock_xero.books.banking.bank_transactions import BankTransactionStatus, BankTransactionType
from mock_xero.books.statuses import LineAmountTypes
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, number, text
from mock_xero.wire.reading.contacts import ContactBody, contact_draft
from mock_xero.wire.reading.lines import LineBody, line_draft
from mock_xero.wire.reading.references import AccountReference


class BankTransactionBody(Body):
    bank_transaction_id: Text = None
    type: Text = None
    status: Text = None
    contact: ContactBody | None = None
    bank_account: AccountReference | None = None
    date: Text = None
    line_amount_types: Text = None
    line_items: list[LineBody] | None = None
    reference: Text = None
    currency_code: Text = None
    url: Text = None
    is_reconciled: bool | None = None
    total: Decimal | None = None


def bank_transaction_draft(body: BankTransactionBody) -> BankTransactionDraft:
    account = body.bank_account or AccountReference()
    return BankTransactionDraft(
        transaction_id=guid(body.bank_transaction_id),
        type=enum(BankTransactionType, body.type),
        status=enum(BankTransactionStatus, body.status),
        contact=None if body.contact is None else contact_draft(body.contact),
        account_id=guid(account.account_id),
        account_code=text(account.code) or None,
        date=day(body.date),
        line_amount_types=enum(LineAmountTypes, body.line_amount_types),
        lines=each(line_draft, body.line_items),
        reference=text(body.reference),
        currency=text(body.currency_code) or None,
        url=text(body.url),
        is_reconciled=body.is_reconciled,
        total=number(body.total),
    )
