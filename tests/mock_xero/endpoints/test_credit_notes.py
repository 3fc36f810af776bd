"""/CreditNotes as an app meets them (facts §5, §6.6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation
from tests.mock_xero.books.general_ledger import standing
from tests.mock_xero.endpoints.credit_bodies import LINE, credit_note_body, refusals

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]


@pytest.fixture
def put(ask: Ask) -> Callable[..., dict[str, Any]]:
    """Create a credit note; answer it as Xero did."""

    def created(**said: Any) -> dict[str, Any]:
        answer = ask("PUT", "CreditNotes", json=credit_note_body(**said))
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()["CreditNotes"][0]
        return body

    return created


def test_a_credit_note_takes_back_income_and_lies_on_the_debtors(
    organisation: Organisation, put: Body
) -> None:
    note = put()

    assert (note["CreditNoteNumber"], note["Status"], note["RemainingCredit"]) == ("CN-7", "AUTHORISED", 50)
    assert standing(organisation.books, "120", "200") == ["-50.00", "50.00"]


def test_a_supplier_s_credit_note_does_the_opposite(organisation: Organisation, put: Body) -> None:
    line = {**LINE, "AccountCode": "429", "TaxType": "EXEMPTEXPENSES"}

    put(Type="ACCPAYCREDIT", LineItems=[line])

    assert standing(organisation.books, "800", "429") == ["50.00", "-50.00"]


def test_a_missing_number_is_the_next_of_the_sequence(put: Body) -> None:
    put(CreditNoteNumber="CN-0001")

    assert put(CreditNoteNumber=None)["CreditNoteNumber"] == "CN-0002"


def test_a_supplier_s_numbers_may_repeat(put: Body) -> None:
    line = {**LINE, "AccountCode": "429", "TaxType": "EXEMPTEXPENSES"}
    twice = [put(Type="ACCPAYCREDIT", LineItems=[line])["CreditNoteID"] for _ in range(2)]

    assert len(set(twice)) == 2


def test_a_used_number_is_refused_by_put_and_updated_by_post(ask: Ask, put: Body) -> None:
    first = put()

    assert refusals(ask("PUT", "CreditNotes", json=credit_note_body())) == ["Credit Note # must be unique."]
    changed = ask("POST", "CreditNotes", json=credit_note_body(Reference="goodwill")).json()["CreditNotes"][0]
    assert (changed["CreditNoteID"], changed["Reference"]) == (first["CreditNoteID"], "goodwill")


def test_a_draft_is_posted_once_it_is_approved(ask: Ask, organisation: Organisation, put: Body) -> None:
    draft = put(Status="DRAFT")
    before = standing(organisation.books, "120")

    ask("POST", f"CreditNotes/{draft['CreditNoteID']}", json={"Status": "AUTHORISED"})

    assert (before, standing(organisation.books, "120")) == (["0.00"], ["-50.00"])


def test_a_voided_credit_note_leaves_nothing_behind(ask: Ask, organisation: Organisation, put: Body) -> None:
    put()

    answer = ask("POST", "CreditNotes/CN-7", json={"Status": "VOIDED"})

    assert answer.json()["CreditNotes"][0]["Status"] == "VOIDED"
    assert standing(organisation.books, "120", "200") == ["0.00", "0.00"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"Type": None}, "Credit note type must be specified"),
        ({"Status": "PAID"}, "Credit Note not of valid status for creation"),
        ({"Contact": None}, "A Contact must be specified for this type of transaction"),
        ({"LineItems": []}, "One or more line items must be specified"),
        ({"CreditNoteNumber": "n" * 256}, "Credit note number cannot be longer than 255 characters"),
        ({"CurrencyCode": "EUR"}, "Organisation is not subscribed to currency EUR"),
        ({"Total": 49.0}, "The document total does not equal the sum of the lines."),
        (
            {"LineItems": [{**LINE, "UnitAmount": -1}]},
            "Credit note with a total less than 0 cannot be saved, use an invoice",
        ),
        (
            {"LineItems": [{**LINE, "AccountCode": "999"}]},
            "Account code '999' is not a valid code for this document.",
        ),
    ],
)
def test_what_is_wrong_with_a_credit_note_is_said(ask: Ask, said: dict[str, Any], message: str) -> None:
    assert refusals(ask("PUT", "CreditNotes", json=credit_note_body(**said))) == [message]


def test_an_unknown_id_in_a_write_is_said(ask: Ask) -> None:
    body = credit_note_body(CreditNoteID="7ef31b20-de17-4312-8382-412f869b1510")

    assert refusals(ask("POST", "CreditNotes", json=body)) == [
        "An existing Credit Note with the specified CreditNoteID could not be found"
    ]


def test_what_has_ended_takes_no_edit(ask: Ask, put: Body) -> None:
    put()
    ask("POST", "CreditNotes/CN-7", json={"Status": "VOIDED"})

    answer = ask("POST", "CreditNotes/CN-7", json={"Reference": "late"})

    assert refusals(answer) == ["Credit Note not of valid status for modification"]


def test_a_locked_period_takes_no_credit_note_and_no_void(
    ask: Ask, organisation: Organisation, put: Body
) -> None:
    put()
    organisation.bookkeeper.locks_period(organisation.today().replace(day=4))

    late = ask("PUT", "CreditNotes", json=credit_note_body(CreditNoteNumber="CN-8"))
    void = ask("POST", "CreditNotes/CN-7", json={"Status": "VOIDED"})

    assert refusals(late) == [
        "The document date cannot be before the period lock date, currently set at 04-Mar-2026"
    ]
    assert refusals(void) == [
        "The document cannot be edited as it is currently dated before the period lock date"
    ]


def test_credit_with_allocations_is_neither_edited_nor_voided(ask: Ask, sale: Body, put: Body) -> None:
    ask("PUT", "Invoices", json=sale())
    put()
    body = {"Invoice": {"InvoiceNumber": "1041"}, "Amount": 20, "Date": "2026-03-05"}
    ask("PUT", "CreditNotes/CN-7/Allocations", json=body)

    edit = ask("POST", "CreditNotes/CN-7", json={"Date": "2026-03-06"})
    void = ask("POST", "CreditNotes/CN-7", json={"Status": "VOIDED"})

    assert refusals(edit) == [
        "This document cannot be edited as it has a payment or credit note allocated to it."
    ]
    assert refusals(void) == [
        "The status VOIDED cannot be applied to the credit note because it has payments or allocations."
    ]


def test_credit_notes_are_found_by_number_reference_and_status(ask: Ask, put: Body) -> None:
    put(Reference="sorry")
    put(CreditNoteNumber="CN-8", Status="DRAFT")
    clauses = ['CreditNoteNumber=="cn-7"', 'Reference=="sorry"', 'Status=="AUTHORISED"', "RemainingCredit>0"]

    found = [ask("GET", "CreditNotes", params={"where": each}).json()["CreditNotes"] for each in clauses]

    assert [len(each) for each in found] == [1, 1, 1, 2]
    assert {each["CreditNoteNumber"] for some in found[:3] for each in some} == {"CN-7"}


def test_lines_come_with_a_page_or_alone(ask: Ask, put: Body) -> None:
    put()

    bare = ask("GET", "CreditNotes").json()["CreditNotes"][0]
    paged = ask("GET", "CreditNotes", params={"page": 1}).json()
    alone = ask("GET", "CreditNotes/CN-7").json()["CreditNotes"][0]

    assert bare["LineItems"] == []
    assert paged["pagination"]["itemCount"] == 1
    assert [len(each["LineItems"]) for each in (paged["CreditNotes"][0], alone)] == [1, 1]


def test_of_a_batch_the_bad_one_alone_fails(ask: Ask) -> None:
    batch = {"CreditNotes": [credit_note_body(), credit_note_body(CreditNoteNumber="CN-8", Contact=None)]}

    good, bad = ask("PUT", "CreditNotes?summarizeErrors=false", json=batch).json()["CreditNotes"]

    assert (good["StatusAttributeString"], bad["StatusAttributeString"]) == ("OK", "ERROR")
    assert bad["CreditNoteID"] == "00000000-0000-0000-0000-000000000000"


def test_a_bank_s_type_is_no_type_of_a_credit_note(ask: Ask) -> None:
    answer = ask("PUT", "CreditNotes", json=credit_note_body(Type="RECEIVE-OVERPAYMENT"))

    assert answer.json()["Type"] == "PostDataInvalidException"


def test_an_unknown_credit_note_is_a_404_page(ask: Ask) -> None:
    answer = ask("GET", "CreditNotes/CN-404")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
