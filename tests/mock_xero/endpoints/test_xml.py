"""XML beside JSON, as content negotiation asks (facts §4.1, §4.6)."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
XML = {"Accept": "application/xml", "Content-Type": "application/xml"}
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
SALE = """
<Invoices><Invoice>
  <Type>ACCREC</Type><Status>AUTHORISED</Status><InvoiceNumber>1041</InvoiceNumber>
  <Contact><Name>Ada &amp; Byron</Name></Contact>
  <Date>2026-03-02T00:00:00</Date><DueDate>2026-03-16</DueDate><SentToContact>true</SentToContact>
  <LineItems><LineItem>
    <Description>Consultation</Description><Quantity>2</Quantity><UnitAmount>60.05</UnitAmount>
    <AccountCode>200</AccountCode><TaxType>EXEMPTOUTPUT</TaxType>
  </LineItem></LineItems>
</Invoice></Invoices>
"""


def tree(answer: httpx.Response) -> Element:
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    return fromstring(answer.content)  # noqa: S314 - the mock's own answer


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json; charset=utf-8"),
        ("APPLICATION/JSON; charset=utf-8", "application/json; charset=utf-8"),
        ("application/xml", "text/xml; charset=utf-8"),
        ("text/xml", "text/xml; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/xml; charset=utf-8"),
        ("application/xml;q=0.1, application/json", "application/json; charset=utf-8"),
        ("application/xml, application/json;q=0", "text/xml; charset=utf-8"),
        ("text/plain", "text/xml; charset=utf-8"),
        ("application/json;q=much", "application/json; charset=utf-8"),
        (",;,", "text/xml; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
    ],
)
def test_the_dialect_is_the_one_that_the_caller_accepts(ask: Ask, accept: str, kind: str) -> None:
    answer = ask("GET", "Organisation", headers={"Accept": accept})

    assert answer.headers["content-type"] == kind


def test_whoever_accepts_nothing_in_particular_is_answered_in_xml(
    ask: Ask, organisation: Organisation
) -> None:
    answer = ask("GET", "Organisation", headers={"Accept": ""})

    assert tree(answer).findtext("Organisations/Organisation/Name") == organisation.name


def test_accepting_anything_means_xml_by_switch(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask]
) -> None:
    answer = talk(found(accept_of_anything_is_xml=True))("GET", "Organisation")

    assert answer.headers["content-type"] == "text/xml; charset=utf-8"


def test_an_invoice_written_in_xml_comes_back_in_xml(ask: Ask) -> None:
    answer = ask("PUT", "Invoices", content=SALE, headers=XML)

    response = tree(answer)
    assert (response.tag, response.findtext("Status")) == ("Response", "OK")
    assert response.findtext("DateTimeUTC") == "2026-03-01T21:00:00Z"
    (invoice,) = response.findall("Invoices/Invoice")
    assert invoice.findtext("Contact/Name") == "Ada & Byron"
    assert invoice.findtext("Total") == "120.10"
    assert (invoice.findtext("Date"), invoice.find("DateString")) == ("2026-03-02T00:00:00", None)
    assert invoice.findtext("UpdatedDateUTC") == "2026-03-01T21:00:00"
    assert invoice.findtext("SentToContact") == "true"
    assert [each.findtext("AddressType") for each in invoice.findall("Contact/Addresses/Address")] == [
        "STREET",
        "POBOX",
    ]


def test_xml_in_and_json_out_go_together(ask: Ask, sale: Body) -> None:
    written = ask("PUT", "Invoices", content=SALE, headers=XML | {"Accept": "application/json"})
    plain = ask("PUT", "Invoices", json=sale(InvoiceNumber="1042"), headers={"Accept": "text/xml"})

    assert written.json()["Invoices"][0]["SentToContact"] is True
    assert tree(plain).findtext("Invoices/Invoice/InvoiceNumber") == "1042"


def test_one_bare_element_needs_no_envelope(ask: Ask) -> None:
    answer = ask("PUT", "Contacts", content="<Contact><Name>Ada</Name></Contact>", headers=XML)

    assert tree(answer).findtext("Contacts/Contact/Name") == "Ada"


def test_a_payment_is_deleted_in_xml(ask: Ask, sale: Body, payment: Body) -> None:
    ask("PUT", "Invoices", json=sale())
    payment_id = ask("PUT", "Payments", json=payment()).json()["Payments"][0]["PaymentID"]

    answer = ask(
        "POST", f"Payments/{payment_id}", content="<Payment><Status>DELETED</Status></Payment>", headers=XML
    )

    assert tree(answer).findtext("Payments/Payment/Status") == "DELETED"


def test_a_page_says_in_xml_which_one_it_is(ask: Ask, sale: Body) -> None:
    ask("PUT", "Invoices", json=sale())

    response = tree(ask("GET", "Invoices?page=1", headers=XML))

    assert response.findtext("pagination/itemCount") == "1"
    assert response.findtext("Invoices/Invoice/LineItems/LineItem/LineAmount") == "120.00"


def test_a_refusal_lists_its_elements_with_their_type(ask: Ask) -> None:
    answer = ask("PUT", "Invoices", content=SALE.replace("2026-03-16", ""), headers=XML)

    exception = tree(answer)
    assert (answer.status_code, exception.tag) == (400, "ApiException")
    assert exception.findtext("Type") == "ValidationException"
    (element,) = exception.findall("Elements/DataContractBase")
    assert element.get(TYPE) == "Invoice"
    assert (
        element.findtext("ValidationErrors/ValidationError/Message") == "Invoice due date must be specified"
    )


def test_the_status_of_an_element_is_an_attribute(ask: Ask) -> None:
    answer = ask("PUT", "Invoices?summarizeErrors=false", content=SALE, headers=XML)

    (invoice,) = tree(answer).findall("Invoices/Invoice")
    assert (invoice.get("status"), invoice.find("StatusAttributeString")) == ("OK", None)


def test_what_is_not_implemented_says_so_in_xml_too(ask: Ask) -> None:
    answer = ask("GET", "Receipts", headers=XML)

    assert answer.status_code == 501
    assert tree(answer).findtext("Type") == "ApiMethodNotImplementedException"


def test_what_xero_takes_but_nothing_depends_on_is_dropped(ask: Ask) -> None:
    more = "<CISRate>1</CISRate><SubTotal>7</SubTotal><Payments><Payment /></Payments>"

    answer = ask("PUT", "Invoices", content=SALE.replace("<Type>", f"{more}<Type>"), headers=XML)

    assert tree(answer).findtext("Invoices/Invoice/SubTotal") == "120.10"


@pytest.mark.parametrize(
    ("body", "element"),
    [
        ("<Payments><Payment><HasAccount>true</HasAccount></Payment></Payments>", "HasAccount"),
        ("<Payment><amount>1</amount></Payment>", "amount"),
        ("<Payment><Amount>1</Amount><Amount>2</Amount></Payment>", "Amount"),
        ("<Payment><Amount><Cents>1</Cents></Amount></Payment>", "Cents"),
        ("<Payments><Invoice /></Payments>", "Invoice"),
        ("<Invoices />", "Invoices"),
    ],
)
def test_an_element_that_xero_does_not_know_is_refused_by_name(ask: Ask, body: str, element: str) -> None:
    answer = ask("PUT", "Payments", content=body, headers=XML)

    assert answer.status_code == 400
    assert tree(answer).findtext("Type") == "PostDataInvalidException"
    assert tree(answer).findtext("Message") == (
        f"The element '{element}' was not recognised. Ensure the element name has the correct case "
        "and that there are no duplicate elements of the same name."
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<Invoices>",
        b"\x00\xff",
        b'<?xml version="1.0" encoding="klingon"?><Invoices/>',
        b'<!DOCTYPE x [<!ENTITY a "aa">]><Invoices>&a;</Invoices>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><Invoices />',
        b"<Invoice><Total>much</Total></Invoice>",
        b"<Invoice><SentToContact>perhaps</SentToContact></Invoice>",
        b"<Invoice><Date>yesterday</Date></Invoice>",
        b"<Invoice>" + b"<LineItems>" * 5000 + b"</LineItems>" * 5000 + b"</Invoice>",
    ],
)
def test_xml_that_cannot_be_read_is_refused_as_a_whole(
    ask: Ask, organisation: Organisation, body: bytes
) -> None:
    answer = ask("PUT", "Invoices", content=body, headers=XML)

    assert answer.status_code == 400
    assert tree(answer).findtext("ErrorNumber") == "14"
    assert not organisation.books.invoices.all()


def test_a_bottomless_body_of_free_form_is_refused(ask: Ask, sale: Body, payment: Body) -> None:
    ask("PUT", "Invoices", json=sale())
    payment_id = ask("PUT", "Payments", json=payment()).json()["Payments"][0]["PaymentID"]
    body = "<Payment>" + "<a>" * 5000 + "</a>" * 5000 + "</Payment>"

    answer = ask("POST", f"Payments/{payment_id}", content=body, headers=XML)

    assert answer.status_code == 400


def test_text_that_xml_cannot_hold_is_left_out_of_it(ask: Ask) -> None:
    ask("PUT", "Contacts", json={"Name": "A\x01da", "FirstName": "<b>\u00e9"})

    contact = tree(ask("GET", "Contacts", headers=XML)).find("Contacts/Contact")

    assert contact is not None
    assert (contact.findtext("Name"), contact.findtext("FirstName")) == ("Ada", "<b>\u00e9")


NAMES = ("Invoices", "Invoice", "Quotes", "Quote", "Contact", "LineItems", "LineItem", "Date", "Total", "Odd")
TEXTS = st.sampled_from(
    ["", "1", "-1e999", "true", "2026-03-02", "&amp;", "AUTHORISED", "\u00e9", "<![CDATA[<]]>"]
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(st.tuples(st.sampled_from(NAMES), inner), max_size=4).map(
        lambda children: "".join(f"<{name}>{text}</{name}>" for name, text in children)
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(root=st.sampled_from(NAMES), inner=TREES, resource=st.sampled_from(["Invoices", "Quotes", "Contacts"]))
def test_no_tree_of_elements_upsets_xero(ask: Ask, root: str, inner: str, resource: str) -> None:
    answer = ask("POST", resource, content=f"<{root}>{inner}</{root}>".encode(), headers=XML)

    assert answer.status_code in {200, 400}
    assert tree(answer).tag in {"Response", "ApiException"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
def test_no_bytes_upset_xero(ask: Ask, organisation: Organisation, body: bytes) -> None:
    answer = ask("PUT", "Invoices", content=body, headers=XML)

    assert (answer.status_code, tree(answer).findtext("ErrorNumber")) == (400, "14")
    assert not organisation.books.invoices.all()
