"""Who pays: one contact in Xero for each customer of the clinic, and one customer for each contact. Pure."""

from collections.abc import Iterable, Iterator

from harness.reconciliation import wording
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.invoices import InvoicePair


def compare_customers(pairs: Iterable[InvoicePair]) -> Iterator[Break]:
    """Tell of invoices on a second contact of their customer, and on somebody else's contact."""
    contact_of: dict[str, str] = {}
    customer_of: dict[str, str] = {}
    for clinic, xero in ((pair.clinic, pair.xero) for pair in pairs):
        if not clinic.customer or not xero.customer:
            continue
        record = Record("invoice", clinic.number)
        if customer_of.setdefault(xero.customer, clinic.customer) != clinic.customer:
            sentence = wording.contact_is_anothers(clinic.number)
            yield Break(BreakKind.MISALLOCATED, record, xero.total, sentence)
        elif contact_of.setdefault(clinic.customer, xero.customer) != xero.customer:
            sentence = wording.contact_doubled(clinic.number)
            yield Break(BreakKind.DUPLICATED, record, xero.total, sentence)
