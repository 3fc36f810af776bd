"""The sentences that tell a bookkeeper what a break is: numbers, amounts, dates and accounts, never names."""

from datetime import date
from decimal import Decimal

from harness.ledger import LedgerInvoice, LedgerPayment, ManualPayment, Origin


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def invoice_missing(invoice: LedgerInvoice) -> str:
    return f"Invoice {invoice.number} of {_day(invoice.date)} for {money(invoice.total)} is not in Xero."


def invoice_unknown(invoice: LedgerInvoice) -> str:
    return (
        f"Xero has invoice {invoice.number} of {_day(invoice.date)} for {money(invoice.total)}; "
        "the clinic has no invoice with this number."
    )


def invoice_duplicated(invoice: LedgerInvoice) -> str:
    return (
        f"Xero has invoice {invoice.number} once more than it should: "
        f"a further one of {_day(invoice.date)} for {money(invoice.total)}."
    )


def invoice_void_in_xero(invoice: LedgerInvoice) -> str:
    return f"Invoice {invoice.number} for {money(invoice.total)} stands in the clinic; in Xero it is void."


def invoice_void_in_clinic(invoice: LedgerInvoice) -> str:
    return (
        f"Invoice {invoice.number} for {money(invoice.total)} stands in Xero; in the clinic it was deleted."
    )


def invoice_total_differs(clinic: LedgerInvoice, xero: LedgerInvoice) -> str:
    return f"Invoice {clinic.number} is {money(clinic.total)} in the clinic and {money(xero.total)} in Xero."


def invoice_date_differs(clinic: LedgerInvoice, xero: LedgerInvoice) -> str:
    return (
        f"Invoice {clinic.number} for {money(clinic.total)} is dated {_day(clinic.date)} in the clinic "
        f"and {_day(xero.date)} in Xero."
    )


def invoice_due_differs(number: str, wanted: Decimal, found: Decimal) -> str:
    return (
        f"Of invoice {number}, {money(wanted)} should be open in Xero and {money(found)} is; "
        "no payment explains the difference."
    )


def open_for_credit(number: str, amount: Decimal) -> str:
    return (
        f"Account credit paid {money(amount)} of invoice {number}; it stays open in Xero "
        "until a person records that payment there by hand."
    )


def payment_missing(payment: LedgerPayment) -> str:
    return f"The payment of {_payment(payment)} is not in Xero."


def payment_unknown(payment: LedgerPayment) -> str:
    return f"Xero has a payment of {_payment(payment)}{_by(payment)} that the clinic does not know."


def payment_exceeds_credit(payment: LedgerPayment, surplus: Decimal) -> str:
    return (
        f"Xero has a payment of {_payment(payment)}{_by(payment)}; it records account credit, "
        f"but {money(surplus)} of it the clinic does not know."
    )


def credit_was_sent(payment: LedgerPayment) -> str:
    return (
        f"Xero has a payment of {_payment(payment)}, but account credit paid that part of the invoice: "
        "account credit was sent to Xero, where only a person may record it."
    )


def payment_duplicated(payment: LedgerPayment) -> str:
    return f"Xero has the payment of {_payment(payment)} once more than the clinic."


def payment_in_wrong_account(clinic: LedgerPayment, xero: LedgerPayment) -> str:
    dated = "" if clinic.date == xero.date else f" and is dated {_day(xero.date)}"
    return f"The payment of {_payment(clinic)} went to account {xero.account} in Xero{dated}."


def payment_misallocated(clinic: LedgerPayment, xero: LedgerPayment) -> str:
    return f"The payment of {_payment(clinic)} is set against invoice {xero.invoice} in Xero."


def payment_date_differs(clinic: LedgerPayment, xero: LedgerPayment) -> str:
    return f"The payment of {_payment(clinic)} is dated {_day(xero.date)} in Xero."


def payment_amount_differs(clinic: LedgerPayment, xero: LedgerPayment) -> str:
    return f"The payment of {_payment(clinic)} is {money(xero.amount)} in Xero."


def payment_with_credit_sent(clinic: LedgerPayment, xero: LedgerPayment) -> str:
    return (
        f"The payment of {_payment(clinic)} is {money(xero.amount)} in Xero: it looks as if account credit "
        "that was used on this invoice was sent along; only a person may record that."
    )


def listed_payment(payment: ManualPayment) -> str:
    return f"{money(payment.amount)} on invoice {payment.invoice} of {_day(payment.date)}"


def contact_doubled(number: str) -> str:
    return f"Invoice {number} is on another contact in Xero than an earlier invoice for the same customer."


def contact_is_anothers(number: str) -> str:
    return f"Invoice {number} is on the contact of another customer in Xero."


def _payment(payment: LedgerPayment) -> str:
    amount, day = money(payment.amount), _day(payment.date)
    return f"{amount} on invoice {payment.invoice} of {day} in account {payment.account}"


def _by(payment: LedgerPayment) -> str:
    return ", recorded there by hand," if payment.origin is Origin.BOOKKEEPER else ""


def _day(day: date) -> str:
    return day.isoformat()
