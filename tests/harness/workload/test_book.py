"""The clinic's own book: totals, allocations, and account credit that comes and goes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from harness.workload.book import BookError, ClinicBook, total_of
from harness.workload.deeds import (
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    IssueInvoice,
    Item,
    Part,
    Patient,
    TakePayment,
    parts_of,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ADA = Patient("P-1", "Ada")


def money(amount: str) -> Decimal:
    return Decimal(amount)


def invoice(number: int, amount: str) -> IssueInvoice:
    item = Item(description="Consultation", unit_price=money(amount))
    return IssueInvoice(number=number, patient=ADA, issued_on=TODAY, items=(item,))


def payment(label: str, cash: str = "0", **set_against: dict[int, Decimal]) -> TakePayment:
    sources = {"Cash": money(cash)} if money(cash) else {}
    return TakePayment(label=label, patient=ADA, paid_on=TODAY, sources=sources, **set_against)


def book_of(*deeds: IssueInvoice | TakePayment | DeleteInvoice | DeletePayment | EditInvoice) -> ClinicBook:
    book = ClinicBook()
    for deed in deeds:
        book.record(deed, NOW)
    return book


def test_thirty_by_eftpos_and_twenty_in_cash_is_one_payment_shared_out_in_order() -> None:
    mixed = TakePayment(
        label="P1",
        patient=ADA,
        paid_on=TODAY,
        sources={"EFTPOS": money("30"), "Cash": money("20")},
        allocations={1041: money("40"), 1042: money("10")},
    )

    assert parts_of(mixed) == (
        Part("EFTPOS", 1041, money("30")),
        Part("Cash", 1041, money("10")),
        Part("Cash", 1042, money("10")),
    )


def test_what_exceeds_the_invoice_becomes_account_credit() -> None:
    book = book_of(invoice(1041, "80.00"), payment("P1", "100.00", allocations={1041: money("80.00")}))

    assert book.balances["P-1"] == money("20.00")
    assert book.invoices[1041].open == 0


def test_an_invoice_paid_half_in_cash_and_half_from_credit_is_closed_in_the_clinic() -> None:
    book = book_of(
        invoice(1041, "80.00"),
        payment("D1", "40.00"),
        payment("P1", "40.00", allocations={1041: money("40.00")}, credit={1041: money("40.00")}),
    )

    assert book.invoices[1041].open == 0
    assert [part.amount for _, part in book.live_parts()] == [money("40.00")]
    assert [amount for _, _, amount in book.live_credit_uses()] == [money("40.00")]


def test_credit_that_is_not_there_cannot_be_used() -> None:
    book = book_of(invoice(1041, "80.00"), payment("D1", "10.00"))

    with pytest.raises(BookError, match="not so much account credit"):
        book.record(payment("C1", credit={1041: money("10.01")}), NOW)

    assert book.invoices[1041].open == money("80.00")


def test_no_more_than_is_open_can_be_set_against_an_invoice() -> None:
    book = book_of(invoice(1041, "80.00"))

    with pytest.raises(BookError, match="more against invoice 1041 than is open"):
        book.record(payment("P1", "90.00", allocations={1041: money("90.00")}), NOW)


def test_deleting_an_invoice_turns_its_money_into_credit_and_leaves_nothing_due_in_xero() -> None:
    book = book_of(
        invoice(1041, "80.00"),
        payment("P1", "80.00", allocations={1041: money("80.00")}),
        DeleteInvoice(number=1041),
    )

    assert book.balances["P-1"] == money("80.00")
    assert list(book.live_parts()) == []


def test_deleting_a_prepayment_removes_the_credit() -> None:
    book = book_of(payment("D1", "50.00"), DeletePayment(label="D1"))

    assert book.balances["P-1"] == 0


def test_a_prepayment_whose_credit_was_used_cannot_be_deleted() -> None:
    book = book_of(
        invoice(1041, "50.00"), payment("D1", "50.00"), payment("C1", credit={1041: money("50.00")})
    )

    with pytest.raises(BookError, match="not so much account credit"):
        book.record(DeletePayment(label="D1"), NOW)


def test_deleting_a_payment_opens_its_invoice_again() -> None:
    book = book_of(
        invoice(1041, "80.00"),
        payment("P1", "80.00", allocations={1041: money("80.00")}),
        DeletePayment(label="P1"),
    )

    assert book.invoices[1041].open == money("80.00")
    assert book.balances.get("P-1", money("0")) == 0


def test_an_edit_changes_what_is_open() -> None:
    items = (Item(description="Consultation", unit_price=money("95.00")),)
    book = book_of(invoice(1041, "80.00"), EditInvoice(number=1041, items=items))

    assert book.invoices[1041].open == money("95.00")


def test_tax_is_rounded_line_by_line_and_only_on_what_is_taxable() -> None:
    items = (
        Item(description="Consultation", unit_price=money("80.00")),
        Item(description="Band", unit_price=money("24.95"), taxable=True),
        Item(description="Band", unit_price=money("24.95"), taxable=True),
    )

    assert total_of(items) == money("134.90")  # 80.00 + 2 x (24.95 + 2.50)
