"""Whatever nonsense arrives, Xero's own way of saying no comes back, and the books stay as they were."""

from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.endpoints import accounting_routes, elsewhere
from tests.contract.books_as_data import books_as_data

Raw = Callable[..., httpx.Response]
BASE: Final = "/api.xro/2.0/"
GUID: Final = "7ef31b20-de17-4312-8382-412f869b1510"
WRITES: Final = sorted(
    {
        (method, route.path.removeprefix(BASE))
        for route in accounting_routes()
        if route not in elsewhere.ROUTES
        for method in route.methods or ()
        if method in {"PUT", "POST"}
    }
)
LISTS: Final = sorted(
    {
        route.path.removeprefix(BASE)
        for route in accounting_routes()
        if route not in elsewhere.ROUTES and "GET" in (route.methods or ()) and "{" not in route.path
    }
)
JSON: Final = {"Content-Type": "application/json"}
XML: Final = {"Content-Type": "text/xml"}
MALFORMED_JSON: Final = {
    "nothing": b"",
    "a beginning": b'{"Invoices": [{"Type": ',
    "too many ends": b'{"Invoices": []}}',
    "single quotes": b"{'Type': 'ACCREC'}",
    "a trailing comma": b'{"Type": "ACCREC",}',
    "a text": b'"Invoices"',
    "a number": b"1041",
    "a truth": b"true",
    "nothing at all": b"null",
    "a NUL": b"\x00",
    "a NUL in the midst": b'{"Type": \x00"ACCREC"}',
    "a NUL in a text": b'{"Type": "AC\x00CREC"}',
    "bytes that are no text": b'{"Name": "\xff\xfe\xfa"}',
    "UTF-16": '{"Name": "Ada"}'.encode("utf-16"),
    "half a letter": b'{"Name": "\\ud8"}',
    "a hundred thousand lists": b"[" * 100_000,
    "a hundred thousand objects": b'{"a":' * 100_000,
    "a page": b"<html><body>502 Bad Gateway</body></html>",
}
MALFORMED_XML: Final = {
    "a beginning": b"<Invoices><Invoice>",
    "crossed elements": b"<Invoices><Invoice></Invoices></Invoice>",
    "two roots": b"<Invoices/><Invoices/>",
    "no name": b"< >",
    "a NUL": b"<Invoices>\x00</Invoices>",
    "an entity that grows": b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><Invoices>&c;'
    b"</Invoices>",
    "a file of the machine": b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><Invoices>&f;'
    b"</Invoices>",
    "ten thousand depths": b"<a>" * 10_000 + b"</a>" * 10_000,
}
LINE: Final = b'"Description":"x","Quantity":1,"UnitAmount":1,"AccountCode":"200"'
ABSURD_NUMBERS: Final = (
    *("1e308", "-1e308", "1e400", "-1e400", "1" + "0" * 400, "-1" + "0" * 400, "1e999999999"),
    *('"NaN"', '"Infinity"', '"-Infinity"', '"1e308"', '"twelve"', '""', "[]", "{}", "true", "[1]"),
    *('"0x10"', "999999999999999999999999"),
)
ABSURD_DATES: Final = (
    *(
        '"0000-01-01"',
        '"99999-01-01"',
        '"2026-02-30"',
        '"-2026-01-01"',
        '"2026-13-01"',
        '"2026-03-02T25:00:00"',
    ),
    *(
        '"/Date(99999999999999999999)/"',
        '"/Date(-62135596800001)/"',
        '"/Date(1e5)/"',
        '"/Date()/"',
        '"tomorrow"',
    ),
    *("1e308", "-1", "[]", "{}", "true", '"\\u0000"'),
)


@pytest.fixture(autouse=True)
def nothing_is_written(mock: MockXero) -> Any:
    """The books of every organisation are the same after a test here as before it."""
    before = [books_as_data(each) for each in mock.organisations.values()]
    yield
    assert [books_as_data(each) for each in mock.organisations.values()] == before


def is_refusal(answer: httpx.Response) -> bool:
    """Whether the answer is a 400 in Xero's words, in JSON or XML, or its 404 page (facts §4.5, §4.6)."""
    kind = str(answer.headers.get("content-type", ""))
    if answer.status_code == 404:
        return kind == "text/html; charset=utf-8"
    if answer.status_code != 400:
        return False
    if "xml" in kind:
        return "<ErrorNumber>" in answer.text and "<Type>" in answer.text
    return bool({"ErrorNumber", "Type", "Message"} <= answer.json().keys())


def filled(path: str) -> str:
    """Return the path of a route with an id that names nothing."""
    parts = (GUID if part.startswith("{") else part for part in path.split("/"))
    return "/".join(parts)


@pytest.mark.parametrize("body", MALFORMED_JSON.values(), ids=MALFORMED_JSON)
def test_malformed_json_is_refused_everywhere(raw: Raw, body: bytes) -> None:
    answers = {path: raw(path[0], filled(path[1]), content=body, headers=JSON) for path in WRITES}

    assert [path for path, answer in answers.items() if not is_refusal(answer)] == []


@pytest.mark.parametrize("body", MALFORMED_XML.values(), ids=MALFORMED_XML)
def test_malformed_xml_is_refused_everywhere(raw: Raw, body: bytes) -> None:
    answers = {path: raw(path[0], filled(path[1]), content=body, headers=XML) for path in WRITES}

    assert [path for path, answer in answers.items() if not is_refusal(answer)] == []


@pytest.mark.parametrize("number", ABSURD_NUMBERS)
@pytest.mark.parametrize("member", ["Quantity", "UnitAmount", "TaxAmount", "DiscountRate", "LineAmount"])
def test_an_absurd_number_in_a_line_is_refused(raw: Raw, member: str, number: str) -> None:
    line = f'{{"Description":"x","AccountCode":"200","Quantity":2,"{member}":{number}}}'

    answer = raw("PUT", "Invoices", content=invoice(f'"LineItems":[{line}]'), headers=JSON)

    assert is_refusal(answer)


def test_huge_factors_and_tiny_divisors_are_refused_by_a_rule(raw: Raw) -> None:
    largest = "999999999999"
    lines = [
        f'{{"Description":"x","AccountCode":"200","Quantity":{largest},"UnitAmount":{largest},"DiscountRate":-{largest}}}',
        '{"Description":"x","AccountCode":"200","Quantity":1e-28,"LineAmount":999999}',
    ]

    answers = [
        raw("PUT", "Invoices", content=invoice(f'"LineItems":[{line}]'), headers=JSON) for line in lines
    ]

    assert all(is_refusal(each) for each in answers)


@pytest.mark.parametrize("number", [*ABSURD_NUMBERS, "0", "-1", "0.001"])
def test_an_absurd_amount_of_a_payment_is_refused(raw: Raw, number: str) -> None:
    body = f'{{"Invoice":{{"InvoiceNumber":"1041"}},"Account":{{"Code":"611"}},"Amount":{number}}}'

    assert is_refusal(raw("PUT", "Payments", content=body, headers=JSON))


@pytest.mark.parametrize("day", ABSURD_DATES)
@pytest.mark.parametrize("member", ["Date", "DueDate"])
def test_an_absurd_date_is_refused(raw: Raw, member: str, day: str) -> None:
    body = invoice(f'"{member}":{day},"LineItems":[{{{LINE.decode()}}}]')

    assert is_refusal(raw("PUT", "Invoices", content=body, headers=JSON))


@pytest.mark.parametrize(
    ("resource", "member"),
    [
        ("Invoices", '"Contact":7'),
        ("Invoices", '"Contact":[]'),
        ("Invoices", '"LineItems":{}'),
        ("Invoices", '"LineItems":["x"]'),
        ("Invoices", '"LineItems":7'),
        ("Invoices", '"Type":"SALE"'),
        ("Invoices", '"Status":7'),
        ("Invoices", '"SentToContact":"perhaps"'),
        ("Invoices", '"InvoiceID":"1041"'),
        ("Invoices", '"LineAmountTypes":"Both"'),
        ("Contacts", '"Name":{}'),
        ("Contacts", '"Addresses":{"City":"x"}'),
        ("Contacts", '"Phones":["x"]'),
        ("Contacts", '"ContactStatus":"GONE"'),
        ("Contacts", '"ContactPersons":[[]]'),
        ("Payments", '"Invoice":"1041"'),
        ("Payments", '"Account":["611"]'),
        ("Payments", '"IsReconciled":"maybe"'),
    ],
)
def test_a_member_of_the_wrong_type_is_refused(raw: Raw, resource: str, member: str) -> None:
    answers = [
        raw("PUT", resource, content=f"{{{member}}}", headers=JSON),
        raw("PUT", resource, content=f'{{"{resource}":[{{{member}}}]}}', headers=JSON),
    ]

    assert all(is_refusal(each) for each in answers)


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "a\\udc00b"])
@pytest.mark.parametrize(
    "body",
    [
        '{{"Contact":{{"Name":"{half}"}},"Type":"ACCREC"}}',
        '{{"Type":"{half}"}}',
        '{{"InvoiceNumber":"{half}"}}',
        '{{"{half}":1}}',
    ],
)
def test_half_a_letter_is_refused(raw: Raw, body: str, half: str) -> None:
    assert is_refusal(raw("PUT", "Invoices", content=body.format(half=half), headers=JSON))


def test_of_two_members_of_the_same_name_one_counts(raw: Raw) -> None:
    answer = raw("PUT", "Invoices", content=b'{"Type":"ACCREC","Type":"ACCPAY","Invoices":[],"Date":1}')

    assert answer.status_code in {200, 400}


def test_a_body_beyond_ten_megabytes_is_too_large(raw: Raw) -> None:
    answer = raw("PUT", "Contacts", content=b'{"Name":"' + b"a" * (10 * 1024 * 1024) + b'"}', headers=JSON)

    assert answer.status_code == 413


def test_a_name_of_nine_megabytes_is_too_long(raw: Raw) -> None:
    answer = raw("PUT", "Contacts", content=b'{"Name":"' + b"a" * (9 * 1024 * 1024) + b'"}', headers=JSON)

    assert is_refusal(answer)


@pytest.mark.parametrize("resource", ["Invoices", "Contacts", "Payments"])
def test_two_thousand_empty_elements_are_refused_one_by_one(raw: Raw, resource: str) -> None:
    answer = raw("PUT", resource, json={resource: [{}] * 2_000})

    assert is_refusal(answer)
    assert len(answer.json()["Elements"]) == 2_000


def test_a_hundred_thousand_nonsensical_elements_are_refused_as_a_whole(raw: Raw) -> None:
    assert is_refusal(raw("PUT", "Invoices", json={"Invoices": [7] * 100_000}))


@pytest.mark.parametrize(
    "query",
    [
        *("page=1" + "0" * 400, "page=-1", "page=1e308", "page=NaN", "page=", "pageSize=0", "pageSize=-7"),
        *("pageSize=1" + "0" * 400, "page=\u0663", "page=%00", "page=%ff", "page=1&page=2", "unitdp=x"),
        *("unitdp=99999999999", "summarizeErrors=maybe", "IDs=,,,", "IDs=%00", "IDs=" + "x," * 5_000),
        *("Statuses=%ff", "includeArchived=7", "searchTerm=%00", "searchTerm=%ed%a0%80", "&&&=&=", "%ff=%fe"),
    ],
)
def test_an_absurd_parameter_is_clamped_ignored_or_refused(raw: Raw, query: str) -> None:
    answers = {path: raw("GET", f"{path}?{query}") for path in LISTS}

    odd = [path for path, each in answers.items() if each.status_code != 200 and not is_refusal(each)]
    assert odd == []


@pytest.mark.parametrize(
    "clause",
    [
        *("(" * 10_000, "!" * 10_000 + "true", 'Status=="A' + "A" * 50_000 + '"', "\x00", "Status", "=="),
        *(
            "Date==DateTime(0,0,0)",
            "Date==DateTime(99999,1,1)",
            "Date==DateTime(1e9,1,1)",
            "Date==DateTime()",
        ),
        *('Date==DateTime.Parse("")', 'X.Y.Z.W=="a"', 'Guid()==""', "1==1==1", "Total==" + "9" * 5_000),
        *('Name.Contains("a").Contains("b")', "Total>DateTime(2026,1,1)", "null", "true", "\U0001f600"),
        *(
            "Date==DateTime(" + "9" * 5_000 + ",1,1)",
            "Date==DateTime(2026.5,1,1)",
            " OR ".join(["true"] * 5_000),
        ),
    ],
    ids=lambda clause: clause[:40].encode("unicode_escape").decode(),
)
@pytest.mark.parametrize("parameter", ["where", "order"])
def test_an_absurd_question_is_answered_or_refused(raw: Raw, parameter: str, clause: str) -> None:
    answers = {path: raw("GET", path, params={parameter: clause}) for path in LISTS}

    odd = [path for path, each in answers.items() if each.status_code != 200 and not is_refusal(each)]
    assert odd == []


@pytest.mark.parametrize(
    "header",
    [
        {"If-Modified-Since": "0000-00-00"},
        {"If-Modified-Since": "99999-01-01T00:00:00"},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "0001-01-01T00:00:00+14:00"},
        {"If-Modified-Since": "9999-12-31T23:59:59-14:00"},
        {"If-Modified-Since": "Mon, 99 Foo 99999 25:61:61 GMT"},
        {"If-Modified-Since": b"\xff\xfe"},
        {"Accept": "nonsense"},
        {"Accept": b"\xff"},
        {"Accept-Encoding": "klingon"},
        {"Content-Type": "application/json; charset=klingon"},
        {"Idempotency-Key": "key"},
        {"X-Nonsense": "a" * 60_000},
    ],
    ids=str,
)
def test_an_absurd_header_is_no_reason_to_break(raw: Raw, header: dict[str, Any]) -> None:
    answers = [raw("GET", path, headers=header) for path in LISTS]

    assert all(each.status_code == 200 or is_refusal(each) for each in answers)


@pytest.mark.parametrize("key", [b"a" * 129, b"\xff" * 10, b"a" * 60_000])
def test_an_absurd_idempotency_key_is_no_reason_to_break(raw: Raw, key: bytes) -> None:
    answer = raw("PUT", "Invoices", content=b"{", headers={**JSON, "Idempotency-Key": key})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("bearer", "status"),
    [
        *(
            (bearer, 401)
            for bearer in (b"", b"Bearer", b"Bearer ", b"Basic eDp5", b"\xff\xfe", b"Bearer \xff")
        ),
        *((bearer, 401) for bearer in (b"Bearer a.b.c", b"Bearer ..", b"Bearer " + b"a" * 60_000)),
        (b"Bearer eyJhbGciOiJub25lIn0.e30.", 401),
    ],
)
def test_a_broken_token_is_unauthorised(raw: Raw, bearer: bytes, status: int) -> None:
    answers = [raw("GET", path, headers={"Authorization": bearer}) for path in LISTS]

    assert {each.status_code for each in answers} == {status}


@pytest.mark.parametrize("tenant", [b"x", b"\xff", b"00000000-0000-0000-0000-000000000000", b"a" * 60_000])
def test_a_tenant_that_is_none_is_forbidden(raw: Raw, tenant: bytes) -> None:
    answers = [raw("GET", path, headers={"xero-tenant-id": tenant}) for path in LISTS]

    assert {each.status_code for each in answers} == {403}


@pytest.mark.parametrize("name", ["%00", "%ff", "..", "%2e%2e", "a" * 5_000, "\U0001f600", "'", "%", "{}"])
def test_an_absurd_path_is_not_there(raw: Raw, name: str) -> None:
    answers = [raw("GET", f"{path}/{name}") for path in LISTS]

    assert all(is_refusal(each) or each.status_code in {200, 501} for each in answers)


def invoice(members: str) -> bytes:
    """Return the body of an invoice that lacks nothing but what the test says."""
    others = '"Type":"ACCREC","Status":"AUTHORISED","Contact":{"Name":"Ada"},"DueDate":"2026-03-16"'
    return f"{{{others},{members}}}".encode()
