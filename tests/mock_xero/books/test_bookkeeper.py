"""A person in Xero's own pages obeys the same rules as the API."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mock_xero.books import Bookkeeper, Books, Invoice, InvoiceStatus, NotFound, Refused
from mock_xero.books.catalogue.account_deeds import AccountDraft
from mock_xero.books.settings import Deeds
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
        lambda bookkeeper: bookkeeper.restores_contact("Nobody"),
        lambda bookkeeper: bookkeeper.renumbers_invoice("9", "X-9"),
        lambda bookkeeper: bookkeeper.removes_payment("9"),
        lambda bookkeeper: bookkeeper.changes_account("9", AccountDraft(enable_payments=True)),
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


def test_an_invoice_written_by_hand_holds_its_number_until_it_gets_another(
    bookkeeper: Bookkeeper, issue: Issue
) -> None:
    by_hand = bookkeeper.issues_invoice("1041", Decimal("55.00"), "Somebody", "200")
    with pytest.raises(Refused):
        issue()

    bookkeeper.renumbers_invoice("1041", "X-1041")

    assert (by_hand.total, by_hand.created_by) == (Decimal("55.00"), None)
    assert issue().status is InvoiceStatus.AUTHORISED


def test_an_archived_contact_can_be_brought_back(bookkeeper: Bookkeeper, issue: Issue) -> None:
    invoice = issue()
    bookkeeper.archives_contact(invoice.contact.name)

    bookkeeper.restores_contact(invoice.contact.name)

    assert not invoice.contact.is_archived


def test_a_payment_recorded_by_hand_can_be_removed(bookkeeper: Bookkeeper, issue: Issue) -> None:
    invoice = issue()
    bookkeeper.records_payment("1041", Decimal(120), "090", date(2026, 3, 5))

    bookkeeper.removes_payment("1041")

    assert invoice.amount_due == Decimal(120)


def test_what_xero_was_let_refuse_is_refused_until_it_relents(bookkeeper: Bookkeeper, issue: Issue) -> None:
    bookkeeper.lets_xero_refuse(Deeds.INVOICES, "Not today")
    with pytest.raises(Refused, match="Not today"):
        issue()

    bookkeeper.lets_xero_relent()

    assert issue().status is InvoiceStatus.AUTHORISED


def test_a_smaller_plan_approves_fewer_invoices(bookkeeper: Bookkeeper, issue: Issue) -> None:
    bookkeeper.changes_plan(1)
    issue()
    with pytest.raises(Refused):
        issue(number="1042")

    bookkeeper.changes_plan(None)

    assert issue(number="1042").status is InvoiceStatus.AUTHORISED
