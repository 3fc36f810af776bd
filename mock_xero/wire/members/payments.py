"""What a question about payments may name."""

from typing import Final

from mock_xero.books.accounts import Account
from mock_xero.books.payments import Payable, Payment
from mock_xero.wire.fields import Field, Fields, boolean, day, guid, instant, number, text, under
from mock_xero.wire.members.accounts import account_fields
from mock_xero.wire.members.invoices import invoice_fields
from mock_xero.wire.payments import payment_type


def _payment_fields() -> dict[str, Field]:
    own = {
        "paymentid": guid(lambda each: each.payment_id),
        "batchpaymentid": guid(lambda each: each.batch_payment_id),
        "batchpayment.batchpaymentid": guid(lambda each: each.batch_payment_id),
        "paymenttype": text(payment_type),
        "status": text(lambda each: each.status.value),
        "reference": text(lambda each: each.reference),
        "date": day(lambda each: each.date),
        "amount": number(lambda each: each.amount),
        "bankamount": number(lambda each: each.bank_amount),
        "currencyrate": number(lambda each: each.currency_rate),
        "isreconciled": boolean(lambda each: each.is_reconciled),
        "updateddateutc": instant(lambda each: each.updated_at),
    }
    return own | under("invoice", invoice_fields(_invoice_of)) | under("account", account_fields(_account_of))


def _invoice_of(payment: Payment) -> Payable:
    return payment.document


def _account_of(payment: Payment) -> Account:
    return payment.account


PAYMENT: Final = Fields("Payment", _payment_fields())
