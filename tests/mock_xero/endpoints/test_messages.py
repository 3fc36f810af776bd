"""Every message with which Xero refuses an invoice or a payment (facts §5, §6), each with its shortest story.

The message stands above its story; the last question of a story is the one that is refused (or warned of).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import httpx
import pytest

from mock_xero.organisation import Organisation, demo_organisations
from tests.mock_xero.endpoints.credit_bodies import overpayment_body

Body = Callable[..., dict[str, Any]]
UNKNOWN: Final = "7ef31b20-de17-4312-8382-412f869b1510"


@dataclass
class Desk:
    """What a story needs: a way to ask, two bodies, and a person in Xero's own pages."""

    ask: Callable[..., httpx.Response]
    sale: Body
    payment: Body
    organisation: Organisation

    def issues(self, **said: Any) -> str:
        """Put invoice 1041 and return its id."""
        invoice = self.ask("PUT", "Invoices", json=self.sale(**said)).json()["Invoices"][0]
        return str(invoice["InvoiceID"])

    def pays(self, **said: Any) -> str:
        """Pay invoice 1041 in full and return the payment's id."""
        return str(self.ask("PUT", "Payments", json=self.payment(**said)).json()["Payments"][0]["PaymentID"])

    def receives_too_much(self) -> str:
        """Receive 80.00 too much and return the overpayment's id."""
        received = self.ask("PUT", "BankTransactions", json=overpayment_body()).json()["BankTransactions"]
        return str(received[0]["OverpaymentID"])

    def allocates(self, overpayment_id: str, invoice_id: str, amount: int) -> httpx.Response:
        body = {"Amount": amount, "Date": "2026-03-04", "Invoice": {"InvoiceID": invoice_id}}
        return self.ask("PUT", f"Overpayments/{overpayment_id}/Allocations", json=body)

    def line(self, **said: Any) -> list[dict[str, Any]]:
        """The one line of invoice 1041; None takes a member away."""
        line = {**self.sale()["LineItems"][0], **said}
        return [{key: value for key, value in line.items() if value is not None}]


Story = Callable[[Desk], httpx.Response]
TOLD: Final[list[tuple[str, Story]]] = []


def says(message: str) -> Callable[[Story], Story]:
    """Write the story down under the message that it provokes."""

    def written(story: Story) -> Story:
        TOLD.append((message, story))
        return story

    return written


@pytest.fixture
def desk(ask: Callable[..., httpx.Response], sale: Body, payment: Body, organisation: Organisation) -> Desk:
    return Desk(ask, sale, payment, organisation)


@pytest.mark.parametrize(("message", "story"), TOLD, ids=[story.__name__ for _, story in TOLD])
def test_xero_says(desk: Desk, message: str, story: Story) -> None:
    answer = story(desk)

    assert message in list(messages_in(answer.json()))


def messages_in(body: Any) -> Iterator[str]:
    """Yield every validation message and warning, however deep it lies."""
    if isinstance(body, list):
        for each in body:
            yield from messages_in(each)
    elif isinstance(body, dict):
        for key, value in body.items():
            if key in {"ValidationErrors", "Warnings"}:
                yield from (each["Message"] for each in value)
            else:
                yield from messages_in(value)


# §5.1 The life of an invoice


@says("Invoice not of valid status for modification")
def approved_invoices_cannot_be_deleted(desk: Desk) -> httpx.Response:
    return desk.ask("POST", f"Invoices/{desk.issues()}", json={"Status": "DELETED"})


@says("Invoice not of valid status for modification")
def voided_invoices_cannot_be_edited(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.ask("POST", f"Invoices/{invoice_id}", json={"Status": "VOIDED"})
    return desk.ask("POST", f"Invoices/{invoice_id}", json={"Reference": "too late"})


@says("Invoice not of valid status for modification")
def deleted_numbers_are_not_released_for_post(desk: Desk) -> httpx.Response:
    desk.ask("POST", f"Invoices/{desk.issues(Status='DRAFT')}", json={"Status": "DELETED"})
    return desk.ask("POST", "Invoices", json=desk.sale())


@says("Invoice not of valid status for creation")
def nothing_is_created_as_paid(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(Status="PAID"))


@says("Invoice not of valid status for creation")
def nothing_is_created_as_voided(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(Status="VOIDED"))


@says(
    "The status VOIDED cannot be applied to the invoice because it has payments "
    "or credit notes allocated to it."
)
def paid_invoices_cannot_be_voided(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.pays(Amount=50)
    return desk.ask("POST", f"Invoices/{invoice_id}", json={"Status": "VOIDED"})


@says("This document cannot be edited as it has a payment or credit note allocated to it.")
def lines_stay_once_money_lies_against_them(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.pays(Amount=50)
    return desk.ask("POST", f"Invoices/{invoice_id}", json={"LineItems": desk.line(UnitAmount=90)})


# §5.2 What an invoice needs


@says("A Contact must be specified for this type of transaction")
def somebody_must_be_invoiced(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(Contact=None))


@says("One or more line items must be specified")
def something_must_be_invoiced(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=[]))


@says("Account code must be specified")
def a_line_needs_an_account(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(AccountCode=None)))


@says("The account code or ID must be specified")
def a_payment_needs_an_account(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("PUT", "Payments", json=desk.payment(Account=None))


@says("Account code '999' is not a valid code for this document.")
def the_account_must_exist(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(AccountCode="999")))


@says("Account code '120' is not a valid code for this document.")
def the_debtors_account_takes_no_lines(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(AccountCode="120")))


@says(
    "Account code '299' has been archived, or has been deleted. "
    "Each line item must reference a valid account."
)
def the_account_must_be_active(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(AccountCode="299")))


@says("Account code '600' has been removed as it does not match a recognised account.")
def a_draft_loses_an_unknown_account_and_is_saved(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(Status="DRAFT", LineItems=desk.line(AccountCode="600")))


@says("The TaxType code 'INPUT' cannot be used with account code '200'.")
def the_tax_rate_must_fit_the_account(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(TaxType="INPUT")))


@says("The TaxType code NIL does not exist or cannot be used for this type of transaction.")
def the_tax_rate_must_exist(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(TaxType="NIL")))


@says("Invoice # must be unique.")
def numbers_are_used_once(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("PUT", "Invoices", json=desk.sale())


@says("Invoice # must be unique.")
def numbers_of_voided_invoices_are_used_up(desk: Desk) -> httpx.Response:
    desk.ask("POST", f"Invoices/{desk.issues()}", json={"Status": "VOIDED"})
    return desk.ask("PUT", "Invoices", json=desk.sale())


@says("The document total does not equal the sum of the lines.")
def the_total_must_be_right(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(Total=119.99))


@says("Tax amount cannot be greater than the line amount")
def tax_stays_below_the_line(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(LineItems=desk.line(TaxAmount=120.01)))


@says("Organisation is not subscribed to currency EUR")
def currencies_must_be_subscribed(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(CurrencyCode="EUR"))


@says("Invoice due date must be specified")
def what_is_approved_has_a_due_date(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(DueDate=None))


@says("An existing Invoice with the specified InvoiceID could not be found")
def unknown_invoices_cannot_be_updated(desk: Desk) -> httpx.Response:
    return desk.ask("POST", "Invoices", json={"InvoiceID": UNKNOWN, "Reference": "x"})


@says("Email address must be valid.")
def the_email_address_must_be_one(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Invoices", json=desk.sale(Contact={"Name": "Ada", "EmailAddress": "nobody"}))


@says("To update fields on a paid invoice line item, you must supply a LineItemID")
def lines_of_a_paid_invoice_are_named_by_their_id(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.pays()
    return desk.ask("POST", f"Invoices/{invoice_id}", json={"LineItems": desk.line(Description="Visit")})


# §5.6 Contacts inside an invoice


@says(
    "The contact with the specified contact details has been archived. "
    "The contact must be un-archived before creating new invoices or credit notes"
)
def nothing_is_invoiced_to_an_archived_contact(desk: Desk) -> httpx.Response:
    desk.issues()
    desk.organisation.bookkeeper.archives_contact("Ada Byron")
    return desk.ask("PUT", "Invoices", json=desk.sale(InvoiceNumber="1042"))


# §5.7 Lock dates


@says("The document date cannot be before the period lock date, currently set at 03-Mar-2026")
def nothing_is_dated_in_a_locked_period(desk: Desk) -> httpx.Response:
    desk.organisation.bookkeeper.locks_period(date(2026, 3, 3))
    return desk.ask("PUT", "Invoices", json=desk.sale())


@says("The document date cannot be before the end of year lock date, currently set at 03-Mar-2026")
def nothing_is_dated_in_a_locked_year(desk: Desk) -> httpx.Response:
    desk.organisation.books.settings.end_of_year_lock_date = date(2026, 3, 3)
    return desk.ask("PUT", "Invoices", json=desk.sale())


@says("The document cannot be edited as it is currently dated before the end of year lock date")
def nothing_is_edited_in_a_locked_year(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.organisation.books.settings.end_of_year_lock_date = date(2026, 3, 3)
    return desk.ask("POST", f"Invoices/{invoice_id}", json={"LineItems": desk.line(UnitAmount=90)})


@says("The document cannot be edited as it is currently dated before the period lock date")
def nothing_is_voided_in_a_locked_period(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.organisation.bookkeeper.locks_period(date(2026, 3, 3))
    return desk.ask("POST", f"Invoices/{invoice_id}", json={"Status": "VOIDED"})


@says("The payment date cannot be before the period lock date, currently set at 03-Mar-2026")
def nothing_is_paid_in_a_locked_period(desk: Desk) -> httpx.Response:
    desk.issues()
    desk.organisation.bookkeeper.locks_period(date(2026, 3, 3))
    return desk.ask("PUT", "Payments", json=desk.payment())


# §6.1, §6.2 Payments


@says("Only Status accepted for updates.")
def payments_cannot_be_changed(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("POST", f"Payments/{desk.pays()}", json={"Status": "DELETED", "Amount": 1})


@says("Payment amount exceeds the amount outstanding on this document")
def nothing_is_overpaid(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("PUT", "Payments", json=desk.payment(Amount=120.01))


@says("Payments can only be made against Authorised documents")
def drafts_are_not_paid(desk: Desk) -> httpx.Response:
    desk.issues(Status="DRAFT")
    return desk.ask("PUT", "Payments", json=desk.payment())


@says("You must specify an Invoice ID or Invoice Number for the payment")
def something_must_be_paid(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Payments", json=desk.payment(Invoice={"invoice_id": UNKNOWN}))


@says("An existing Invoice with the specified InvoiceID could not be found")
def what_is_paid_must_exist(desk: Desk) -> httpx.Response:
    return desk.ask("PUT", "Payments", json=desk.payment(Invoice={"InvoiceID": UNKNOWN}))


@says("Account type is invalid for making a payment to/from")
def payments_go_to_accounts_that_take_them(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("PUT", "Payments", json=desk.payment(Account={"Code": "200"}))


@says("Account code '999' is not a valid code for this document.")
def payments_go_to_accounts_that_exist(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("PUT", "Payments", json=desk.payment(Account={"Code": "999"}))


@says("Payment amount must be greater than zero")
def nothing_is_paid_with_nothing(desk: Desk) -> httpx.Response:
    desk.issues()
    return desk.ask("PUT", "Payments", json=desk.payment(Amount=0))


@says("Payment not of valid status for modification")
def payments_are_deleted_once(desk: Desk) -> httpx.Response:
    desk.issues()
    payment_id = desk.pays()
    desk.ask("POST", f"Payments/{payment_id}", json={"Status": "DELETED"})
    return desk.ask("POST", f"Payments/{payment_id}", json={"Status": "DELETED"})


@says("Payments within a batch cannot be deleted.")
def payments_of_a_batch_stay_with_it(desk: Desk) -> httpx.Response:
    part = {"Invoice": {"InvoiceID": desk.issues()}, "Amount": 50}
    body = {"Account": {"Code": "090"}, "Date": "2026-03-03", "Payments": [part]}
    batch = desk.ask("PUT", "BatchPayments", json=body).json()["BatchPayments"][0]
    return desk.ask("POST", f"Payments/{batch['Payments'][0]['PaymentID']}", json={"Status": "DELETED"})


# §6.6 Account credit


@says("The invoice you are trying to allocate to have already been paid off")
def credit_is_not_set_off_against_what_is_paid(desk: Desk) -> httpx.Response:
    invoice_id = desk.issues()
    desk.pays()
    overpayment_id = desk.receives_too_much()
    return desk.allocates(overpayment_id, invoice_id, 10)


@says("Payments can only be made against Authorised documents")
def credit_that_is_used_up_is_not_paid_back(desk: Desk) -> httpx.Response:
    overpayment_id = desk.receives_too_much()
    desk.allocates(overpayment_id, desk.issues(), 80)
    refund = desk.payment(Invoice=None, Overpayment={"OverpaymentID": overpayment_id}, Amount=1)
    return desk.ask("PUT", "Payments", json=refund)


def test_a_paid_invoice_says_both_status_first(desk: Desk) -> None:
    """The order in which it was recorded 474 times (facts §6.2)."""
    desk.issues()
    desk.pays()

    answer = desk.ask("PUT", "Payments", json=desk.payment())

    assert list(messages_in(answer.json())) == [
        "Payments can only be made against Authorised documents",
        "Payment amount exceeds the amount outstanding on this document",
    ]


def test_both_lock_dates_speak_when_both_are_set(desk: Desk) -> None:
    desk.organisation.bookkeeper.locks_period(date(2026, 3, 3))
    desk.organisation.books.settings.end_of_year_lock_date = date(2026, 3, 2)

    answer = desk.ask("PUT", "Invoices", json=desk.sale())

    assert list(messages_in(answer.json())) == [
        "The document date cannot be before the period lock date, currently set at 03-Mar-2026",
        "The document date cannot be before the end of year lock date, currently set at 02-Mar-2026",
    ]


def test_a_small_plan_approves_only_so_many_invoices_a_month(
    found: Callable[..., Organisation],
    talk: Callable[[Organisation], Callable[..., httpx.Response]],
    sale: Body,
) -> None:
    organisation = found(profile=replace(demo_organisations(1)[0], approvals_a_month=2))
    ask = talk(organisation)
    sales = [sale(InvoiceNumber=str(number)) for number in range(3)]

    answer = ask("PUT", "Invoices", json={"Invoices": sales})
    draft = ask("PUT", "Invoices", json=sale(InvoiceNumber="draft", Status="DRAFT"))
    next_month = ask("PUT", "Invoices", json=sale(Date="2026-04-01", InvoiceNumber="4"))

    assert list(messages_in(answer.json())) == ["You have reached the limit of invoices you can approve"]
    assert (draft.status_code, next_month.status_code) == (200, 200)
