"""/RepeatingInvoices as an app meets them: templates with a schedule, and what they make."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
NOBODY = "7ef31b20-de17-4312-8382-412f869b1510"
A_DAY = 24 * 60 * 60
ADA = {"Name": "Ada Byron", "EmailAddress": "ada@example.com"}
MONTHLY = {
    "Period": 1,
    "Unit": "MONTHLY",
    "DueDate": 10,
    "DueDateType": "OFFOLLOWINGMONTH",
    "StartDate": "2026-03-31",
}


@pytest.fixture
def template() -> Body:
    """A monthly membership as a body, with whatever the test says differently."""

    def body(**said: Any) -> dict[str, Any]:
        line = {"Description": "Membership", "Quantity": 1, "UnitAmount": 50, "AccountCode": "200"}
        return {
            "Type": "ACCREC",
            "Status": "AUTHORISED",
            "Contact": ADA,
            "Schedule": MONTHLY,
            "LineItems": [line],
            "Reference": "membership",
            **said,
        }

    return body


@pytest.fixture
def made(ask: Ask, template: Body) -> Body:
    def create(**said: Any) -> dict[str, Any]:
        answer = ask("PUT", "RepeatingInvoices", json={"RepeatingInvoices": [template(**said)]})
        found: dict[str, Any] = answer.json()["RepeatingInvoices"][0]
        return found

    return create


def said(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def invoices(ask: Ask) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask("GET", "Invoices?page=1&order=Date").json()["Invoices"]
    return found


def test_a_template_comes_back_with_its_schedule_and_totals(ask: Ask, made: Body) -> None:
    created = made()

    (listed,) = ask("GET", "RepeatingInvoices").json()["RepeatingInvoices"]
    (single,) = ask("GET", f"RepeatingInvoices/{created['ID']}").json()["RepeatingInvoices"]

    assert created == listed == single
    assert created["RepeatingInvoiceID"] == created["ID"]
    assert created["Schedule"] == MONTHLY | {
        "StartDate": "/Date(1774915200000+0000)/",
        "NextScheduledDate": "/Date(1774915200000+0000)/",
    }
    assert (created["SubTotal"], created["TotalTax"], created["Total"]) == (50, 5, 55)
    assert (created["Status"], created["HasAttachments"], created["SendCopy"]) == ("AUTHORISED", False, False)


def test_nothing_is_made_before_the_day(ask: Ask, made: Body) -> None:
    made()

    assert invoices(ask) == []


def test_what_has_come_due_is_there_when_somebody_looks(ask: Ask, clock: SettableClock, made: Body) -> None:
    created = made()
    clock.advance(95 * A_DAY)

    found = invoices(ask)

    assert [(each["DateString"][:10], each["DueDateString"][:10]) for each in found] == [
        ("2026-03-31", "2026-04-10"),
        ("2026-04-30", "2026-05-10"),
        ("2026-05-31", "2026-06-10"),
    ]
    assert {(each["Status"], each["Total"], each["Reference"]) for each in found} == {
        ("AUTHORISED", 55, "membership")
    }
    (after,) = ask("GET", f"RepeatingInvoices/{created['ID']}").json()["RepeatingInvoices"]
    assert after["Schedule"]["NextScheduledDate"] == "/Date(1782777600000+0000)/"
    history = ask("GET", f"RepeatingInvoices/{created['ID']}/History").json()["HistoryRecords"]
    assert [each["Details"] for each in history[:-1]] == ["INV-0003", "INV-0002", "INV-0001"]


def test_what_is_made_is_posted_once(
    ask: Ask, clock: SettableClock, organisation: Organisation, made: Body
) -> None:
    made()
    clock.advance(40 * A_DAY)

    invoices(ask)
    invoices(ask)

    assert len(organisation.books.invoices.all()) == len(organisation.books.journal.entries()) == 1


def test_a_draft_template_makes_drafts_and_ends_at_its_end(
    ask: Ask, clock: SettableClock, made: Body
) -> None:
    weekly = MONTHLY | {"Unit": "WEEKLY", "Period": 2, "StartDate": "2026-03-02", "EndDate": "2026-03-16"}
    created = made(Status="DRAFT", Schedule=weekly)
    clock.advance(60 * A_DAY)

    found = invoices(ask)

    assert [(each["DateString"][:10], each["Status"]) for each in found] == [
        ("2026-03-02", "DRAFT"),
        ("2026-03-16", "DRAFT"),
    ]
    (after,) = ask("GET", f"RepeatingInvoices/{created['ID']}").json()["RepeatingInvoices"]
    assert "NextScheduledDate" not in after["Schedule"]


def test_what_is_approved_for_sending_is_sent(ask: Ask, made: Body) -> None:
    made(Schedule=MONTHLY | {"StartDate": "2026-03-02"}, ApprovedForSending=True)

    (invoice,) = invoices(ask)

    assert invoice["SentToContact"] is True


def test_what_the_rules_forbid_by_then_is_skipped(
    ask: Ask, clock: SettableClock, organisation: Organisation, made: Body
) -> None:
    created = made()
    organisation.bookkeeper.locks_period(date(2026, 4, 15))
    clock.advance(65 * A_DAY)

    found = invoices(ask)

    assert [each["DateString"][:10] for each in found] == ["2026-04-30"]
    history = ask("GET", f"RepeatingInvoices/{created['ID']}/History").json()["HistoryRecords"]
    assert [each["Changes"] for each in history] == ["Invoice Created", "Skipped", "Created"]


@pytest.mark.parametrize(
    ("kind", "number", "due"),
    [
        ("DAYSAFTERBILLDATE", 14, "2026-03-16"),
        ("DAYSAFTERINVOICEDATE", 0, "2026-03-02"),
        ("DAYSAFTERBILLMONTH", 7, "2026-04-07"),
        ("DAYSAFTERINVOICEMONTH", 7, "2026-04-07"),
        ("OFCURRENTMONTH", 31, "2026-03-31"),
        ("OFCURRENTMONTH", 1, "2026-03-02"),
        ("OFFOLLOWINGMONTH", 31, "2026-04-30"),
    ],
)
def test_an_invoice_is_due_by_the_terms_of_its_schedule(
    ask: Ask, made: Body, kind: str, number: int, due: str
) -> None:
    made(Schedule=MONTHLY | {"StartDate": "2026-03-02", "DueDateType": kind, "DueDate": number})

    (invoice,) = invoices(ask)

    assert invoice["DueDateString"][:10] == due


@pytest.mark.parametrize("path", ["RepeatingInvoices", "RepeatingInvoices/{}"])
def test_a_template_is_deleted_and_makes_no_more(
    ask: Ask, clock: SettableClock, made: Body, path: str
) -> None:
    template_id = made()["ID"]

    deleted = ask(
        "POST", path.format(template_id), json={"RepeatingInvoiceID": template_id, "Status": "DELETED"}
    )
    clock.advance(40 * A_DAY)

    assert deleted.json()["RepeatingInvoices"][0]["Status"] == "DELETED"
    assert invoices(ask) == []
    again = ask("POST", f"RepeatingInvoices/{template_id}", json={"Status": "DELETED"})
    assert said(again) == ["Repeating invoice not of valid status for modification"]


def test_a_template_that_stands_is_not_edited(ask: Ask, made: Body, template: Body) -> None:
    template_id = made()["ID"]

    answer = ask("POST", f"RepeatingInvoices/{template_id}", json=template(Reference="new"))

    assert said(answer) == ["Only Status accepted for updates."]


def test_post_without_an_id_creates(ask: Ask, template: Body) -> None:
    answer = ask("POST", "RepeatingInvoices", json={"RepeatingInvoices": [template(), template()]})

    assert len({each["ID"] for each in answer.json()["RepeatingInvoices"]}) == 2


def test_an_unknown_template_is_a_404_to_read_and_an_error_to_write(ask: Ask) -> None:
    assert ask("GET", f"RepeatingInvoices/{NOBODY}").status_code == 404
    assert ask("POST", f"RepeatingInvoices/{NOBODY}", json={"Status": "DELETED"}).status_code == 404
    written = ask("POST", "RepeatingInvoices", json={"RepeatingInvoiceID": NOBODY, "Status": "DELETED"})
    assert said(written) == ["The document with the supplied id was not found for this endpoint."]


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"Type": None}, "Invoice type must be specified"),
        ({"Status": "DELETED"}, "Repeating invoice not of valid status for creation"),
        ({"Contact": None}, "A Contact must be specified for this type of transaction"),
        ({"Contact": {"Name": "Bea"}, "ApprovedForSending": True}, "The contact has no email address"),
        (
            {"Schedule": MONTHLY | {"StartDate": None}},
            "A schedule with period, unit, due date, due date type and start date is required",
        ),
        ({"Schedule": MONTHLY | {"Period": 0}}, "The period of a schedule must be between 1 and 99"),
        (
            {"Schedule": MONTHLY | {"DueDate": 32}},
            "The due date of a schedule must be between 0 and 365, or a day of a month",
        ),
        (
            {"Schedule": MONTHLY | {"EndDate": "2026-03-30"}},
            "The end date of a schedule cannot be before its start date",
        ),
        (
            {"Schedule": MONTHLY | {"StartDate": "1999-12-31"}},
            "The start date of a schedule cannot be more than a year ago",
        ),
        ({"CurrencyCode": "EUR"}, "Organisation is not subscribed to currency EUR"),
        ({"LineItems": []}, "One or more line items must be specified"),
        (
            {"LineItems": [{"Description": "x", "Quantity": 1, "UnitAmount": 1}]},
            "Account code must be specified",
        ),
    ],
)
def test_what_is_no_template_is_refused(
    ask: Ask, template: Body, different: dict[str, Any], message: str
) -> None:
    answer = ask("PUT", "RepeatingInvoices", json=template(**different))

    assert said(answer) == [message]
    assert ask("GET", "RepeatingInvoices").json()["RepeatingInvoices"] == []


def test_templates_are_found_by_what_they_say(ask: Ask, made: Body) -> None:
    made(Reference="a")
    made(Reference="b", Status="DRAFT")

    found = ask("GET", 'RepeatingInvoices?where=Status=="DRAFT"&order=Reference')

    assert [each["Reference"] for each in found.json()["RepeatingInvoices"]] == ["b"]


def test_a_file_attached_to_a_template_shows(ask: Ask, made: Body) -> None:
    template_id = made()["ID"]

    ask("PUT", f"RepeatingInvoices/{template_id}/Attachments/terms.pdf", content=b"%PDF")

    (listed,) = ask("GET", "RepeatingInvoices").json()["RepeatingInvoices"]
    assert listed["HasAttachments"] is True


def test_a_schedule_may_begin_as_late_as_the_calendar_goes(made: Body) -> None:
    created = made(Schedule=MONTHLY | {"StartDate": "9999-12-01"})

    assert created["Schedule"]["NextScheduledDate"] == created["Schedule"]["StartDate"]


def test_a_bill_is_made_but_never_sent(ask: Ask, template: Body) -> None:
    line = template()["LineItems"][0] | {"AccountCode": "400"}
    body = template(
        Type="ACCPAY",
        LineItems=[line],
        Schedule=MONTHLY | {"StartDate": "2026-03-02"},
        ApprovedForSending=True,
    )
    template_id = ask("PUT", "RepeatingInvoices", json=body).json()["RepeatingInvoices"][0]["ID"]

    (bill,) = invoices(ask)

    assert (bill["Type"], bill["SentToContact"]) == ("ACCPAY", False)
    history = ask("GET", f"RepeatingInvoices/{template_id}/History").json()["HistoryRecords"]
    assert [each["Changes"] for each in history] == ["Invoice Created", "Created"]


def test_what_is_made_names_its_template(ask: Ask, made: Body) -> None:
    created = made(Schedule=MONTHLY | {"StartDate": "2026-03-02"})

    (invoice,) = invoices(ask)

    assert invoice["RepeatingInvoiceID"] == created["RepeatingInvoiceID"]
    single = ask("GET", f"Invoices/{invoice['InvoiceID']}").json()["Invoices"][0]
    assert single["RepeatingInvoiceID"] == created["RepeatingInvoiceID"]


def test_a_repeating_bill_takes_what_its_items_cost_and_keeps_item_and_tracking(ask: Ask, made: Body) -> None:
    item = {
        "Code": "RENT",
        "PurchaseDescription": "Rent of the room",
        "PurchaseDetails": {"UnitPrice": 70, "AccountCode": "469"},
        "SalesDetails": {"UnitPrice": 90, "AccountCode": "200"},
    }
    assert ask("PUT", "Items", json=item).status_code == 200
    ask("PUT", "TrackingCategories", json={"Name": "Region", "Options": [{"Name": "North"}]})
    line = {"ItemCode": "RENT", "Quantity": 2, "Tracking": [{"Name": "Region", "Option": "North"}]}

    made(Type="ACCPAY", Schedule=MONTHLY | {"StartDate": "2026-03-02"}, LineItems=[line])

    (bill,) = invoices(ask)
    (made_line,) = bill["LineItems"]
    assert (made_line["UnitAmount"], made_line["AccountCode"]) == (70, "469")
    assert (made_line["ItemCode"], made_line["Description"]) == ("RENT", "Rent of the room")
    assert made_line["Tracking"][0]["Option"] == "North"


def test_an_item_that_is_gone_leaves_its_words_behind(ask: Ask, clock: SettableClock, made: Body) -> None:
    item = {"Code": "RENT", "Description": "Rent", "SalesDetails": {"UnitPrice": 90, "AccountCode": "200"}}
    held = ask("PUT", "Items", json=item).json()["Items"][0]
    made(LineItems=[{"ItemCode": "RENT", "Quantity": 1}])
    assert ask("DELETE", f"Items/{held['ItemID']}").status_code == 204
    clock.advance(40 * A_DAY)

    (invoice,) = invoices(ask)

    (line,) = invoice["LineItems"]
    assert (line["Description"], line["UnitAmount"]) == ("Rent", 90)
    assert "ItemCode" not in line
