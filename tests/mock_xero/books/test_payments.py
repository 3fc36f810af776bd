"""What Xero accepts as a payment, and in which words it refuses one (facts §6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mock_xero.books import (
    Books,
    Invoice,
    InvoiceStatus,
    InvoiceType,
    NotFound,
    Payment,
    PaymentStatus,
    Refused,
    Stamp,
)
from mock_xero.books.drafts import InvoiceDraft, LineDraft, PaymentChange
from mock_xero.books.invoice_deeds import update_invoice
from mock_xero.books.payment_deeds import change_payment
from tests.mock_xero.books.general_ledger import balances_by_code

Issue = Callable[..., Invoice]
Pay = Callable[..., Payment]
MessagesOf = Callable[[pytest.ExceptionInfo[Any]], list[str]]
DELETED = PaymentChange(status=PaymentStatus.DELETED)
NEEDS_AUTHORISED = "Payments can only be made against Authorised documents"
EXCEEDS = "Payment amount exceeds the amount outstanding on this document"


def test_a_payment_in_full_makes_the_invoice_paid(books: Books, issue: Issue, pay: Pay) -> None:
    invoice = issue()

    payment = pay()

    assert (invoice.status, invoice.amount_due, invoice.amount_paid) == (
        InvoiceStatus.PAID,
        Decimal(0),
        Decimal(120),
    )
    assert invoice.fully_paid_on == date(2026, 3, 3)
    assert payment.account.code == "611"
    assert balances_by_code(books) == {"120": 0, "200": -120, "611": 120}


def test_an_identical_second_payment_is_accepted_while_it_fits(books: Books, issue: Issue, pay: Pay) -> None:
    invoice = issue()

    pay(amount=Decimal(50), reference="same")
    pay(amount=Decimal(50), reference="same")

    assert invoice.amount_due == 20
    assert len(books.payments.referring_to("SAME")) == 2


def test_more_than_is_due_is_refused(issue: Issue, pay: Pay, messages_of: MessagesOf) -> None:
    invoice = issue()

    with pytest.raises(Refused) as refusal:
        pay(amount=Decimal("120.01"))

    assert messages_of(refusal) == [EXCEEDS]
    assert invoice.amount_due == 120


def test_a_paid_invoice_refuses_with_both_messages_in_the_recorded_order(
    issue: Issue, pay: Pay, messages_of: MessagesOf
) -> None:
    issue()
    pay()

    with pytest.raises(Refused) as refusal:
        pay()

    assert messages_of(refusal) == [NEEDS_AUTHORISED, EXCEEDS]


def test_an_invoice_of_nothing_refuses_with_both_messages_too(
    issue: Issue, pay: Pay, line: Callable[..., LineDraft], messages_of: MessagesOf
) -> None:
    issue(lines=(line(unit_amount=Decimal(0)),))

    with pytest.raises(Refused) as refusal:
        pay(amount=Decimal(1))

    assert messages_of(refusal) == [NEEDS_AUTHORISED, EXCEEDS]


@pytest.mark.parametrize("status", [InvoiceStatus.DRAFT, InvoiceStatus.SUBMITTED])
def test_what_is_not_approved_takes_no_payment(
    issue: Issue, pay: Pay, status: InvoiceStatus, messages_of: MessagesOf
) -> None:
    issue(status=status)

    with pytest.raises(Refused) as refusal:
        pay()

    assert messages_of(refusal) == [NEEDS_AUTHORISED]


def test_a_voided_invoice_takes_no_payment(
    books: Books, stamp: Stamp, issue: Issue, pay: Pay, messages_of: MessagesOf
) -> None:
    update_invoice(books, issue(), InvoiceDraft(status=InvoiceStatus.VOIDED), stamp)

    with pytest.raises(Refused) as refusal:
        pay()

    assert messages_of(refusal) == [NEEDS_AUTHORISED]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"invoice_number": None}, "You must specify an Invoice ID or Invoice Number for the payment"),
        ({"account_code": None}, "The account code or ID must be specified"),
        ({"account_code": "999"}, "Account code '999' is not a valid code for this document."),
        ({"account_code": "200"}, "Account type is invalid for making a payment to/from"),
        ({"amount": None}, "Payment amount must be greater than zero"),
        ({"amount": Decimal(-5)}, "Payment amount must be greater than zero"),
    ],
)
def test_what_a_payment_must_say(
    books: Books, issue: Issue, pay: Pay, said: dict[str, Any], message: str, messages_of: MessagesOf
) -> None:
    issue()

    with pytest.raises(Refused) as refusal:
        pay(**said)

    assert messages_of(refusal) == [message]
    assert not books.payments.all()


def test_an_unknown_invoice_is_not_found(pay: Pay) -> None:
    with pytest.raises(NotFound):
        pay()


def test_a_bank_account_takes_payments_though_it_does_not_say_so(issue: Issue, pay: Pay) -> None:
    issue()

    payment = pay(account_code="090")

    assert not payment.account.enable_payments


def test_a_bill_is_paid_out_of_the_account(
    books: Books, issue: Issue, pay: Pay, line: Callable[..., LineDraft]
) -> None:
    rent = line(account_code="469", tax_type="INPUT")
    bill = issue(type=InvoiceType.ACCPAY, lines=(rent,))

    pay(invoice_number=None, invoice_id=bill.invoice_id, account_code="090", amount=Decimal(132))

    assert bill.status is InvoiceStatus.PAID
    assert balances_by_code(books) == {"800": 0, "469": 120, "820": 12, "090": -132}


def test_a_deleted_payment_makes_its_invoice_due_again(
    books: Books, stamp: Stamp, issue: Issue, pay: Pay
) -> None:
    invoice = issue()
    payment = pay()
    later = replace(stamp, instant=stamp.instant.replace(hour=22))

    change_payment(books, payment, DELETED, later)

    assert (invoice.status, invoice.amount_due) == (InvoiceStatus.AUTHORISED, Decimal(120))
    assert invoice.fully_paid_on is None
    assert invoice.updated_at == payment.updated_at == later.instant
    assert books.payments.all() == [payment]
    assert balances_by_code(books)["611"] == 0


def test_a_payment_is_deleted_once(
    books: Books, stamp: Stamp, issue: Issue, pay: Pay, messages_of: MessagesOf
) -> None:
    issue()
    payment = change_payment(books, pay(), DELETED, stamp)

    with pytest.raises(Refused) as refusal:
        change_payment(books, payment, DELETED, stamp)

    assert messages_of(refusal) == ["Payment not of valid status for modification"]


def test_nothing_but_the_status_of_a_payment_can_be_asked_for(
    books: Books, stamp: Stamp, issue: Issue, pay: Pay, messages_of: MessagesOf
) -> None:
    issue()
    payment = pay()

    with pytest.raises(Refused) as refusal:
        change_payment(books, payment, PaymentChange(status=PaymentStatus.DELETED, others=True), stamp)

    assert messages_of(refusal) == ["Only Status accepted for updates."]
    assert payment.stands
