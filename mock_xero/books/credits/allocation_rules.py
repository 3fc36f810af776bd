"""The rules of allocations: each looks at one case and yields what is wrong with it (facts §6.6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books.books import Books
from mock_xero.books.catalogue.problems import CURRENCIES_DIFFER
from mock_xero.books.credits import problems
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.drafts import AllocationDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceStatus


@dataclass(frozen=True, slots=True)
class AllocationCase:
    """An allocation as it would be; it doubles as the echo of a refused one."""

    books: Books
    draft: AllocationDraft
    credit: Credit
    invoice: Invoice | None
    amount: Decimal
    date: date
    stamp: Stamp


AllocationRule = Callable[[AllocationCase], Iterator[Problem]]


def invoice_is_named(case: AllocationCase) -> Iterator[Problem]:
    if case.draft.invoice_id is None and not case.draft.invoice_number:
        yield problems.ALLOCATION_NEEDS_INVOICE


def invoice_is_approved(case: AllocationCase) -> Iterator[Problem]:
    if case.invoice is None or case.invoice.status is InvoiceStatus.AUTHORISED:
        return
    paid = case.invoice.status is InvoiceStatus.PAID
    yield problems.INVOICE_PAID_OFF if paid else problems.ALLOCATION_NEEDS_AUTHORISED


def amount_is_positive(case: AllocationCase) -> Iterator[Problem]:
    if case.amount <= ZERO:
        yield problems.ALLOCATION_NOT_POSITIVE


def amount_is_outstanding(case: AllocationCase) -> Iterator[Problem]:
    if case.invoice is not None and case.invoice.is_posted and case.amount > case.invoice.amount_due:
        yield problems.exceeds_outstanding(case.credit.kind)


def amount_remains(case: AllocationCase) -> Iterator[Problem]:
    if case.credit.is_posted and case.amount > case.credit.remaining:
        yield problems.exceeds_remaining(case.credit.kind)


def credit_is_approved(case: AllocationCase) -> Iterator[Problem]:
    if not case.credit.is_posted:
        yield problems.not_allocatable(case.credit.kind)


def sides_agree(case: AllocationCase) -> Iterator[Problem]:
    """A customer's credit goes on a sale of the same customer, in the same currency."""
    if case.invoice is None:
        return
    if case.invoice.is_sale is not case.credit.is_sale:
        yield problems.wrong_invoice_type(case.credit.kind)
    elif case.invoice.contact is not case.credit.contact:
        yield problems.wrong_contact(case.credit.kind)
    elif case.invoice.currency != case.credit.currency:
        yield CURRENCIES_DIFFER


def period_is_open(case: AllocationCase) -> Iterator[Problem]:
    if case.books.behaviour.lock_refuses_payments:
        yield from closed_to(case.books, "document", case.date, case.stamp)


RULES: Final[tuple[AllocationRule, ...]] = (
    invoice_is_named,
    invoice_is_approved,
    amount_is_positive,
    amount_is_outstanding,
    amount_remains,
    credit_is_approved,
    sides_agree,
    period_is_open,
)
