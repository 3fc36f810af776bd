"""What most invoices are: one on either side, paid alike to the cent, day and account. Pure.

The matcher would find nothing but matches there, one for the invoice and one for each payment.
"""

from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice, LedgerPayment
from harness.reconciliation import pairing
from harness.reconciliation.invoices import InvoicePair


def wholly_alike(clinic: Ledger, xero: Ledger) -> InvoicePair | None:
    """Return the pair of invoices where the two sides of one number need no judge."""
    if clinic.credit_uses or len(clinic.invoices) != 1 or len(xero.invoices) != 1:
        return None
    [ours], [theirs] = clinic.invoices, xero.invoices
    if _invoices_agree(ours, theirs) and _payments_agree(clinic.payments, xero.payments):
        return InvoicePair(ours, theirs, (theirs,))
    return None


def _invoices_agree(ours: LedgerInvoice, theirs: LedgerInvoice) -> bool:
    return (
        ours.total == theirs.total
        and ours.due == theirs.due
        and ours.date == theirs.date
        and not ours.account_credit
        and InvoiceStatus.VOID not in (ours.status, theirs.status)
    )


def _payments_agree(ours: tuple[LedgerPayment, ...], theirs: tuple[LedgerPayment, ...]) -> bool:
    if len(ours) != len(theirs):
        return False
    left = [pairing.exactly(payment) for payment in theirs]
    for key in map(pairing.exactly, ours):
        if key not in left:
            return False
        left.remove(key)
    return True
