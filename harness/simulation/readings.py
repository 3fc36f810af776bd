"""Reads either side's books into the judge's neutral ledger. Nothing here compares or judges.

The clinic's side comes from its own book of deeds, never from the engine's database; Xero's side from the
mock's books.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Final

from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice, LedgerPayment, ManualPayment, Origin
from harness.standings import Side, Standing
from harness.workload.book import BookedInvoice, BookedPayment, ClinicBook
from harness.workload.deeds import Part
from harness.workload.mappings import ChosenMappings
from mock_xero.books import Books, Invoice, InvoiceType, Payment, PaymentStatus
from mock_xero.books import InvoiceStatus as XeroStatus

ZERO: Final = Decimal("0.00")
_STATUS: Final = {XeroStatus.VOIDED: InvoiceStatus.VOID, XeroStatus.DELETED: InvoiceStatus.VOID}


def xero_ledger(books: Books) -> Ledger:
    """What Xero holds: sales invoices, and the payments on invoices that stand."""
    invoices = tuple(_xero_invoice(each) for each in books.invoices.all() if each.type is InvoiceType.ACCREC)
    payments = tuple(
        _xero_payment(each)
        for each in books.payments.all()
        if each.status is PaymentStatus.AUTHORISED and not each.is_refund
    )
    return Ledger(invoices=invoices, payments=payments)


def clinic_ledger(book: ClinicBook, mappings: ChosenMappings, in_xero: Iterable[Payment]) -> Ledger:
    """What the clinic's deeds add up to, each payment in the account that it should have in Xero by now.

    Of what is not among the payments `in_xero` the latest choice of accounts holds.
    """
    arrivals = _Arrivals(in_xero)
    payments = tuple(
        _clinic_payment(payment, part, place, mappings, arrivals)
        for place, (payment, part) in enumerate(book.live_parts(), 1)
    )
    uses = tuple(
        ManualPayment(str(number), amount, payment.deed.paid_on)
        for payment, number, amount in book.live_credit_uses()
    )
    return Ledger(tuple(_clinic_invoice(each) for each in book.invoices.values()), payments, uses)


def clinic_standing(invoice: BookedInvoice, payments: Iterable[BookedPayment], instant: datetime) -> Standing:
    """How an invoice stands in the clinic from this instant on; `payments` are all that ever lay on it."""
    parts = (part for payment in payments if not payment.deleted for part in payment.parts)
    return Standing(
        instant=instant,
        side=Side.CLINIC,
        document=str(invoice.number),
        number=str(invoice.number),
        total=invoice.total,
        paid=invoice.paid,
        credit=invoice.by_credit,
        payments=sum(1 for part in parts if part.invoice == invoice.number),
        void=invoice.deleted,
        patient=invoice.patient.id,
    )


def xero_standing(invoice: Invoice, instant: datetime) -> Standing:
    """How an invoice stands in Xero from this instant on."""
    return Standing(
        instant=instant,
        side=Side.XERO,
        document=invoice.invoice_id,
        number=invoice.number,
        total=invoice.total,
        paid=sum((payment.amount for payment in invoice.payments), ZERO),
        credit=sum((each.amount for each in invoice.allocations), ZERO),
        payments=len(invoice.payments),
        void=invoice.status in _STATUS,
    )


def _xero_invoice(invoice: Invoice) -> LedgerInvoice:
    open_or_paid = InvoiceStatus.OPEN if invoice.amount_due else InvoiceStatus.PAID
    return LedgerInvoice(
        number=invoice.number,
        document=invoice.invoice_id,
        date=invoice.date,
        total=invoice.total,
        due=invoice.amount_due,
        status=_STATUS.get(invoice.status, open_or_paid),
        customer=invoice.contact.contact_id,
    )


def _xero_payment(payment: Payment) -> LedgerPayment:
    return LedgerPayment(
        invoice=payment.invoice.number,
        document=payment.payment_id,
        date=payment.date,
        amount=payment.amount,
        account=payment.account.code,
        origin=Origin.BOOKKEEPER if payment.created_by is None else Origin.APP,
    )


def _clinic_invoice(invoice: BookedInvoice) -> LedgerInvoice:
    open_or_paid = InvoiceStatus.OPEN if invoice.open else InvoiceStatus.PAID
    return LedgerInvoice(
        number=str(invoice.number),
        document=f"invoice {invoice.number}",
        date=invoice.issued_on,
        total=invoice.total,
        due=invoice.open,
        status=InvoiceStatus.VOID if invoice.deleted else open_or_paid,
        account_credit=invoice.by_credit,
        customer=invoice.customer,
    )


def _clinic_payment(
    payment: BookedPayment, part: Part, place: int, mappings: ChosenMappings, arrivals: "_Arrivals"
) -> LedgerPayment:
    may_hold = partial(mappings.may_hold, part.source, payment.recorded_at)
    found, arrived_at = arrivals.of(part, may_hold)
    return LedgerPayment(
        invoice=str(part.invoice),
        document=f"payment {payment.deed.label} part {place}",
        date=payment.deed.paid_on,
        amount=part.amount,
        account=mappings.account_of(part.source, payment.recorded_at, arrived_at, found),
    )


class _Arrivals:
    """When, and in which account, money for an invoice got to Xero: each arrival is handed out once."""

    def __init__(self, payments: Iterable[Payment]) -> None:
        self._waiting: dict[tuple[str, Decimal], list[Payment]] = defaultdict(list)
        for payment in payments:
            stands = payment.status is PaymentStatus.AUTHORISED and not payment.is_refund
            if stands and payment.created_by is not None:
                self._waiting[payment.invoice.number, payment.amount].append(payment)

    def of(self, part: Part, may_hold: Callable[[datetime, str], bool]) -> tuple[str | None, datetime | None]:
        """Of equal amounts take the first in an account that may hold the part, else simply the first."""
        waiting = self._waiting[str(part.invoice), part.amount]
        if not waiting:
            return None, None
        fitting = (each for each in waiting if may_hold(each.created_at, each.account.code))
        payment = next(fitting, waiting[0])
        waiting.remove(payment)
        return payment.account.code, payment.created_at
