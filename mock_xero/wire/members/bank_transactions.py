"""What a question about bank transactions may name."""

from typing import Final

from mock_xero.books.banking.bank_transactions import BankTransaction
from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.credits.types import CreditKind
from mock_xero.wire.fields import Field, Fields, boolean, day, guid, instant, number, text, under
from mock_xero.wire.members.accounts import account_fields
from mock_xero.wire.members.contacts import contact_fields


def _bank_transaction_fields() -> dict[str, Field]:
    own = {
        "banktransactionid": guid(lambda each: each.transaction_id),
        "type": text(lambda each: each.type.value),
        "status": text(lambda each: each.status.value),
        "reference": text(lambda each: each.reference),
        "currencycode": text(lambda each: each.currency),
        "lineamounttypes": text(lambda each: each.line_amount_types.value),
        "date": day(lambda each: each.date),
        "url": text(lambda each: each.url),
        "currencyrate": number(lambda _: ONE),
        "prepaymentid": guid(lambda each: _credit_id(each, CreditKind.PREPAYMENT)),
        "overpaymentid": guid(lambda each: _credit_id(each, CreditKind.OVERPAYMENT)),
        "isreconciled": boolean(lambda each: each.is_reconciled),
        "subtotal": number(lambda each: each.subtotal),
        "totaltax": number(lambda each: each.total_tax),
        "total": number(lambda each: each.total),
        "hasattachments": boolean(lambda each: each.has_attachments),
        "updateddateutc": instant(lambda each: each.updated_at),
    }
    parts = under("contact", contact_fields(lambda each: each.contact))
    return own | parts | under("bankaccount", account_fields(lambda each: each.account))


def _credit_id(transaction: BankTransaction, kind: CreditKind) -> str | None:
    credit = transaction.credit
    return None if credit is None or credit.kind is not kind else credit.credit_id


BANK_TRANSACTION: Final = Fields("BankTransaction", _bank_transaction_fields())
