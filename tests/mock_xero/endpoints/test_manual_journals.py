"""/ManualJournals as an app meets it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = dict[str, Any]


def line(amount: float, code: str | None = "429", **said: Any) -> Body:
    body = {"Description": "Accrual", "LineAmount": amount, **said}
    return body if code is None else body | {"AccountCode": code}


def accrual(**said: Any) -> Body:
    """General expenses of 100 against the suspense account."""
    lines = [line(100), line(-100, "850")]
    return {
        "Narration": "Accrued in March",
        "Date": "2026-03-02",
        "Status": "POSTED",
        "JournalLines": lines,
        **said,
    }


def put(ask: Ask, **said: Any) -> Body:
    answer = ask("PUT", "ManualJournals", json=accrual(**said))
    assert answer.status_code == 200, answer.text
    body: Body = answer.json()["ManualJournals"][0]
    return body


def refusals(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def ledger(ask: Ask) -> list[dict[str, float]]:
    found = ask("GET", "Journals").json()["Journals"]
    return [{each["AccountCode"]: each["NetAmount"] for each in one["JournalLines"]} for one in found]


def test_a_posted_journal_is_in_the_ledger(ask: Ask) -> None:
    journal = put(ask)

    assert (journal["Status"], journal["LineAmountTypes"]) == ("POSTED", "NoTax")
    assert journal["ShowOnCashBasisReports"] is True
    assert [each["LineAmount"] for each in journal["JournalLines"]] == [100, -100]
    assert ledger(ask) == [{"429": 100, "850": -100}]


def test_a_draft_is_not(ask: Ask) -> None:
    journal = put(ask, Status="DRAFT")

    assert journal["Status"] == "DRAFT"
    assert ledger(ask) == []


def test_a_journal_is_a_draft_of_today_unless_it_says_otherwise(ask: Ask) -> None:
    body = accrual()
    del body["Status"], body["Date"]

    journal = ask("PUT", "ManualJournals", json=body).json()["ManualJournals"][0]

    assert journal["Status"] == "DRAFT"
    assert journal["Date"] == "/Date(1772409600000+0000)/"  # 2 March in Sydney


@pytest.mark.parametrize(
    ("kind", "credit", "expected"),
    [
        ("Exclusive", -110, {"429": 100, "820": 10, "850": -110}),
        ("Inclusive", -100, {"429": 90.91, "820": 9.09, "850": -100}),
        ("NoTax", -100, {"429": 100, "850": -100}),
    ],
)
def test_tax_lies_on_top_inside_or_nowhere(
    ask: Ask, kind: str, credit: float, expected: dict[str, float]
) -> None:
    lines = [line(100, TaxType="INPUT"), line(credit, "850", TaxType="BASEXCLUDED")]

    put(ask, LineAmountTypes=kind, JournalLines=lines)

    assert ledger(ask) == [expected]


@pytest.mark.parametrize(
    ("said", "messages"),
    [
        (
            {"JournalLines": [line(100), line(-10, "850")]},
            ["The total debits (100.00) must equal total credits (-10.00)"],
        ),
        ({"Narration": ""}, ["Narration must be specified"]),
        ({"JournalLines": [line(0)]}, ["A manual journal must contain at least two journal lines"]),
        ({"JournalLines": []}, ["A manual journal must contain at least two journal lines"]),
        ({"Status": "VOIDED"}, ["Manual journal not of valid status for creation"]),
        (
            {"JournalLines": [{"AccountCode": "429"}, line(0, "850")]},
            ["Line amount must be specified"],
        ),
        ({"JournalLines": [line(100, None), line(-100)]}, ["Account code must be specified"]),
        (
            {"JournalLines": [line(100, "090"), line(-100)]},
            ["Account code '090' is not a valid code for this document."],
        ),
        (
            {"JournalLines": [line(100, "299", TaxType="OUTPUT"), line(-100)]},
            [
                (
                    "Account code '299' has been archived, or has been deleted. "
                    "Each line item must reference a valid account."
                )
            ],
        ),
        (
            {"JournalLines": [line(100, TaxType="OUTPUT"), line(-100)]},
            ["The TaxType code 'OUTPUT' cannot be used with account code '429'."],
        ),
    ],
)
def test_what_is_not_sound_is_refused(ask: Ask, said: Body, messages: list[str]) -> None:
    answer = ask("PUT", "ManualJournals", json=accrual(**said))

    assert refusals(answer) == messages
    assert ask("GET", "ManualJournals").json()["ManualJournals"] == []


@pytest.mark.parametrize("code", ["090", "120", "800", "820", "476"])
def test_a_draft_loses_an_account_that_it_may_not_use_with_a_warning(ask: Ask, code: str) -> None:
    journal = put(ask, Status="DRAFT", JournalLines=[line(100), line(-100, code)])

    assert journal["Warnings"] == [
        {"Message": f"Account code '{code}' has been removed as it does not match a recognised account."}
    ]
    assert ["AccountCode" in each for each in journal["JournalLines"]] == [True, False]


def test_a_draft_is_posted_changed_and_voided(ask: Ask) -> None:
    path = f"ManualJournals/{put(ask, Status='DRAFT')['ManualJournalID']}"

    posted = ask("POST", path, json={"Status": "POSTED"}).json()["ManualJournals"][0]
    body = {"JournalLines": [line(80), line(-80, "850")], "Narration": "Less"}
    changed = ask("POST", path, json={"ManualJournals": [body]}).json()["ManualJournals"][0]
    voided = ask("POST", path, json={"Status": "VOIDED"}).json()["ManualJournals"][0]

    assert [each["Status"] for each in (posted, changed, voided)] == ["POSTED", "POSTED", "VOIDED"]
    assert changed["Narration"] == "Less"
    assert ledger(ask) == [
        {"429": 100, "850": -100},
        {"429": -100, "850": 100},
        {"429": 80, "850": -80},
        {"429": -80, "850": 80},
    ]


def test_without_lines_the_lines_stay(ask: Ask) -> None:
    journal = put(ask, Status="DRAFT")
    body = {"ManualJournalID": journal["ManualJournalID"], "Narration": "Hello Xero", "JournalLines": []}

    (changed,) = ask("POST", "ManualJournals", json=body).json()["ManualJournals"]

    assert changed["Narration"] == "Hello Xero"
    assert changed["JournalLines"] == journal["JournalLines"]


def test_another_kind_of_line_amounts_draws_the_lines_anew(ask: Ask) -> None:
    lines = [line(100, TaxType="INPUT"), line(-100, "850")]
    path = f"ManualJournals/{put(ask, JournalLines=lines, LineAmountTypes='Inclusive')['ManualJournalID']}"

    (changed,) = ask("POST", path, json={"LineAmountTypes": "NoTax"}).json()["ManualJournals"]

    assert [each["TaxAmount"] for each in changed["JournalLines"]] == [0, 0]


@pytest.mark.parametrize(
    ("status", "asked"),
    [("POSTED", "DRAFT"), ("POSTED", "DELETED"), ("DRAFT", "VOIDED"), ("DRAFT", "ARCHIVED")],
)
def test_a_status_that_cannot_follow_is_refused(ask: Ask, status: str, asked: str) -> None:
    path = f"ManualJournals/{put(ask, Status=status)['ManualJournalID']}"

    answer = ask("POST", path, json={"Status": asked})

    assert refusals(answer) == ["Manual journal not of valid status for modification"]


@pytest.mark.parametrize(("status", "end"), [("DRAFT", "DELETED"), ("POSTED", "VOIDED")])
def test_what_has_ended_takes_no_edit(ask: Ask, status: str, end: str) -> None:
    path = f"ManualJournals/{put(ask, Status=status)['ManualJournalID']}"
    ask("POST", path, json={"Status": end})

    answer = ask("POST", path, json={"Narration": "Again"})

    assert refusals(answer) == ["Manual journal not of valid status for modification"]


def test_a_locked_period_takes_no_journal_no_edit_and_no_void(ask: Ask, organisation: Organisation) -> None:
    locked = put(ask)
    organisation.bookkeeper.locks_period(organisation.today())
    path = f"ManualJournals/{locked['ManualJournalID']}"

    new = ask("PUT", "ManualJournals", json=accrual())
    edit = ask("POST", path, json={"JournalLines": [line(1), line(-1, "850")]})
    void = ask("POST", path, json={"Status": "VOIDED"})
    moved = put(ask, Date="2026-03-09")["ManualJournalID"]
    into_it = ask("POST", f"ManualJournals/{moved}", json={"Date": "2026-03-01"})

    dated = "The document date cannot be before the period lock date, currently set at 02-Mar-2026"
    edited = "The document cannot be edited as it is currently dated before the period lock date"
    assert [refusals(each) for each in (new, edit, void, into_it)] == [[dated], [edited], [edited], [dated]]
    assert put(ask, Status="DRAFT")["Status"] == "DRAFT"


def test_an_unknown_id_is_an_element_error_in_a_write_and_a_404_page_in_a_path(ask: Ask) -> None:
    unknown = "7ef31b20-de17-4312-8382-412f869b1510"

    answer = ask("POST", "ManualJournals", json=accrual(ManualJournalID=unknown))

    assert refusals(answer) == [
        "An existing Manual Journal with the specified ManualJournalID could not be found"
    ]
    assert ask("GET", f"ManualJournals/{unknown}").status_code == 404
    assert ask("POST", f"ManualJournals/{unknown}", json=accrual()).status_code == 404


def test_one_bad_journal_of_a_batch_leaves_the_good_one(ask: Ask) -> None:
    body = {"ManualJournals": [accrual(), accrual(Narration="")]}

    answer = ask("PUT", "ManualJournals?summarizeErrors=false", json=body)

    good, bad = answer.json()["ManualJournals"]
    assert (good["StatusAttributeString"], bad["StatusAttributeString"]) == ("OK", "ERROR")
    assert "ManualJournalID" not in bad
    assert len(ask("GET", "ManualJournals").json()["ManualJournals"]) == 1


def test_lists_have_pages_filters_and_lines_only_by_the_page(ask: Ask, clock: SettableClock) -> None:
    put(ask, Narration="First")
    clock.advance(60)
    put(ask, Narration="Second", Status="DRAFT")

    whole = ask("GET", "ManualJournals").json()
    page = ask("GET", "ManualJournals?page=1&pageSize=1&order=Narration DESC").json()
    drafts = ask("GET", "ManualJournals", params={"where": 'Status=="DRAFT"'}).json()
    since = ask("GET", "ManualJournals", headers={"If-Modified-Since": "2026-03-01T21:00:30"}).json()

    assert [each["JournalLines"] for each in whole["ManualJournals"]] == [[], []]
    assert page["pagination"] == {"page": 1, "pageSize": 1, "pageCount": 2, "itemCount": 2}
    assert len(page["ManualJournals"][0]["JournalLines"]) == 2
    for found in (page, drafts, since):
        assert [each["Narration"] for each in found["ManualJournals"]] == ["Second"]


def test_a_journal_may_keep_out_of_cash_reports(ask: Ask) -> None:
    put(ask, ShowOnCashBasisReports=False)
    put(ask, Narration="Shown", Url="https://clinic.example/accruals/1")

    cash = ask("GET", "Journals?paymentsOnly=true").json()["Journals"]

    assert [each["JournalNumber"] for each in cash] == [2]
