"""Writes down how each invoice stands on either side, whenever a deed in the clinic or in Xero changes it."""

from collections import defaultdict
from datetime import datetime

from harness.simulation.readings import clinic_standing, xero_standing
from harness.simulation.virtual_clock import VirtualClock
from harness.standings import Standing
from harness.workload.book import BookedPayment, ClinicBook
from harness.workload.deeds import (
    Deed,
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    EditPayment,
    IssueInvoice,
    RefundCredit,
    RenamePatient,
    TakePayment,
)
from mock_xero.books import Books, Invoice
from mock_xero.books.changes import Change


class LedgerWatch:
    """Listens to Xero's books and is told of the clinic's deeds; `standings` is in the order of time."""

    def __init__(self, book: ClinicBook, books: Books, clock: VirtualClock) -> None:
        self.standings: list[Standing] = []
        self._book = book
        self._clock = clock
        # Which payments (by label) ever lay on an invoice, and the other way round; in the order of time.
        self._payments_on: dict[int, dict[str, None]] = defaultdict(dict)
        self._invoices_of: dict[str, dict[int, None]] = defaultdict(dict)
        books.tell(self._xero_changed, _nothing_is_undone)

    def clinic_did(self, deed: Deed, instant: datetime) -> None:
        """Note every invoice that a deed, already in the clinic's book, has changed."""
        for number in self._touched(deed):
            invoice = self._book.invoices[number]
            self.standings.append(clinic_standing(invoice, self._payments(number), instant))

    def _xero_changed(self, change: Change) -> None:
        if isinstance(change.document, Invoice) and change.document.is_sale:
            self.standings.append(xero_standing(change.document, self._clock.now()))

    def _touched(self, deed: Deed) -> list[int]:
        match deed:
            case IssueInvoice() | EditInvoice() | DeleteInvoice():
                return [deed.number]
            case TakePayment() | EditPayment() | DeletePayment():
                return self._paid_by(deed.label)
            case RefundCredit() | RenamePatient():
                return []

    def _paid_by(self, label: str) -> list[int]:
        """Return the invoices on which a payment lies or ever lay."""
        paid = self._book.payments[label].deed
        for number in (*paid.allocations, *paid.credit):
            self._payments_on[number][label] = None
            self._invoices_of[label][number] = None
        return list(self._invoices_of[label])

    def _payments(self, number: int) -> list[BookedPayment]:
        return [self._book.payments[label] for label in self._payments_on[number]]


def _nothing_is_undone() -> None:
    """A run never goes back to a snapshot."""
