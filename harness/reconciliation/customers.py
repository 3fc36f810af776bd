"""Who pays: one contact in Xero for each customer of the clinic, and one customer for each contact. Pure."""

from collections.abc import Iterable, Iterator

from harness.reconciliation import wording
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.invoices import InvoicePair


class Customers:
    """The customers and contacts seen so far; remembers one word of each side for each of them."""

    def __init__(self) -> None:
        self._contact_of: dict[str, str] = {}
        self._customer_of: dict[str, str] = {}

    def compare(self, pair: InvoicePair) -> Iterator[Break]:
        """Tell of an invoice on a second contact of its customer, or on somebody else's contact."""
        clinic, xero = pair.clinic, pair.xero
        if not clinic.customer or not xero.customer:
            return
        if self._customer_of.setdefault(xero.customer, clinic.customer) != clinic.customer:
            yield _told(BreakKind.MISALLOCATED, pair, wording.contact_is_anothers(clinic.number))
        elif self._contact_of.setdefault(clinic.customer, xero.customer) != xero.customer:
            yield _told(BreakKind.DUPLICATED, pair, wording.contact_doubled(clinic.number))


def compare_customers(pairs: Iterable[InvoicePair]) -> Iterator[Break]:
    """Compare pairs in their order."""
    customers = Customers()
    for pair in pairs:
        yield from customers.compare(pair)


def _told(kind: BreakKind, pair: InvoicePair, sentence: str) -> Break:
    ours, theirs = (pair.clinic.document,), (pair.xero.document,)
    record = Record("invoice", pair.clinic.number)
    return Break(kind, record, pair.xero.total, sentence, clinic=ours, xero=theirs)
