"""/Quotes as an app meets them: offered, answered, printed, never posted."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Offer = Callable[..., dict[str, Any]]
ZERO = "00000000-0000-0000-0000-000000000000"
NOBODY = "7ef31b20-de17-4312-8382-412f869b1510"


@pytest.fixture
def offer() -> Offer:
    """A quote over ten sessions as a body, with whatever the test says differently."""

    def body(**said: Any) -> dict[str, Any]:
        line = {"Description": "Sessions", "Quantity": 10, "UnitAmount": 80, "AccountCode": "200"}
        return {
            "Contact": {"Name": "Ada Byron"},
            "Date": "2026-03-02",
            "ExpiryDate": "2026-03-30",
            "Title": "Course of treatment",
            "Summary": "Ten sessions",
            "Terms": "Payable in advance",
            "LineItems": [line],
            **said,
        }

    return body


@pytest.fixture
def made(ask: Ask, offer: Offer) -> Callable[..., dict[str, Any]]:
    """Create a quote and return it as answered."""

    def create(**said: Any) -> dict[str, Any]:
        found: dict[str, Any] = ask("PUT", "Quotes", json={"Quotes": [offer(**said)]}).json()["Quotes"][0]
        return found

    return create


def said(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def numbers(answer: httpx.Response) -> set[str]:
    return {each["QuoteNumber"] for each in answer.json()["Quotes"]}


def test_a_quote_comes_back_with_a_number_and_computed_totals(ask: Ask, offer: Offer) -> None:
    answer = ask("PUT", "Quotes", json=offer())

    assert list(answer.json())[:2] == ["SummarizeErrors", "Id"]
    (quote,) = answer.json()["Quotes"]
    assert (quote["QuoteNumber"], quote["Status"], quote["LineAmountTypes"]) == (
        "QU-0001",
        "DRAFT",
        "EXCLUSIVE",
    )
    assert (quote["SubTotal"], quote["TotalTax"], quote["Total"], quote["TotalDiscount"]) == (800, 80, 880, 0)
    assert (quote["Title"], quote["Summary"], quote["Terms"]) == (
        "Course of treatment",
        "Ten sessions",
        "Payable in advance",
    )
    assert (quote["DateString"], quote["ExpiryDateString"]) == ("2026-03-02T00:00:00", "2026-03-30T00:00:00")
    assert quote["Contact"]["Name"] == "Ada Byron"


def test_the_envelope_says_whether_errors_are_summarised(ask: Ask, offer: Offer) -> None:
    batch = {"Quotes": [offer(), offer(LineItems=[])]}

    answer = ask("PUT", "Quotes?summarizeErrors=false", json=batch)

    assert answer.json()["SummarizeErrors"] is False
    assert [each["StatusAttributeString"] for each in answer.json()["Quotes"]] == ["OK", "ERROR"]
    assert ask("GET", "Quotes").json()["SummarizeErrors"] is True


def test_a_discount_is_taken_off_and_summed_up(made: Callable[..., dict[str, Any]]) -> None:
    line = {"Description": "Fish", "Quantity": 1, "UnitAmount": 19.95, "DiscountRate": 10}

    quote = made(LineItems=[line], LineAmountTypes="NOTAX")

    assert (quote["Total"], quote["TotalDiscount"], quote["LineAmountTypes"]) == (17.96, 1.99, "NOTAX")


def test_a_quote_is_never_posted(
    ask: Ask, organisation: Organisation, made: Callable[..., dict[str, Any]]
) -> None:
    quote = made(Status="SENT")
    ask("POST", f"Quotes/{quote['QuoteID']}", json={"Status": "ACCEPTED"})

    assert not organisation.books.invoices.all()
    assert not organisation.books.journal.entries()


@pytest.mark.parametrize(
    "way",
    [
        ["SENT", "ACCEPTED", "INVOICED", "DELETED"],
        ["SENT", "DECLINED", "ACCEPTED", "SENT"],
        ["SENT", "DRAFT", "DELETED"],
    ],
)
def test_a_quote_goes_its_way(ask: Ask, made: Callable[..., dict[str, Any]], way: list[str]) -> None:
    path = f"Quotes/{made()['QuoteID']}"

    answers = [ask("POST", path, json={"Status": status}) for status in way]

    assert [each.json()["Quotes"][0]["Status"] for each in answers] == way
    history = [each["Changes"] for each in ask("GET", f"{path}/History").json()["HistoryRecords"]]
    assert history == [*(status.title() for status in reversed(way)), "Created"]


@pytest.mark.parametrize(
    ("way", "last"),
    [
        ([], "ACCEPTED"),
        ([], "INVOICED"),
        (["DELETED"], "DRAFT"),
        (["SENT", "ACCEPTED", "INVOICED"], "SENT"),
    ],
)
def test_a_status_that_may_not_follow_is_refused(
    ask: Ask, made: Callable[..., dict[str, Any]], way: list[str], last: str
) -> None:
    path = f"Quotes/{made()['QuoteID']}"
    for status in way:
        ask("POST", path, json={"Status": status})

    answer = ask("POST", path, json={"Status": last})

    assert said(answer) == ["Quote not of valid status for modification"]
    assert ask("GET", path).json()["Quotes"][0]["Status"] == (way or ["DRAFT"])[-1]


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"Status": "ACCEPTED"}, "Quote not of valid status for creation"),
        ({"Contact": None}, "A Contact must be specified for this type of transaction"),
        ({"Contact": {"ContactID": NOBODY}}, "The contact could not be found"),
        ({"LineItems": []}, "One or more line items must be specified"),
        ({"LineItems": [{"UnitAmount": 1}]}, "Line item description must be specified"),
        (
            {"LineItems": [{"Description": "x", "AccountCode": "999"}]},
            "Account code '999' is not a valid code for this document.",
        ),
        ({"ExpiryDate": "2026-03-01"}, "The expiry date cannot be before the date of the quote"),
        ({"CurrencyCode": "EUR"}, "Organisation is not subscribed to currency EUR"),
        ({"Title": "x" * 101}, "The title of a quote cannot be longer than 100 characters"),
        ({"Summary": "x" * 3001}, "The summary of a quote cannot be longer than 3000 characters"),
        ({"QuoteNumber": "x" * 256}, "The number of a quote cannot be longer than 255 characters"),
    ],
)
def test_what_is_no_quote_is_refused(
    ask: Ask, offer: Offer, organisation: Organisation, different: dict[str, Any], message: str
) -> None:
    answer = ask("PUT", "Quotes", json=offer(**different))

    assert said(answer) == [message]
    assert answer.json()["Elements"][0]["QuoteID"] == ZERO
    assert not organisation.books.quotes.by_change()


def test_put_refuses_a_used_number_and_post_updates_it(ask: Ask, offer: Offer) -> None:
    ask("PUT", "Quotes", json=offer(QuoteNumber="QU-0001"))

    refused = ask("PUT", "Quotes", json=offer(QuoteNumber="qu-0001"))
    updated = ask("POST", "Quotes", json=offer(QuoteNumber="QU-0001", Reference="again"))
    second = ask("POST", "Quotes", json=offer())

    assert said(refused) == ["Quote # must be unique."]
    assert updated.json()["Quotes"][0]["Reference"] == "again"
    assert second.json()["Quotes"][0]["QuoteNumber"] == "QU-0002"


def test_an_update_keeps_what_it_does_not_say(ask: Ask, made: Callable[..., dict[str, Any]]) -> None:
    quote = made()

    updated = ask("POST", f"Quotes/{quote['QuoteID']}", json={"LineAmountTypes": "INCLUSIVE"}).json()[
        "Quotes"
    ][0]

    assert updated["LineItems"][0]["LineItemID"] == quote["LineItems"][0]["LineItemID"]
    assert (updated["SubTotal"], updated["TotalTax"], updated["Total"]) == (727.27, 72.73, 800)
    assert updated["Title"] == "Course of treatment"


def test_an_unknown_quote_is_a_404_to_read_and_an_error_to_write(ask: Ask) -> None:
    assert ask("GET", f"Quotes/{NOBODY}").status_code == 404
    assert ask("GET", "Quotes/QU-9").status_code == 404
    assert said(ask("POST", "Quotes", json={"QuoteID": NOBODY})) == [
        "The document with the supplied id was not found for this endpoint."
    ]


def test_quotes_are_found_by_their_own_parameters(ask: Ask, made: Callable[..., dict[str, Any]]) -> None:
    ada = made(Date="2026-03-01", ExpiryDate="2026-03-10")["Contact"]["ContactID"]
    made(Date="2026-03-05", ExpiryDate="2026-03-20", Status="SENT")
    made(Date="2026-03-09", ExpiryDate=None, Contact={"Name": "Bea"})

    found = {
        query: numbers(ask("GET", f"Quotes?{query}"))
        for query in (
            "Status=SENT",
            "DateFrom=2026-03-05",
            "DateTo=2026-03-05",
            "DateFrom=2026-03-02&DateTo=2026-03-08",
            "ExpiryDateFrom=2026-03-11",
            "ExpiryDateTo=2026-03-19",
            f"ContactID={ada}",
            "QuoteNumber=qu-0003",
            'where=Title.Contains("course")&page=1',
            "page=2",
        )
    }

    assert list(found.values()) == [
        {"QU-0002"},
        {"QU-0002", "QU-0003"},
        {"QU-0001", "QU-0002"},
        {"QU-0002"},
        {"QU-0002"},
        {"QU-0001"},
        {"QU-0001", "QU-0002"},
        {"QU-0003"},
        {"QU-0001", "QU-0002", "QU-0003"},
        set(),
    ]


def test_a_page_of_quotes_comes_in_the_order_asked_for_without_counting(
    ask: Ask, made: Callable[..., dict[str, Any]]
) -> None:
    for title in ("b", "c", "a"):
        made(Title=title)

    answer = ask("GET", "Quotes?page=1&pageSize=2&order=Title DESC").json()

    assert [each["Title"] for each in answer["Quotes"]] == ["c", "b"]
    assert "pagination" not in answer


def test_an_unreadable_day_is_refused(ask: Ask) -> None:
    answer = ask("GET", "Quotes?DateFrom=soon")

    assert (answer.status_code, answer.json()["Type"]) == (400, "QueryParseException")


def test_only_quotes_that_changed_since_are_sent(ask: Ask, made: Callable[..., dict[str, Any]]) -> None:
    made()

    later = ask("GET", "Quotes", headers={"If-Modified-Since": "2026-03-01T21:00:00"})
    earlier = ask("GET", "Quotes", headers={"If-Modified-Since": "2026-03-01T20:59:59"})

    assert (numbers(later), numbers(earlier)) == (set(), {"QU-0001"})


def test_a_quote_is_printed(ask: Ask, made: Callable[..., dict[str, Any]]) -> None:
    quote_id = made()["QuoteID"]

    answer = ask("GET", f"Quotes/{quote_id}/pdf")

    assert answer.headers["content-type"] == "application/pdf"
    for words in (b"Quote QU-0001", b"To: Ada Byron", b"Expires: 2026-03-30", b"Total: 880.00 AUD"):
        assert words in answer.content
    accepted = ask("GET", f"Quotes/{quote_id}", headers={"Accept": "application/pdf"})
    assert accepted.content == answer.content


def test_files_are_attached_to_a_quote(ask: Ask, made: Callable[..., dict[str, Any]]) -> None:
    path = f"Quotes/{made()['QuoteID']}"

    ask("PUT", f"{path}/Attachments/plan.pdf", content=b"%PDF")

    assert ask("GET", f"{path}/Attachments/plan.pdf").content == b"%PDF"
    assert "HasAttachments" not in ask("GET", path).json()["Quotes"][0]


def test_a_quote_is_written_and_read_in_xml(ask: Ask) -> None:
    body = """<Quote><Contact><Name>Ada</Name></Contact><LineItems><LineItem><Description>Plan</Description>
    <UnitAmount>5</UnitAmount></LineItem></LineItems></Quote>"""

    answer = ask("PUT", "Quotes", content=body, headers={"Content-Type": "text/xml", "Accept": "text/xml"})

    assert b"<QuoteNumber>QU-0001</QuoteNumber>" in answer.content
    assert b"<SummarizeErrors>true</SummarizeErrors>" in answer.content
