"""A payment inside the document that it lies on: only those that stand, without status and account."""

from mock_xero.books.payments import Payment
from mock_xero.wire.dates import spelled_date
from mock_xero.wire.encoding import Json


def embedded_payment(payment: Payment) -> Json:
    """As recorded (facts §5.5)."""
    body: Json = {
        "PaymentID": payment.payment_id,
        "Date": spelled_date(payment.date),
        "Amount": payment.amount,
    }
    if payment.reference is not None:
        body["Reference"] = payment.reference
    body |= {"CurrencyRate": payment.currency_rate, "HasAccount": False, "HasValidationErrors": False}
    return body
