"""What the organisation's plan allows (facts §5.2), and what a person let Xero say without a cause."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.invoice_drawing import InvoiceCase
from mock_xero.books.problems import Problem
from mock_xero.books.settings import Deeds
from mock_xero.books.statuses import POSTED, InvoiceStatus

_WAS_APPROVED = POSTED | {InvoiceStatus.VOIDED}


def plan_allows_another(case: InvoiceCase) -> Iterator[Problem]:
    """A small or trial plan approves only so many sales invoices in a calendar month."""
    limit, after = case.books.settings.approval_limit, case.candidate
    newly_approved = after.is_posted and (case.current is None or not case.current.is_posted)
    if limit is None or not after.is_sale or not newly_approved:
        return
    month, zone = case.stamp.today.replace(day=1), ZoneInfo(case.books.profile.timezone)
    approved = [
        each
        for each in case.books.invoices.all()
        if each.is_sale and each.status in _WAS_APPROVED and each.created_at.astimezone(zone).date() >= month
    ]
    if len(approved) >= limit:
        yield problems.APPROVAL_LIMIT_REACHED


def nothing_else_is_said(case: InvoiceCase) -> Iterator[Problem]:
    yield from said_of(case.books, Deeds.INVOICES)


def said_of(books: Books, deeds: Deeds) -> Iterator[Problem]:
    """Yield what Xero says of such deeds, whatever they are like."""
    if words := books.settings.refused.get(deeds):
        yield Problem(words)
