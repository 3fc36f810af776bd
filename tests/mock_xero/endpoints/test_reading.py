"""Lists and single reads: filters, pages, orders, and what is not modelled (facts §4.6, §4.8)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
NUMBERS = [str(1000 + place) for place in range(25)]


@pytest.fixture
def many(ask: Ask, clock: SettableClock, sale: Body) -> Ask:
    """25 invoices for five patients, one a second; every fifth is a draft."""
    for place, number in enumerate(NUMBERS):
        status = "DRAFT" if place % 5 == 0 else "AUTHORISED"
        contact = {"ContactNumber": f"P{place % 5}", "Name": f"Patient {place % 5}"}
        ask("PUT", "Invoices", json=sale(InvoiceNumber=number, Status=status, Contact=contact))
        clock.advance(1)
    return ask


def numbers(answer: httpx.Response) -> list[str]:
    return [each["InvoiceNumber"] for each in answer.json()["Invoices"]]


def test_without_a_page_everything_comes_but_no_lines(many: Ask) -> None:
    answer = many("GET", "Invoices")

    assert numbers(answer) == NUMBERS
    assert "pagination" not in answer.json()
    assert not any(each["LineItems"] for each in answer.json()["Invoices"])


def test_pages_come_with_lines_and_say_where_they_are(many: Ask) -> None:
    pages = [many("GET", f"Invoices?page={page}&pageSize=10") for page in (1, 2, 3, 4)]

    assert [number for page in pages for number in numbers(page)] == NUMBERS
    assert pages[1].json()["pagination"] == {"page": 2, "pageSize": 10, "pageCount": 3, "itemCount": 25}
    assert all(each["LineItems"] for each in pages[0].json()["Invoices"])


@pytest.mark.parametrize(
    ("query", "page", "size"),
    [("page=0", 1, 100), ("page=1&pageSize=5000", 1, 1000), ("pageSize=0", 1, 1), ("page=x", 1, 100)],
)
def test_a_page_out_of_range_is_clamped(many: Ask, query: str, page: int, size: int) -> None:
    pagination = many("GET", f"Invoices?{query}").json()["pagination"]

    assert (pagination["page"], pagination["pageSize"]) == (page, size)


@pytest.mark.parametrize(
    "query", ["Statuses=DRAFT,VOIDED", "statuses=draft", "summaryOnly=true&Statuses=DRAFT"]
)
def test_statuses_and_summaries_force_paging(many: Ask, query: str) -> None:
    answer = many("GET", f"Invoices?{query}")

    assert numbers(answer) == NUMBERS[::5]
    assert answer.json()["pagination"]["itemCount"] == 5


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"InvoiceNumbers": "1001,1003,nope"}, ["1001", "1003"]),
        ({"InvoiceNumbers": "1000,1001", "Statuses": "AUTHORISED"}, ["1001"]),
        ({"where": 'InvoiceNumber=="1007"'}, ["1007"]),
        ({"where": 'Status=="DRAFT" AND Contact.ContactNumber=="p0"', "page": "1"}, NUMBERS[::5]),
        ({"where": 'Contact.Name.Contains("ient 3") && AmountDue>=120'}, NUMBERS[3::5]),
        ({"where": 'InvoiceNumber="1001" OR InvoiceNumber="1002"'}, ["1001", "1002"]),
        ({"where": "Date>=DateTime(2026,03,03)"}, []),
        ({"searchTerm": "1024"}, ["1024"]),
        ({"order": "InvoiceNumber DESC", "pageSize": "2"}, ["1024", "1023"]),
        ({"order": "Contact.Name,InvoiceNumber DESC", "pageSize": "6"}, [*NUMBERS[20::-5], "1021"]),
        ({"createdByMyApp": "true", "where": 'InvoiceNumber=="1001"'}, ["1001"]),
    ],
)
def test_filters_and_orders(many: Ask, query: dict[str, str], wanted: list[str]) -> None:
    assert numbers(many("GET", "Invoices", params=query)) == wanted


def test_ids_and_contact_ids_narrow_the_list(many: Ask) -> None:
    one, two = many("GET", "Invoices?page=1&pageSize=2").json()["Invoices"]
    contact_id = one["Contact"]["ContactID"]

    by_ids = many("GET", "Invoices", params={"IDs": f"{two['InvoiceID'].upper()},{one['InvoiceID']}"})
    by_contact = many("GET", "Invoices", params={"ContactIDs": contact_id})
    by_where = many("GET", "Invoices", params={"where": f'Contact.ContactID==Guid("{contact_id}")'})

    assert numbers(by_ids) == ["1000", "1001"]
    assert numbers(by_contact) == numbers(by_where) == NUMBERS[::5]


def test_modified_since_is_strictly_newer_unless_the_switch_says_otherwise(
    found: Callable[..., Organisation],
    talk: Callable[[Organisation], Ask],
    sale: Body,
) -> None:
    counts = []
    for switches in ({}, {"modified_since_is_inclusive": True}, {"modified_since_empty_is_304": True}):
        ask = talk(found(**switches))
        ask("PUT", "Invoices", json=sale())
        answer = ask("GET", "Invoices", headers={"If-Modified-Since": "2026-03-01T21:00:00"})
        counts.append((answer.status_code, answer.text.count('"InvoiceID"')))

    assert counts == [(200, 0), (200, 1), (304, 0)]


def test_a_modified_since_that_cannot_be_read_is_ignored(many: Ask) -> None:
    answer = many("GET", "Invoices", headers={"If-Modified-Since": "last Tuesday"})

    assert len(numbers(answer)) == 25


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        ("InvoiceNumber=='1001'", "Character literal must contain exactly one character"),
        ('InvoiceNumber=="1001', "Unterminated string literal"),
        ("InvoiceNumber==", "Expression expected"),
        ('Colour=="red"', "No property or field 'Colour' exists in type 'Invoice'"),
        ('InvoiceID=="x"', "Operator '==' incompatible with operand types 'Guid' and 'String'"),
    ],
)
def test_a_clause_that_cannot_be_parsed_is_refused_in_xeros_words(
    ask: Ask, clause: str, message: str
) -> None:
    answer = ask("GET", "Invoices", params={"where": clause})

    assert answer.status_code == 400
    assert answer.json() == {"ErrorNumber": 16, "Type": "QueryParseException", "Message": message}


def test_one_invoice_is_read_by_id_or_number_with_its_lines(many: Ask) -> None:
    by_number = many("GET", "Invoices/1001").json()["Invoices"][0]

    by_id = many("GET", f"Invoices/{by_number['InvoiceID']}").json()["Invoices"][0]

    assert by_id == by_number
    assert len(by_id["LineItems"]) == 1


@pytest.mark.parametrize(
    "path", ["Invoices/9", "Contacts/9", "Accounts/9", "TaxRates/NONE", "Nonsense", "Nonsense/9"]
)
def test_what_does_not_exist_is_a_page_and_not_json(ask: Ask, path: str) -> None:
    answer = ask("GET", path)

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert answer.text == "The resource you're looking for cannot be found"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "PurchaseOrders"),
        ("PUT", "Invoices/1001/History"),
        ("DELETE", "Invoices"),
        ("PUT", "Organisation"),
    ],
)
def test_what_is_not_modelled_is_501(ask: Ask, method: str, path: str) -> None:
    answer = ask(method, path)

    assert answer.status_code == 501
    assert answer.json()["Type"] == "ApiMethodNotImplementedException"


def test_the_organisation_shows_its_lock_date_once_it_has_one(ask: Ask, organisation: Organisation) -> None:
    before = ask("GET", "Organisation").json()["Organisations"][0]
    organisation.bookkeeper.locks_period(organisation.today())
    after = ask("GET", "Organisation").json()["Organisations"][0]

    assert before["OrganisationID"] == organisation.tenant_id
    assert (before["Timezone"], before["BaseCurrency"]) == ("AUSEASTERNSTANDARDTIME", "AUD")
    assert "PeriodLockDate" not in before
    assert after["PeriodLockDate"] == "/Date(1772409600000+0000)/"


def test_the_accounts_that_take_payments_can_be_asked_for(ask: Ask) -> None:
    clause = 'EnablePaymentsToAccount==true OR Type=="BANK"'

    accounts = ask("GET", "Accounts", params={"where": clause, "order": "Code"}).json()["Accounts"]

    assert [each["Code"] for each in accounts[:4]] == ["090", "091", "610", "611"]
    assert accounts[0]["EnablePaymentsToAccount"] is False


def test_the_tax_rates_say_what_they_apply_to(ask: Ask) -> None:
    rates = {each["TaxType"]: each for each in ask("GET", "TaxRates").json()["TaxRates"]}

    assert rates["OUTPUT"]["EffectiveRate"] == 10
    assert rates["INPUT"]["CanApplyToRevenue"] is False
    assert ask("GET", "TaxRates/OUTPUT").json()["TaxRates"] == [rates["OUTPUT"]]


@pytest.mark.parametrize("ordering", list(Ordering))
def test_a_list_without_a_documented_order_comes_in_the_ordering_but_pages_never_overlap(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask], ordering: Ordering
) -> None:
    ask = talk(found(ordering=ordering))
    names = [f"Patient {place:02d}" for place in range(20)]
    for name in names:
        ask("PUT", "Contacts", json={"Name": name})

    listed = [each["Name"] for each in ask("GET", "Contacts").json()["Contacts"]]
    pages = [ask("GET", f"Contacts?page={page}&pageSize=7").json()["Contacts"] for page in (1, 2, 3)]

    assert sorted(listed) == names
    assert (listed == names) is (ordering is Ordering.OLDEST_FIRST)
    assert sorted(each["Name"] for page in pages for each in page) == names
