"""A person in Xero's own pages obeys the same rules as the API."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mock_xero.books import Bookkeeper, Books, Invoice, InvoiceStatus, NotFound, Refused
from tests.mock_xero.books.general_ledger import balances_by_code

Issue = Callable[..., Invoice]


def test_a_payment_recorded_by_hand_has_no_app_behind_it(bookkeeper: Bookkeeper, issue: Issue) -> None:
    issue()

    payment = bookkeeper.records_payment("1041", Decimal(120), "090", date(2026, 3, 5))

    assert payment.created_by is None
    assert payment.invoice.status is InvoiceStatus.PAID


def test_a_person_cannot_overpay_either(bookkeeper: Bookkeeper, issue: Issue) -> None:
    issue()

    with pytest.raises(Refused):
        bookkeeper.records_payment("1041", Decimal(121), "090", date(2026, 3, 5))


def test_a_payment_deleted_by_hand_frees_the_invoice_to_be_voided(
    bookkeeper: Bookkeeper, issue: Issue
) -> None:
    invoice = issue()
    payment = bookkeeper.records_payment("1041", Decimal(20), "090", date(2026, 3, 5))

    bookkeeper.deletes_payment(payment.payment_id)
    bookkeeper.voids_invoice("1041")

    assert invoice.status is InvoiceStatus.VOIDED


@pytest.mark.parametrize(
    "deed",
    [
        lambda bookkeeper: bookkeeper.voids_invoice("9"),
        lambda bookkeeper: bookkeeper.deletes_payment("9"),
        lambda bookkeeper: bookkeeper.archives_contact("Nobody"),
        lambda bookkeeper: bookkeeper.records_payment("9", Decimal(1), "090", date(2026, 3, 5)),
    ],
)
def test_what_does_not_exist_is_not_found(
    bookkeeper: Bookkeeper, deed: Callable[[Bookkeeper], object]
) -> None:
    with pytest.raises(NotFound):
        deed(bookkeeper)


def test_a_snapshot_brings_everything_back_as_often_as_wanted(
    books: Books, bookkeeper: Bookkeeper, issue: Issue
) -> None:
    issue()
    before = books.snapshot()

    for _ in range(2):
        bookkeeper.records_payment("1041", Decimal(120), "090", date(2026, 3, 5))
        bookkeeper.archives_contact("Ada Byron")
        books.restore(before)

    invoice = books.invoices.by_number("1041")
    assert invoice is not None
    assert (invoice.amount_due, invoice.contact.is_archived) == (Decimal(120), False)
    assert not books.payments.all()
    assert balances_by_code(books) == {"120": 120, "200": -120}


def test_an_account_that_a_scenario_maps_to_takes_payments(books: Books) -> None:
    opened = books.accounts.ensure_payment_account("777", "Gift cards clearing")
    again = books.accounts.ensure_payment_account("777", "Another name")

    assert opened.takes_payments
    assert again is opened
    assert books.accounts.ensure_payment_account("200", "Sales").takes_payments
