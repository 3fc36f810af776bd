"""Payments that are edited and credit that is given back, in the clinic's own book."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from harness.workload.book import BookError, ClinicBook
from harness.workload.deeds import (
    DeleteInvoice,
    DeletePayment,
    EditPayment,
    IssueInvoice,
    Item,
    Patient,
    RefundCredit,
    RenamePatient,
    TakePayment,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ADA = Patient("P-1", "Ada")


def book_of(*totals: int) -> ClinicBook:
    book = ClinicBook()
    for number, total in enumerate(totals, 1):
        item = Item(description="Consultation", unit_price=Decimal(total))
        book.record(IssueInvoice(number=number, patient=ADA, issued_on=TODAY, items=(item,)), NOW)
    return book


def paid(book: ClinicBook, cash: int, allocations: dict[int, Decimal]) -> ClinicBook:
    sources = {"Cash": Decimal(cash)}
    book.record(
        TakePayment(label="P", patient=ADA, paid_on=TODAY, sources=sources, allocations=allocations), NOW
    )
    return book


def edited(book: ClinicBook, cash: int, allocations: dict[int, Decimal]) -> None:
    book.record(
        EditPayment(label="P", paid_on=TODAY, sources={"Cash": Decimal(cash)}, allocations=allocations), NOW
    )


def test_an_edited_payment_stands_where_it_is_said_to_stand_now() -> None:
    book = paid(book_of(100, 50), 100, {1: Decimal(100)})

    edited(book, 90, {1: Decimal(40), 2: Decimal(30)})

    assert [invoice.open for invoice in book.invoices.values()] == [60, 20]
    assert {part.invoice: part.amount for _, part in book.live_parts()} == {1: Decimal(40), 2: Decimal(30)}
    assert book.balances[ADA.id] == 20


def test_an_edit_may_not_take_credit_that_has_been_used() -> None:
    book = paid(book_of(100), 150, {1: Decimal(100)})
    book.record(RefundCredit(label="R", patient=ADA, paid_on=TODAY, amount=Decimal(50)), NOW)

    with pytest.raises(BookError, match="not so much account credit"):
        edited(book, 140, {1: Decimal(100)})


def test_deleting_an_edited_payment_takes_back_all_of_it() -> None:
    book = paid(book_of(100, 50), 120, {1: Decimal(100)})
    book.record(DeleteInvoice(number=1), NOW)
    edited(book, 120, {2: Decimal(50)})

    book.record(DeletePayment(label="P"), NOW)

    assert book.balances[ADA.id] == 0
    assert book.invoices[2].open == 50


def test_a_new_name_changes_nothing_in_the_book() -> None:
    book = book_of(100)

    book.record(RenamePatient(patient=Patient(ADA.id, "Ada King")), NOW)

    assert book.invoices[1].customer == ADA.id
