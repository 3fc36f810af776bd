"""What Xero accepts as an invoice, and in which words it refuses one (facts §5)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mock_xero.books import Books, Invoice, InvoiceStatus, InvoiceType, NotFound, Payment, Refused, Stamp
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft
from mock_xero.books.invoice_deeds import update_invoice, update_or_create_invoice

Issue = Callable[..., Invoice]
Pay = Callable[..., Payment]
Draft = Callable[..., InvoiceDraft]
Line = Callable[..., LineDraft]
MessagesOf = Callable[[pytest.ExceptionInfo[Any]], list[str]]


def test_an_approved_invoice_is_due_in_full_and_its_contact_is_a_customer(books: Books, issue: Issue) -> None:
    invoice = issue()

    assert invoice.status is InvoiceStatus.AUTHORISED
    assert (invoice.total, invoice.amount_due, invoice.amount_paid) == (
        Decimal(120),
        Decimal(120),
        Decimal(0),
    )
    assert invoice.contact.is_customer
    assert invoice.created_by == "an-app"
    assert books.invoices.by_number("1041") is invoice


def test_put_of_a_used_number_is_refused(books: Books, issue: Issue, messages_of: MessagesOf) -> None:
    issue()

    with pytest.raises(Refused) as refusal:
        issue(contact=ContactDraft(name="Somebody New"))

    assert messages_of(refusal) == ["Invoice # must be unique."]
    assert books.contacts.active_by_name("Somebody New") is None


@pytest.mark.parametrize("ended", [InvoiceStatus.VOIDED, InvoiceStatus.DELETED])
def test_the_number_of_an_ended_invoice_is_never_released(
    books: Books, stamp: Stamp, issue: Issue, ended: InvoiceStatus, messages_of: MessagesOf
) -> None:
    before = InvoiceStatus.AUTHORISED if ended is InvoiceStatus.VOIDED else InvoiceStatus.DRAFT
    update_invoice(books, issue(status=before), InvoiceDraft(status=ended), stamp)

    with pytest.raises(Refused) as refusal:
        issue()

    assert messages_of(refusal) == ["Invoice # must be unique."]


def test_two_bills_may_bear_one_number(books: Books, issue: Issue, line: Line) -> None:
    rent = line(account_code="469", tax_type="INPUT")

    issue(type=InvoiceType.ACCPAY, lines=(rent,))
    issue(type=InvoiceType.ACCPAY, lines=(rent,))

    assert len(books.invoices.numbered("1041")) == 2
    assert books.invoices.by_number("1041") is None


def test_an_invoice_without_a_number_gets_the_next_free_one(issue: Issue) -> None:
    issue(number="INV-0002")

    numbers = [issue(number=None).number for _ in range(2)]

    assert numbers == ["INV-0001", "INV-0003"]


def test_post_of_a_used_number_silently_updates_that_invoice(
    books: Books, stamp: Stamp, issue: Issue, sale: Draft, line: Line
) -> None:
    invoice = issue()

    changed = update_or_create_invoice(books, sale(lines=(line(unit_amount=Decimal(90)),)), stamp)

    assert changed is invoice
    assert (invoice.total, invoice.amount_due) == (Decimal(90), Decimal(90))
    assert len(books.invoices.all()) == 1


def test_post_with_an_unknown_id_finds_nothing(books: Books, stamp: Stamp, messages_of: MessagesOf) -> None:
    with pytest.raises(NotFound) as refusal:
        update_or_create_invoice(books, InvoiceDraft(invoice_id="no-such-id"), stamp)

    assert messages_of(refusal) == ["An existing Invoice with the specified InvoiceID could not be found"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"contact": None}, "A Contact must be specified for this type of transaction"),
        ({"lines": ()}, "One or more line items must be specified"),
        ({"due_date": None}, "Invoice due date must be specified"),
        ({"type": None}, "Invoice type must be specified"),
        ({"currency": "EUR"}, "Organisation is not subscribed to currency EUR"),
        ({"total": Decimal(121)}, "The document total does not equal the sum of the lines."),
        ({"status": InvoiceStatus.PAID}, "Invoice not of valid status for creation"),
        ({"status": InvoiceStatus.VOIDED}, "Invoice not of valid status for creation"),
    ],
)
def test_what_an_invoice_must_say(
    books: Books, issue: Issue, said: dict[str, Any], message: str, messages_of: MessagesOf
) -> None:
    with pytest.raises(Refused) as refusal:
        issue(**said)

    assert messages_of(refusal) == [message]
    assert not books.invoices.all()
    assert not books.contacts.all()
    assert not books.journal.entries()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"account_code": None}, "Account code must be specified"),
        ({"account_code": "999"}, "Account code '999' is not a valid code for this document."),
        ({"account_code": "090"}, "Account code '090' is not a valid code for this document."),
        (
            {"account_code": "299"},
            (
                "Account code '299' has been archived, or has been deleted. "
                "Each line item must reference a valid account."
            ),
        ),
        ({"tax_type": "INPUT"}, "The TaxType code 'INPUT' cannot be used with account code '200'."),
        (
            {"tax_type": "NONE"},
            "The TaxType code NONE does not exist or cannot be used for this type of transaction.",
        ),
        ({"tax_amount": Decimal(121)}, "Tax amount cannot be greater than the line amount"),
        (
            {"line_amount": Decimal("119.00")},
            "The line total 119.00 does not match the expected line total 120.00",
        ),
        ({"description": ""}, "Line item description must be specified"),
        ({"quantity": None}, "Line item quantity and unit amount must be specified"),
        ({"unit_amount": Decimal(-1)}, "Invoice with a total less than 0 cannot be saved, use a credit note"),
    ],
)
def test_what_a_line_must_say(
    issue: Issue, line: Line, said: dict[str, Any], message: str, messages_of: MessagesOf
) -> None:
    one = line(**said)

    with pytest.raises(Refused) as refusal:
        issue(lines=(one,))

    assert messages_of(refusal) == [message]


def test_several_problems_are_told_at_once(issue: Issue, line: Line, messages_of: MessagesOf) -> None:
    with pytest.raises(Refused) as refusal:
        issue(due_date=None, lines=(line(account_code="999"), line(account_code="998")))

    assert messages_of(refusal) == [
        "Invoice due date must be specified",
        "Account code '999' is not a valid code for this document.",
        "Account code '998' is not a valid code for this document.",
    ]


def test_a_draft_loses_an_unusable_account_with_a_warning(issue: Issue, line: Line) -> None:
    invoice = issue(status=InvoiceStatus.DRAFT, lines=(line(account_code="999"),))

    assert [each.account for each in invoice.lines] == [None]
    assert [warning.message for warning in invoice.warnings] == [
        "Account code '999' has been removed as it does not match a recognised account."
    ]


def test_an_approval_judges_the_lines_that_a_draft_was_forgiven(
    books: Books, stamp: Stamp, issue: Issue, line: Line, messages_of: MessagesOf
) -> None:
    draft = issue(status=InvoiceStatus.DRAFT, lines=(line(account_code="999"),))

    with pytest.raises(Refused) as refusal:
        update_invoice(books, draft, InvoiceDraft(status=InvoiceStatus.AUTHORISED), stamp)

    assert messages_of(refusal) == ["Account code must be specified"]
    assert draft.status is InvoiceStatus.DRAFT


def test_an_invoice_of_nothing_is_paid_at_once(issue: Issue, line: Line) -> None:
    invoice = issue(lines=(line(unit_amount=Decimal(0)),))

    assert invoice.status is InvoiceStatus.PAID
    assert invoice.fully_paid_on == date(2026, 3, 2)


def test_a_void_takes_the_invoice_out_of_the_books(books: Books, stamp: Stamp, issue: Issue) -> None:
    invoice = issue()

    update_invoice(books, invoice, InvoiceDraft(status=InvoiceStatus.VOIDED), stamp)

    assert (invoice.status, invoice.amount_due) == (InvoiceStatus.VOIDED, Decimal(0))
    assert set(books.journal.balances().values()) == {Decimal(0)}


def test_an_invoice_with_a_payment_is_not_voided(
    books: Books, stamp: Stamp, issue: Issue, pay: Pay, messages_of: MessagesOf
) -> None:
    invoice = issue()
    pay(amount=Decimal(20))

    with pytest.raises(Refused) as refusal:
        update_invoice(books, invoice, InvoiceDraft(status=InvoiceStatus.VOIDED), stamp)

    assert messages_of(refusal) == [
        (
            "The status VOIDED cannot be applied to the invoice because it has payments "
            "or credit notes allocated to it."
        ),
    ]


@pytest.mark.parametrize("amount", [Decimal(20), Decimal(120)])
def test_an_invoice_with_a_payment_keeps_its_lines(
    books: Books, issue: Issue, pay: Pay, sale: Draft, amount: Decimal, messages_of: MessagesOf
) -> None:
    invoice = issue()
    payment = pay(amount=amount)
    later = Stamp(payment.created_at, payment.date)

    with pytest.raises(Refused) as refusal:
        update_or_create_invoice(books, sale(), later)

    assert messages_of(refusal) == [
        "This document cannot be edited as it has a payment or credit note allocated to it."
    ]
    assert invoice.total == 120


def test_the_due_date_of_a_part_paid_invoice_may_still_change(
    books: Books, stamp: Stamp, issue: Issue, pay: Pay
) -> None:
    invoice = issue()
    pay(amount=Decimal(20))

    update_invoice(books, invoice, InvoiceDraft(due_date=date(2026, 4, 30)), stamp)

    assert (invoice.due_date, invoice.amount_due) == (date(2026, 4, 30), Decimal(100))


@pytest.mark.parametrize("asked", [InvoiceStatus.DELETED, InvoiceStatus.DRAFT, InvoiceStatus.PAID])
def test_an_approved_invoice_is_neither_deleted_nor_withdrawn_nor_declared_paid(
    books: Books, stamp: Stamp, issue: Issue, asked: InvoiceStatus, messages_of: MessagesOf
) -> None:
    invoice = issue()

    with pytest.raises(Refused) as refusal:
        update_invoice(books, invoice, InvoiceDraft(status=asked), stamp)

    assert messages_of(refusal) == ["Invoice not of valid status for modification"]


def test_a_voided_invoice_is_not_edited(
    books: Books, stamp: Stamp, issue: Issue, sale: Draft, messages_of: MessagesOf
) -> None:
    update_invoice(books, issue(), InvoiceDraft(status=InvoiceStatus.VOIDED), stamp)

    with pytest.raises(Refused) as refusal:
        update_or_create_invoice(books, sale(), stamp)

    assert messages_of(refusal) == ["Invoice not of valid status for modification"]


def test_a_line_named_by_its_id_keeps_what_is_not_said_and_other_lines_go(
    books: Books, stamp: Stamp, issue: Issue, line: Line
) -> None:
    invoice = issue(lines=(line(), line(description="Tape")))
    kept = invoice.lines[0]

    dearer = LineDraft(line_item_id=kept.line_item_id, unit_amount=Decimal(130))
    update_invoice(books, invoice, InvoiceDraft(lines=(dearer,)), stamp)

    assert [(each.line_item_id, each.description) for each in invoice.lines] == [
        (kept.line_item_id, "Consultation")
    ]
    assert invoice.total == 130
