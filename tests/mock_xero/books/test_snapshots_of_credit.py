"""Account credit goes back with its invoice when the books are restored."""

from collections.abc import Callable
from decimal import Decimal

from mock_xero.books import Books, Invoice, InvoiceStatus, Stamp
from mock_xero.books.credits.allocation_deeds import allocate, remove_allocation
from mock_xero.books.credits.credit_note_deeds import create_credit_note
from mock_xero.books.credits.drafts import AllocationDraft, CreditNoteDraft
from mock_xero.books.credits.types import CreditType
from mock_xero.books.drafts import ContactDraft, LineDraft


def test_both_ends_of_an_allocation_are_restored(
    books: Books, stamp: Stamp, issue: Callable[..., Invoice], line: Callable[..., LineDraft]
) -> None:
    issue()
    asked = CreditNoteDraft(
        type=CreditType.ACCRECCREDIT,
        status=InvoiceStatus.AUTHORISED,
        contact=ContactDraft(name="Ada Byron"),
        lines=(line(),),
    )
    note = create_credit_note(books, asked, stamp)
    draft = AllocationDraft(invoice_number="1041", amount=Decimal("120.00"))
    kept = books.snapshot()
    allocate(books, note, draft, stamp)
    used = books.snapshot()

    books.restore(kept)
    (before,) = books.credit_notes.all()
    books.restore(used)
    (after,) = books.credit_notes.all()
    invoice = books.invoices.by_number("1041")

    assert (before.remaining, before.allocations) == (Decimal("120.00"), [])
    assert after.status is InvoiceStatus.PAID
    assert invoice is not None
    assert invoice.allocations[0] is after.allocations[0]
    remove_allocation(books, after.allocations[0], stamp)
    assert (invoice.amount_due, after.remaining) == (Decimal("120.00"), Decimal("120.00"))
