"""Books in agreement, and differences planted into them: what the judge has to tell is known beforehand.

A clinic's clean books are written on both sides; then at most one difference is planted on each invoice.
Xero's dues always follow from its own payments, as Xero's do, so that a due never gives a difference away.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Final

from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice, LedgerPayment, ManualPayment, Origin
from harness.reconciliation.breaks import BreakKind, Record
from harness.reconciliation.reconcile import reconcile

MONDAY: Final = date(2026, 3, 2)
ACCOUNTS: Final = ("611", "612", "613")
ZERO: Final = Decimal("0.00")
Told = tuple[BreakKind, Record, Decimal]


class Shape(Enum):
    """How far, and by what, an invoice of the clinic is paid."""

    OPEN = "open"
    PAID = "paid"
    IN_TWO_PARTS = "paid in two equal parts"
    BY_CREDIT = "paid by credit"
    HALF_BY_CREDIT = "half new money, half credit"
    RECORDED = "paid by credit, recorded by hand"
    HALF_RECORDED = "paid by credit, half of it recorded by hand"
    DELETED = "deleted"


@dataclass(slots=True)
class Side:
    """One side's books while they are being written; dues follow from the payments."""

    invoices: list[LedgerInvoice] = field(default_factory=list)
    payments: list[LedgerPayment] = field(default_factory=list)
    uses: list[ManualPayment] = field(default_factory=list)

    def ledger(self) -> Ledger:
        return Ledger(tuple(map(self._settled, self.invoices)), tuple(self.payments), tuple(self.uses))

    def of(self, number: str) -> list[LedgerPayment]:
        return [payment for payment in self.payments if payment.invoice == number]

    def _settled(self, invoice: LedgerInvoice) -> LedgerInvoice:
        if invoice.status is InvoiceStatus.VOID or "copy" in invoice.document:
            return invoice
        paid = sum((payment.amount for payment in self.of(invoice.number)), ZERO)
        due = invoice.total - invoice.account_credit - paid + invoice.due
        return replace(invoice, due=due, status=InvoiceStatus.OPEN if due else InvoiceStatus.PAID)


@dataclass(slots=True)
class Books:
    """Both sides, the shape of each invoice by number, and what the judge has to tell of them."""

    clinic: Side = field(default_factory=Side)
    xero: Side = field(default_factory=Side)
    shapes: dict[str, Shape] = field(default_factory=dict)
    expected: Counter[Told] = field(default_factory=Counter)

    def expect(self, kind: BreakKind, record: str, number: str, amount: Decimal) -> None:
        self.expected[kind, Record(record, number), amount] += 1

    def no_longer_open(self, number: str) -> None:
        """Forget that a person has work with this invoice."""
        for told in [told for told in self.expected if told[0].expected and told[1].number == number]:
            del self.expected[told]

    def told(self) -> Counter[Told]:
        found = reconcile(self.clinic.ledger(), self.xero.ledger())
        return Counter((each.kind, each.record, each.amount) for each in found.breaks)


def write(books: Books, number: str, shape: Shape, total: Decimal, day: date) -> None:
    """Write one invoice into both sides' books, in agreement."""
    books.shapes[number] = shape
    status = InvoiceStatus.VOID if shape is Shape.DELETED else InvoiceStatus.OPEN
    invoice = LedgerInvoice(number, f"invoice {number}", day, total, ZERO, status)
    half, account = total / 2, ACCOUNTS[int(number) % 3]
    parts = {Shape.PAID: (total,), Shape.IN_TWO_PARTS: (half, half), Shape.HALF_BY_CREDIT: (half,)}.get(
        shape, ()
    )
    credit = {
        Shape.BY_CREDIT: total,
        Shape.RECORDED: total,
        Shape.HALF_RECORDED: total,
        Shape.HALF_BY_CREDIT: half,
    }.get(shape, ZERO)
    recorded = {Shape.RECORDED: total, Shape.HALF_RECORDED: half}.get(shape, ZERO)
    books.clinic.invoices.append(replace(invoice, account_credit=credit))
    books.xero.invoices.append(invoice)
    paid = [LedgerPayment(number, f"{number} part {n}", day, part, account) for n, part in enumerate(parts)]
    books.clinic.payments += paid
    books.xero.payments += paid
    if credit:
        books.clinic.uses.append(ManualPayment(number, credit, day))
    if recorded:
        books.xero.payments.append(LedgerPayment(number, "by hand", day, recorded, "090", Origin.BOOKKEEPER))
    if credit > recorded:
        books.expect(BreakKind.OPEN_FOR_ACCOUNT_CREDIT, "invoice", number, credit - recorded)


Plant = Callable[[Books, str], None]


def invoice_missing(books: Books, number: str) -> None:
    invoice = _take_invoice(books.xero, number)
    books.no_longer_open(number)
    books.expect(BreakKind.MISSING_IN_XERO, "invoice", number, -invoice.total)
    for payment in books.clinic.of(number):
        books.expect(BreakKind.MISSING_IN_XERO, "payment", number, -payment.amount)
    books.xero.payments = [payment for payment in books.xero.payments if payment.invoice != number]


def invoice_voided_in_xero(books: Books, number: str) -> None:
    invoice = _take_invoice(books.xero, number)
    books.xero.invoices.append(replace(invoice, status=InvoiceStatus.VOID))
    books.expect(BreakKind.STATUS_DIFFERS, "invoice", number, -invoice.total)


def invoice_not_voided_in_xero(books: Books, number: str) -> None:
    invoice = _take_invoice(books.xero, number)
    books.xero.invoices.append(replace(invoice, status=InvoiceStatus.OPEN))
    books.expect(BreakKind.STATUS_DIFFERS, "invoice", number, invoice.total)


def invoice_forgotten_by_clinic(books: Books, number: str) -> None:
    invoice = _take_invoice(books.clinic, number)
    books.expect(BreakKind.UNKNOWN_TO_CLINIC, "invoice", number, invoice.total)


def invoice_twice(books: Books, number: str) -> None:
    invoice = next(each for each in books.xero.invoices if each.number == number)
    copy = replace(invoice, document=f"copy of {number}", due=invoice.total)
    books.xero.invoices.append(copy)
    books.expect(BreakKind.DUPLICATED, "invoice", number, invoice.total)


def invoice_of_another_total(books: Books, number: str) -> None:
    invoice = _take_invoice(books.xero, number)
    books.xero.invoices.append(replace(invoice, total=invoice.total + Decimal("0.01")))
    books.expect(BreakKind.AMOUNT_DIFFERS, "invoice", number, Decimal("0.01"))


def invoice_of_another_day(books: Books, number: str) -> None:
    invoice = _take_invoice(books.xero, number)
    books.xero.invoices.append(replace(invoice, date=invoice.date + timedelta(days=1)))
    books.expect(BreakKind.STATUS_DIFFERS, "invoice", number, invoice.total)


def invoice_partly_written_off_in_xero(books: Books, number: str) -> None:
    invoice = _take_invoice(books.xero, number)
    books.xero.invoices.append(replace(invoice, due=Decimal("-0.50")))
    books.expect(BreakKind.AMOUNT_DIFFERS, "invoice", number, Decimal("-0.50"))


def payment_missing(books: Books, number: str) -> None:
    payment = _take_payment(books, number)
    books.expect(BreakKind.MISSING_IN_XERO, "payment", number, -payment.amount)


def payment_twice(books: Books, number: str) -> None:
    payment = books.xero.of(number)[0]
    books.xero.payments.append(replace(payment, document="again"))
    books.expect(BreakKind.DUPLICATED, "payment", number, payment.amount)


def payment_in_wrong_account(books: Books, number: str) -> None:
    payment = _take_payment(books, number)
    books.xero.payments.append(replace(payment, account="610"))
    books.expect(BreakKind.WRONG_ACCOUNT, "payment", number, payment.amount)


def payment_of_another_day(books: Books, number: str) -> None:
    payment = _take_payment(books, number)
    books.xero.payments.append(replace(payment, date=payment.date + timedelta(days=400)))
    books.expect(BreakKind.STATUS_DIFFERS, "payment", number, payment.amount)


def payment_of_another_amount(books: Books, number: str) -> None:
    payment = _take_payment(books, number)
    books.xero.payments.append(replace(payment, amount=payment.amount - Decimal("0.01")))
    books.expect(BreakKind.AMOUNT_DIFFERS, "payment", number, Decimal("-0.01"))


def payment_on_another_invoice(books: Books, number: str) -> None:
    payment = _take_payment(books, number)
    elsewhere = next((each for each in books.shapes if each != number), "9999")
    books.xero.payments.append(replace(payment, invoice=elsewhere))
    books.expect(BreakKind.MISALLOCATED, "payment", number, payment.amount)


def payment_unknown(books: Books, number: str) -> None:
    books.xero.payments.append(LedgerPayment(number, "extra", MONDAY, Decimal("7.77"), "611"))
    books.expect(BreakKind.UNKNOWN_TO_CLINIC, "payment", number, Decimal("7.77"))


def payment_unknown_by_hand(books: Books, number: str) -> None:
    extra = LedgerPayment(number, "extra", MONDAY, Decimal("7.77"), "611", Origin.BOOKKEEPER)
    books.xero.payments.append(extra)
    books.expect(BreakKind.UNKNOWN_TO_CLINIC, "payment", number, Decimal("7.77"))


def credit_sent(books: Books, number: str) -> None:
    use = next(use for use in books.clinic.uses if use.invoice == number)
    sent = LedgerPayment(number, "sent", use.date + timedelta(days=1), use.amount, "610")
    books.xero.payments.append(sent)
    books.no_longer_open(number)
    books.expect(BreakKind.UNKNOWN_TO_CLINIC, "payment", number, use.amount)


def nothing(books: Books, number: str) -> None:
    del books, number


ON_PAID: Final[tuple[Plant, ...]] = (
    invoice_missing,
    invoice_twice,
    payment_missing,
    payment_twice,
    payment_in_wrong_account,
    payment_of_another_day,
    payment_of_another_amount,
)
PLANTS: Final[Mapping[Shape, tuple[Plant, ...]]] = {
    Shape.OPEN: (
        invoice_missing,
        invoice_voided_in_xero,
        invoice_forgotten_by_clinic,
        invoice_twice,
        invoice_of_another_total,
        invoice_of_another_day,
        invoice_partly_written_off_in_xero,
        payment_unknown,
        payment_unknown_by_hand,
    ),
    Shape.PAID: ON_PAID,
    Shape.IN_TWO_PARTS: ON_PAID,
    Shape.BY_CREDIT: (invoice_missing, invoice_of_another_total, credit_sent),
    Shape.HALF_BY_CREDIT: (invoice_missing, payment_missing, payment_twice, payment_in_wrong_account),
    Shape.RECORDED: (invoice_of_another_day, payment_unknown_by_hand),
    Shape.HALF_RECORDED: (invoice_of_another_total,),
    Shape.DELETED: (invoice_not_voided_in_xero,),
}


def _take_invoice(side: Side, number: str) -> LedgerInvoice:
    invoice = next(each for each in side.invoices if each.number == number)
    side.invoices.remove(invoice)
    return invoice


def _take_payment(books: Books, number: str) -> LedgerPayment:
    payment = books.xero.of(number)[0]
    books.xero.payments.remove(payment)
    return payment
