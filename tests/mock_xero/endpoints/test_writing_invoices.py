"""PUT and POST /Invoices as an app meets them (facts §4, §5)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
ZERO = "00000000-0000-0000-0000-000000000000"


def test_a_created_invoice_comes_back_in_an_envelope(ask: Ask, sale: Body) -> None:
    answer = ask("PUT", "Invoices", json=sale())

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert list(answer.json()) == ["Id", "Status", "ProviderName", "DateTimeUTC", "Invoices"]
    assert answer.json()["ProviderName"] == "An App"
    assert answer.json()["DateTimeUTC"] == "/Date(1772398800000)/"


def test_what_a_created_invoice_says(ask: Ask, sale: Body) -> None:
    answer = ask("PUT", "Invoices", json={"Invoices": [sale(Reference="visit 7")]})

    (invoice,) = answer.json()["Invoices"]
    assert invoice["InvoiceNumber"] == "1041"
    assert invoice["Status"] == "AUTHORISED"
    assert (invoice["Date"], invoice["DateString"]) == ("/Date(1772409600000+0000)/", "2026-03-02T00:00:00")
    assert invoice["UpdatedDateUTC"] == "/Date(1772398800000+0000)/"
    assert invoice["UpdatedDateUTCString"] == "2026-03-01T21:00:00Z"
    assert invoice["Contact"]["ContactStatus"] == "ACTIVE"
    assert "Payments" not in invoice
    assert "StatusAttributeString" not in invoice


def test_money_has_two_decimals_and_rates_have_six(ask: Ask, sale: Body) -> None:
    text = ask("PUT", "Invoices", json=sale()).text

    assert '"Total":120.00,' in text
    assert '"CurrencyRate":1.000000,' in text
    assert '"Quantity":1.0000,' in text


def test_an_amount_is_read_exactly_as_it_is_written(ask: Ask, sale: Body) -> None:
    line = '{"Description":"x","Quantity":3,"UnitAmount":0.1,"AccountCode":"200","TaxType":"EXEMPTOUTPUT"}'
    whole = sale()
    del whole["LineItems"]
    members = httpx.Request("PUT", "http://x", json=whole).content.decode().removesuffix("}")

    answer = ask("PUT", "Invoices", content=f'{members},"LineItems":[{line}]}}')

    assert '"Total":0.30,' in answer.text


@pytest.mark.parametrize("envelope", ["Invoices", "invoices", "INVOICES"])
def test_the_envelopes_key_may_be_in_any_case(ask: Ask, sale: Body, envelope: str) -> None:
    answer = ask("PUT", "Invoices", json={envelope: [sale()]})

    assert answer.status_code == 200


def test_unknown_members_are_dropped_silently(ask: Ask, sale: Body) -> None:
    answer = ask("PUT", "Invoices", json=sale(HasAccount=True, nonsense={"a": [1]}))

    assert answer.status_code == 200


def test_the_default_answer_to_a_mixed_batch_is_a_400_though_the_good_ones_are_saved(
    ask: Ask, organisation: Organisation, sale: Body
) -> None:
    batch = [sale(InvoiceNumber="1"), sale(InvoiceNumber="2", LineItems=[]), sale(InvoiceNumber="3")]

    answer = ask("PUT", "Invoices", json={"Invoices": batch})

    assert answer.status_code == 400
    assert list(answer.json()) == ["ErrorNumber", "Type", "Message", "Elements"]
    assert answer.json()["ErrorNumber"] == 10
    (failed,) = answer.json()["Elements"]
    assert (failed["InvoiceNumber"], failed["InvoiceID"], failed["HasErrors"]) == ("2", ZERO, True)
    assert failed["ValidationErrors"] == [{"Message": "One or more line items must be specified"}]
    assert {each.number for each in organisation.books.invoices.all()} == {"1", "3"}


def test_without_summary_every_element_is_answered_in_its_place(ask: Ask, sale: Body) -> None:
    lost = sale(InvoiceNumber="3", Status="DRAFT")
    lost["LineItems"] = [lost["LineItems"][0] | {"AccountCode": "999"}]
    batch = [sale(InvoiceNumber="1"), sale(InvoiceNumber="2", LineItems=[]), lost]

    answer = ask("PUT", "Invoices?summarizeErrors=false", json={"Invoices": batch})

    assert answer.status_code == 200
    found = answer.json()["Invoices"]
    assert [each["InvoiceNumber"] for each in found] == ["1", "2", "3"]
    assert [each["StatusAttributeString"] for each in found] == ["OK", "ERROR", "WARNING"]
    assert found[2]["Warnings"] == [
        {"Message": "Account code '999' has been removed as it does not match a recognised account."}
    ]


def test_an_atomic_batch_saves_nothing_when_one_element_fails(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask], sale: Body
) -> None:
    organisation = found(batches_are_atomic=True)
    batch = [sale(InvoiceNumber="1"), sale(InvoiceNumber="2", LineItems=[])]

    answer = talk(organisation)("PUT", "Invoices?summarizeErrors=false", json={"Invoices": batch})

    assert [each["InvoiceID"] for each in answer.json()["Invoices"]] == [ZERO, ZERO]
    assert not organisation.books.invoices.all()


def test_put_refuses_a_used_number_and_post_updates_it(ask: Ask, sale: Body) -> None:
    ask("PUT", "Invoices", json=sale())

    refused = ask("PUT", "Invoices", json=sale())
    updated = ask("POST", "Invoices", json=sale(Reference="again"))

    (problem,) = refused.json()["Elements"][0]["ValidationErrors"]
    assert (refused.status_code, problem) == (400, {"Message": "Invoice # must be unique."})
    assert updated.json()["Invoices"][0]["Reference"] == "again"


def test_a_void_by_the_id_in_the_path_still_shows_what_was_due(ask: Ask, sale: Body) -> None:
    created = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]

    voided = ask("POST", f"Invoices/{created['InvoiceID']}", json={"Status": "VOIDED"}).json()["Invoices"][0]
    listed = ask("GET", "Invoices").json()["Invoices"][0]

    assert (voided["Status"], voided["AmountDue"]) == ("VOIDED", 120)
    assert (listed["Status"], listed["AmountDue"]) == ("VOIDED", 0)


def test_an_unknown_id_in_a_write_is_an_element_error_or_a_404_by_switch(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask]
) -> None:
    body = {"InvoiceID": "7ef31b20-de17-4312-8382-412f869b1510", "Status": "VOIDED"}

    usual = talk(found())("POST", "Invoices", json=body)
    switched = talk(found(unknown_id_in_write_is_404=True))("POST", "Invoices", json=body)

    assert usual.status_code == 400
    assert switched.status_code == 404
    assert switched.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"<Invoices/>",
        b"[]",
        b'"text"',
        b'{"Invoices": 7}',
        b'{"Total": "much"}',
        b'{"Total": 1e400}',
        b'{"Total": "NaN"}',
        b'{"Date": "yesterday"}',
        b'{"Date": "/Date(99999999999999999)/"}',
        b'{"InvoiceID": "1041"}',
        b'{"Status": "LATE"}',
        b'{"LineItems": [{"Quantity": 1000000000000000}]}',
        b"\xff\xfe",
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(ask: Ask, body: bytes) -> None:
    answer = ask("PUT", "Invoices", content=body)

    assert answer.status_code == 400
    assert (answer.json()["ErrorNumber"], answer.json()["Type"]) == (14, "PostDataInvalidException")


def test_four_decimals_of_a_unit_price_are_kept_on_request(ask: Ask, sale: Body) -> None:
    line = sale()["LineItems"][0] | {"UnitAmount": 0.1234, "Quantity": 1000}

    usual = ask("PUT", "Invoices", json=sale(InvoiceNumber="1", LineItems=[line]))
    exact = ask("PUT", "Invoices?unitdp=4", json=sale(InvoiceNumber="2", LineItems=[line]))

    assert usual.json()["Invoices"][0]["Total"] == 120
    assert exact.json()["Invoices"][0]["Total"] == 123.4


def test_four_decimals_of_a_unit_price_are_shown_on_request(ask: Ask, sale: Body) -> None:
    line = sale()["LineItems"][0] | {"UnitAmount": 0.1234, "Quantity": 1000}
    written = ask("PUT", "Invoices?unitdp=4", json=sale(LineItems=[line]))

    answers = [written, ask("GET", "Invoices/1041?unitdp=4"), ask("GET", "Invoices?page=1")]

    shown = [each.json()["Invoices"][0]["LineItems"][0] for each in answers]
    assert [each["UnitAmount"] for each in shown] == [0.1234, 0.1234, 0.12]
    assert [each["LineAmount"] for each in shown] == [123.4, 123.4, 123.4]


def test_a_missing_date_is_today_where_the_organisation_is(ask: Ask, sale: Body) -> None:
    answer = ask("PUT", "Invoices", json=sale(Date=None))

    assert answer.json()["Invoices"][0]["DateString"] == "2026-03-02T00:00:00"


def test_when_money_is_expected_or_planned_is_noted(ask: Ask, sale: Body) -> None:
    bill = sale(InvoiceNumber="rent", Type="ACCPAY", PlannedPaymentDate="2026-03-20")

    (sold,) = ask("PUT", "Invoices", json=sale(ExpectedPaymentDate="2026-03-18")).json()["Invoices"]
    (bought,) = ask("PUT", "Invoices", json=bill).json()["Invoices"]
    ask("POST", "Invoices/1041", json={"Reference": "x"})

    (read,) = ask("GET", "Invoices/1041").json()["Invoices"]
    assert sold["ExpectedPaymentDate"] == read["ExpectedPaymentDate"] == "/Date(1773792000000+0000)/"
    assert bought["PlannedPaymentDate"] == "/Date(1773964800000+0000)/"
    clause = "PlannedPaymentDate>DateTime(2026,03,19)"
    (found,) = ask("GET", "Invoices", params={"where": clause}).json()["Invoices"]
    assert found["InvoiceNumber"] == "rent"
