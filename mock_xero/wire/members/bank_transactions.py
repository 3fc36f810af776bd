"""What a question about bank transactions may name."""

from typing import Final

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
        "isreconciled": boolean(lambda each: each.is_reconciled),
        "subtotal": number(lambda each: each.subtotal),
        "totaltax": number(lambda each: each.total_tax),
        "total": number(lambda each: each.total),
        "updateddateutc": instant(lambda each: each.updated_at),
    }
    parts = under("contact", contact_fields(lambda each: each.contact))
    return own | parts | under("bankaccount", account_fields(lambda each: each.account))


BANK_TRANSACTION: Final = Fields("BankTransaction", _bank_transaction_fields())
