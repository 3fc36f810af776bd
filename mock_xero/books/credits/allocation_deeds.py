"""Setting credit against an invoice, and taking it away again (facts §6.6).

A deed is done and posted, or raises `Refused` and has changed nothing.
"""

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.credits.allocation_rules import RULES, AllocationCase
from mock_xero.books.credits.credit import Allocation, Credit, Credits
from mock_xero.books.credits.drafts import AllocationDraft
from mock_xero.books.credits.postings import of_allocation, source_of_allocation
from mock_xero.books.credits.shares import shares_of
from mock_xero.books.credits.types import CreditKind
from mock_xero.books.document_rules import judge
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to_edits
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp


def allocate(books: Books, credit: Credit, draft: AllocationDraft, stamp: Stamp) -> Allocation:
    case = _drawn_up(books, credit, draft, stamp)
    found = judge(case, RULES)
    if case.invoice is None and (draft.invoice_id or draft.invoice_number):
        raise NotFound((problems.INVOICE_NOT_FOUND,), case)
    if found or case.invoice is None:
        raise Refused(found, case)
    allocation = Allocation(
        allocation_id=books.new_id("allocation"),
        credit=credit,
        invoice=case.invoice,
        amount=case.amount,
        date=case.date,
        shares=shares_of(credit, case.amount, books.behaviour.half_cent),
    )
    credit.allocations.append(allocation)
    case.invoice.allocations.append(allocation)
    if postings := of_allocation(allocation, books.accounts):
        source = source_of_allocation(allocation)
        books.journal.post(source, allocation.date, postings, stamp.instant)
    _settle(books, allocation, stamp)
    _note(books, allocation, "Credit Applied", stamp)
    return allocation


def remove_allocation(books: Books, allocation: Allocation, stamp: Stamp) -> None:
    """The invoice is due again, and the credit there again."""
    closed = closed_to_edits(books, allocation.date, stamp)
    if books.behaviour.lock_refuses_payments and (found := list(closed)):
        raise Refused(found, allocation)
    allocation.credit.allocations.remove(allocation)
    allocation.invoice.allocations.remove(allocation)
    books.journal.reverse(source_of_allocation(allocation), stamp.instant)
    _settle(books, allocation, stamp)
    _note(books, allocation, "Credit Removed", stamp)


def credits_of(books: Books, kind: CreditKind) -> Credits:
    return {
        CreditKind.CREDIT_NOTE: books.credit_notes,
        CreditKind.OVERPAYMENT: books.overpayments,
        CreditKind.PREPAYMENT: books.prepayments,
    }[kind]


def settle_credit(books: Books, credit: Credit, stamp: Stamp) -> None:
    """Work out again what remains; that changes when it was last updated."""
    credit.balance()
    credits_of(books, credit.kind).touch(credit, stamp.instant)


def _note(books: Books, allocation: Allocation, done: str, stamp: Stamp) -> None:
    """Both the credit and the invoice remember it."""
    credit, invoice = allocation.credit, allocation.invoice
    details = f"{allocation.amount} of {credit.number or credit.kind.value} for {invoice.number}"
    books.history.note(credit.credit_id, done, stamp, details)
    books.history.note(invoice.invoice_id, done, stamp, details)


def _settle(books: Books, allocation: Allocation, stamp: Stamp) -> None:
    settle_credit(books, allocation.credit, stamp)
    allocation.invoice.balance()
    books.invoices.touch(allocation.invoice, stamp.instant)


def _drawn_up(books: Books, credit: Credit, draft: AllocationDraft, stamp: Stamp) -> AllocationCase:
    amount = ZERO if draft.amount is None else rounded(draft.amount, books.behaviour.half_cent)
    return AllocationCase(
        books=books,
        draft=draft,
        credit=credit,
        invoice=_invoice_meant(books, draft),
        amount=amount,
        date=draft.date or stamp.today,
        stamp=stamp,
    )


def _invoice_meant(books: Books, draft: AllocationDraft) -> Invoice | None:
    if draft.invoice_id is not None:
        return books.invoices.by_id(draft.invoice_id)
    return books.invoices.by_number(draft.invoice_number) if draft.invoice_number else None
