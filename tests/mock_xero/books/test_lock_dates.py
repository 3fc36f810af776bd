"""A locked period is closed to what is posted, not to drafts (facts §5.7)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mock_xero.books import Bookkeeper, Books, Invoice, InvoiceStatus, Payment, Refused, Stamp
from mock_xero.books.drafts import InvoiceDraft, LineDraft, PaymentDraft
from mock_xero.books.invoice_deeds import create_invoice, update_invoice
from mock_xero.books.payment_deeds import create_payment

Issue = Callable[..., Invoice]
Pay = Callable[..., Payment]
MessagesOf = Callable[[pytest.ExceptionInfo[Any]], list[str]]
PERIOD = "The document date cannot be before the period lock date, currently set at 02-Mar-2026"
YEAR = "The document date cannot be before the end of year lock date, currently set at 30-Jun-2026"


def test_both_locks_are_named_when_both_close_the_day(
    books: Books, bookkeeper: Bookkeeper, issue: Issue, messages_of: MessagesOf
) -> None:
    bookkeeper.locks_period(date(2026, 3, 2))
    books.settings.end_of_year_lock_date = date(2026, 6, 30)

    with pytest.raises(Refused) as refusal:
        issue()

    assert messages_of(refusal) == [PERIOD, YEAR]


def test_the_day_after_is_open(bookkeeper: Bookkeeper, issue: Issue) -> None:
    bookkeeper.locks_period(date(2026, 3, 1))

    assert issue().status is InvoiceStatus.AUTHORISED


def test_the_lock_date_itself_is_open_if_the_switch_says_so(
    keep_books: Callable[..., Books], sale: Callable[..., InvoiceDraft], stamp: Stamp
) -> None:
    books = keep_books(lock_date_itself_is_locked=False)
    books.settings.period_lock_date = date(2026, 3, 2)

    assert create_invoice(books, sale(), stamp).is_posted


def test_a_draft_may_lie_in_a_locked_period_but_is_not_approved_there(
    books: Books, stamp: Stamp, bookkeeper: Bookkeeper, issue: Issue, messages_of: MessagesOf
) -> None:
    bookkeeper.locks_period(date(2026, 3, 2))
    draft = issue(status=InvoiceStatus.DRAFT)

    with pytest.raises(Refused) as refusal:
        update_invoice(books, draft, InvoiceDraft(status=InvoiceStatus.AUTHORISED), stamp)

    assert messages_of(refusal) == [PERIOD]


def test_a_payment_dated_inside_is_refused(
    bookkeeper: Bookkeeper, issue: Issue, pay: Pay, messages_of: MessagesOf
) -> None:
    issue()
    bookkeeper.locks_period(date(2026, 3, 3))

    with pytest.raises(Refused) as refusal:
        pay()
    later = pay(date=date(2026, 3, 4))

    assert messages_of(refusal) == [
        "The payment date cannot be before the period lock date, currently set at 03-Mar-2026"
    ]
    assert later.stands


def test_a_payment_dated_inside_passes_if_the_switch_says_so(
    keep_books: Callable[..., Books],
    sale: Callable[..., InvoiceDraft],
    payment: Callable[..., PaymentDraft],
    stamp: Stamp,
) -> None:
    books = keep_books(lock_refuses_payments=False)
    create_invoice(books, sale(), stamp)
    books.settings.period_lock_date = date(2026, 3, 31)

    assert create_payment(books, payment(), stamp).stands


def test_what_is_dated_inside_is_neither_edited_nor_voided(
    books: Books,
    stamp: Stamp,
    bookkeeper: Bookkeeper,
    issue: Issue,
    line: Callable[..., LineDraft],
    messages_of: MessagesOf,
) -> None:
    invoice = issue()
    bookkeeper.locks_period(date(2026, 3, 2))

    with pytest.raises(Refused) as edit:
        update_invoice(books, invoice, InvoiceDraft(lines=(line(description="Other"),)), stamp)
    with pytest.raises(Refused) as void:
        bookkeeper.voids_invoice("1041")

    locked = ["The document cannot be edited as it is currently dated before the period lock date"]
    assert messages_of(edit) == messages_of(void) == locked
