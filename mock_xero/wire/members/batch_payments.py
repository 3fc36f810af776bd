"""What a question about batch payments may name."""

from typing import Final

from mock_xero.books.accounts import Account
from mock_xero.books.batch_payments.batches import BatchPayment
from mock_xero.wire.fields import Field, Fields, boolean, day, guid, instant, number, text, under
from mock_xero.wire.members.accounts import account_fields


def _batch_fields() -> dict[str, Field]:
    own = {
        "batchpaymentid": guid(lambda each: each.batch_id),
        "type": text(lambda each: each.type.value),
        "status": text(lambda each: each.status.value),
        "date": day(lambda each: each.date),
        "totalamount": number(lambda each: each.total),
        "reference": text(lambda each: each.remittance.reference),
        "particulars": text(lambda each: each.remittance.particulars),
        "code": text(lambda each: each.remittance.code),
        "details": text(lambda each: each.remittance.details),
        "narrative": text(lambda each: each.remittance.narrative),
        "isreconciled": boolean(lambda each: each.is_reconciled),
        "updateddateutc": instant(lambda each: each.updated_at),
    }
    return own | under("account", account_fields(_account_of))


def _account_of(batch: BatchPayment) -> Account:
    return batch.account


BATCH_PAYMENT: Final = Fields("BatchPayment", _batch_fields())
