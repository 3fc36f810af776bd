"""Several apps, people and organisations: who reaches what, as whom, and how many may (facts §1)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.behaviour import Behaviour
from mock_xero.control.settable_clock import SettableClock
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
Consent = Callable[..., Mapping[str, str]]
API = "/api.xro/2.0"
CALLBACK = "http://localhost/"
DEMO = "demo@example.com"
SCOPE = (
    "accounting.transactions accounting.contacts accounting.settings accounting.reports.read offline_access"
)


@pytest.fixture
def consent(ask: Ask) -> Consent:
    """Let a person allow an app everything; return the headers of a call to an organisation."""
    return consenting(ask)


def consenting(ask: Ask) -> Consent:
    def headers(
        tenant: str = "", *, app: str = "demo-client", secret: str = "demo-secret", by: str = DEMO
    ) -> Any:
        asked = {"response_type": "code", "client_id": app, "redirect_uri": CALLBACK, "scope": SCOPE}
        back = ask("GET", "/identity/connect/authorize", params={**asked, "login_hint": by})
        assert back.status_code == 302, back.text
        code = httpx.URL(back.headers["location"]).params["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
        token = ask("POST", "/connect/token", data=form, auth=(app, secret)).json()["access_token"]
        return {"Authorization": f"Bearer {token}", "xero-tenant-id": tenant}

    return headers


@pytest.fixture
def add(ask: Ask) -> Callable[..., dict[str, Any]]:
    def added(what: str, **body: Any) -> dict[str, Any]:
        answer = ask("POST", f"/_mock/{what}", json=body)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return added


Add = Callable[..., dict[str, Any]]


def tenants(ask: Ask, headers: Mapping[str, str]) -> set[str]:
    return {each["tenantId"] for each in ask("GET", "/connections", headers=headers).json()}


def test_a_token_reaches_every_organisation_of_its_person_and_no_other(
    ask: Ask, add: Add, consent: Consent
) -> None:
    mine = add("organisations", name="Harbour Physio", members={})["tenant_id"]
    add("users", email="ada@example.com", organisations={"Harbour Physio": "STANDARD"})
    adas = consent(mine, by="ada@example.com")
    robins = consent(mine)

    names = ask("GET", f"{API}/Organisation", headers=adas).json()["Organisations"]

    assert [each["Name"] for each in names] == ["Harbour Physio"]
    assert tenants(ask, adas) == {mine}
    assert mine not in tenants(ask, robins)
    assert ask("GET", f"{API}/Organisation", headers=robins).status_code == 403


def test_apps_know_nothing_of_each_others_ties_and_tokens(ask: Ask, add: Add, consent: Consent) -> None:
    add("apps", name="Booking", client_id="booking", client_secret="s")
    demo = consent()

    booking = consent(app="booking", secret="s")
    for connection in ask("GET", "/connections", headers=booking).json():
        ask("DELETE", f"/connections/{connection['id']}", headers=booking)

    assert tenants(ask, booking) == set()
    assert len(tenants(ask, demo)) == 3


def test_who_loses_their_place_in_an_organisation_loses_the_tie(
    ask: Ask, add: Add, consent: Consent, mock: MockXero
) -> None:
    first, second, _ = mock.organisations
    add("users", email="ada@example.com", organisations={first: "STANDARD", second: "STANDARD"})
    headers = consent(first, by="ada@example.com")
    before = ask("GET", f"{API}/Contacts", headers=headers)

    add("users", email="ada@example.com", organisations={second: "STANDARD"})
    after = ask("GET", f"{API}/Contacts", headers=headers)

    assert [before.status_code, after.status_code] == [200, 403]
    assert tenants(ask, headers) == {second}


@pytest.mark.parametrize(
    ("place", "statuses"),
    [
        ("STANDARD", [200, 200, 501, 501]),
        ("FINANCIALADVISER", [200, 200, 501, 501]),
        ("READONLY", [200, 403, 501, 501]),
        ("INVOICEONLY", [200, 200, 501, 403]),
        ({"role": "STANDARD", "reports": False}, [200, 200, 501, 403]),
    ],
)
def test_a_role_may_do_what_it_may(
    ask: Ask, add: Add, consent: Consent, mock: MockXero, place: Any, statuses: list[int]
) -> None:
    tenant = next(iter(mock.organisations))
    add("users", email="ada@example.com", organisations={tenant: place})
    headers = consent(tenant, by="ada@example.com")

    answers = [
        ask("GET", f"{API}/Invoices", headers=headers),
        ask("PUT", f"{API}/Contacts", headers=headers, json={"Name": "Bob"}),
        ask("GET", f"{API}/Receipts", headers=headers),
        ask("GET", f"{API}/Reports/TenNinetyNine", headers=headers),
    ]

    assert [each.status_code for each in answers] == statuses


def test_a_role_that_lacks_the_permission_is_told_so_and_the_call_does_not_count(
    ask: Ask, add: Add, consent: Consent, mock: MockXero
) -> None:
    tenant = next(iter(mock.organisations))
    add("users", email="ada@example.com", organisations={tenant: "READONLY"})
    headers = consent(tenant, by="ada@example.com")

    refused = ask("PUT", f"{API}/Contacts", headers=headers, json={"Name": "Bob"})
    left = ask("GET", f"{API}/Contacts", headers=headers).headers["x-minlimit-remaining"]

    assert refused.json() | {"Instance": ""} == {
        "Type": None,
        "Title": "Forbidden",
        "Status": 403,
        "Detail": "AuthorizationUnsuccessful",
        "Instance": "",
        "Extensions": {},
    }
    assert left == "59"


@pytest.mark.parametrize(("role", "passes", "status"), [
    ("STANDARD", True, 400), ("FINANCIALADVISER", True, 200), ("FINANCIALADVISER", False, 400),
])  # fmt: skip
def test_an_adviser_works_before_the_period_lock_date(
    clock: SettableClock, talk: Callable[..., Ask], role: str, status: int, *, passes: bool
) -> None:
    behaviour = Behaviour(adviser_passes_period_lock=passes)
    mock = MockXero(clock, SeededChoices(7), behaviour=behaviour, auto_consent=True)
    tenant, organisation = next(iter(mock.organisations.items()))
    organisation.bookkeeper.locks_period(organisation.today())
    ask = talk(mock)
    ask("POST", "/_mock/users", json={"email": "ada@example.com", "organisations": {tenant: role}})
    headers = consenting(ask)(tenant, by="ada@example.com")
    line = {"Description": "x", "Quantity": 1, "UnitAmount": 10, "AccountCode": "200"}
    sale = {"Type": "ACCREC", "Contact": {"Name": "Bob"}, "Date": "2026-03-01", "DueDate": "2026-03-09",
            "Status": "AUTHORISED", "LineItems": [line]}  # fmt: skip

    answer = ask("PUT", f"{API}/Invoices", headers=headers, json=sale)

    assert answer.status_code == status
    assert ("period lock date" in answer.text) == (status == 400)


def test_an_adviser_does_not_pass_the_end_of_the_year(
    ask: Ask, add: Add, consent: Consent, mock: MockXero
) -> None:
    tenant, organisation = next(iter(mock.organisations.items()))
    organisation.books.settings.end_of_year_lock_date = organisation.today()
    add("users", email="ada@example.com", organisations={tenant: "FINANCIALADVISER"})
    line = {"Description": "x", "Quantity": 1, "UnitAmount": 10, "AccountCode": "200"}
    sale = {"Type": "ACCREC", "Contact": {"Name": "Bob"}, "Date": "2026-03-01", "DueDate": "2026-03-09",
            "Status": "AUTHORISED", "LineItems": [line]}  # fmt: skip

    refused = ask("PUT", f"{API}/Invoices", headers=consent(tenant, by="ada@example.com"), json=sale)

    assert "before the end of year lock date" in refused.text


def authorize(ask: Ask, app: str, scope: str = "openid") -> httpx.Response:
    asked = {"response_type": "code", "client_id": app, "redirect_uri": CALLBACK, "scope": scope}
    return ask("GET", "/identity/connect/authorize", params=asked)


def test_a_third_uncertified_app_of_an_organisation_is_refused_on_the_page(
    ask: Ask, add: Add, consent: Consent
) -> None:
    for name in ("one", "two"):
        add("apps", name=name, client_id=name, client_secret="s", certified=name == "two")
        consent(app=name, secret="s")
    consent()
    add("apps", name="four", client_id="four", client_secret="s")

    refused = authorize(ask, "four")

    assert refused.status_code == 400
    assert "Demo Company (AU) is connected with 2 uncertified apps already." in refused.text
    add("apps", name="four", client_id="four", client_secret="s", certified=True)
    assert authorize(ask, "four").status_code == 302


def test_an_app_over_the_limit_of_its_tier_is_refused_on_the_page(ask: Ask, add: Add) -> None:
    add("apps", name="Booking", client_id="booking", tier="starter")
    for number in range(3):
        add("organisations", name=f"Clinic {number}")

    refused = authorize(ask, "booking")

    assert refused.status_code == 400
    assert "Booking may be connected with 5 organisations at most, and is with 0." in refused.text


def test_an_organisation_that_two_people_connect_counts_once(
    ask: Ask, add: Add, consent: Consent, mock: MockXero
) -> None:
    add("apps", name="Booking", client_id="booking", client_secret="s", tier="starter")
    add("users", email="ada@example.com", organisations=dict.fromkeys(mock.organisations, "STANDARD"))

    consent(app="booking", secret="s")
    consent(app="booking", secret="s", by="ada@example.com")

    assert mock.identity.connections.tenants_of_app("booking") == set(mock.organisations)


def test_the_consent_page_offers_what_is_the_persons_own_and_tells_what_stands_in_the_way(
    clock: SettableClock, talk: Callable[..., Ask]
) -> None:
    mock = MockXero(clock, SeededChoices(7))
    ask = talk(mock)
    first = next(iter(mock.organisations))
    ask("POST", "/_mock/users", json={"email": "ada@example.com", "organisations": {first: "READONLY"}})
    mock.identity.connections.connect(("one", "x"), first, "event", clock.now())
    mock.identity.connections.connect(("two", "x"), first, "event", clock.now())
    for name in ("one", "two"):
        ask("POST", "/_mock/apps", json={"name": name, "client_id": name})
    login = form_token(authorize(ask, "demo-client"))
    person = {"form_token": login, "email": "ada@example.com", "password": "demo"}

    page = ask("POST", "/identity/login", data=person, follow_redirects=True)
    choice = {"form_token": form_token(page), "tenant": list(mock.organisations), "decision": "allow"}
    refused = ask("POST", "/identity/consent", data=choice)

    assert "Demo Company (AU)" in page.text
    assert "Riverside Practice" not in page.text
    assert refused.status_code == 400
    assert "is connected with 2 uncertified apps already. Remove one first." in refused.text


def form_token(page: httpx.Response) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def test_every_app_may_have_a_custom_connection_of_its_own(ask: Ask, add: Add, mock: MockXero) -> None:
    add("organisations", name="Harbour Physio")
    app = add("apps", name="Nightly", grants=["client_credentials"], organisation="Harbour Physio")
    form, auth = {"grant_type": "client_credentials"}, (app["client_id"], app["client_secret"])

    token = ask("POST", "/connect/token", data=form, auth=auth).json()["access_token"]
    found = ask("GET", f"{API}/Organisation", headers={"Authorization": f"Bearer {token}"}).json()

    assert found["Organisations"][0]["Name"] == "Harbour Physio"


@pytest.mark.parametrize(("ends", "status"), [(False, 200), (True, 401)])
def test_revocation_leaves_the_access_token_good_unless_the_switch_says_otherwise(
    clock: SettableClock, talk: Callable[..., Ask], status: int, *, ends: bool
) -> None:
    behaviour = Behaviour(revocation_ends_access=ends)
    ask = talk(MockXero(clock, SeededChoices(7), behaviour=behaviour, auto_consent=True))
    code = httpx.URL(authorize(ask, "demo-client", "offline_access").headers["location"]).params["code"]
    form = {"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code": code}
    app = ("demo-client", "demo-secret")
    tokens = ask("POST", "/connect/token", data=form, auth=app).json()

    ask("POST", "/connect/revocation", data={"token": tokens["refresh_token"]}, auth=app)
    answer = ask("GET", "/connections", headers={"Authorization": f"Bearer {tokens['access_token']}"})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("what", "body", "words"),
    [
        ("apps", {}, "missing required field `name`"),
        ("apps", {"name": "x", "scopes": ["everything"]}, "there is no scope 'everything'"),
        ("apps", {"name": "x", "tier": "gold"}, "tier must be one of starter, core, plus, advanced"),
        ("apps", {"name": "x", "grants": ["implicit"]}, "grant must be one of"),
        ("apps", {"name": "x", "organisation": "Nowhere"}, "there is no organisation 'Nowhere'"),
        ("apps", {"name": "x", "client_id": ""}, "may be empty"),
        ("apps", {"name": "x", "redirect_uris": ["http://[::1"]}, "'http://[::1' is not a URI"),
        ("apps", {"name": "x", "redirect_uris": ["here"]}, "not an absolute URI without fragment"),
        ("organisations", {"name": "x", "tenant_id": "1"}, "'1' is not a GUID"),
        ("users", {"email": "ada"}, "'ada' is not an email address"),
        ("users", {"email": "a@b", "organisations": {"Nowhere": "STANDARD"}}, "there is no organisation"),
        ("users", {"email": "a@b", "organisations": {"Demo Company (AU)": "KING"}}, "role must be one of"),
        ("organisations", {"name": " "}, "needs a name"),
        ("organisations", {"name": "x", "timezone": "Moon/Base"}, "there is no time zone 'Moon/Base'"),
        ("organisations", {"name": "x", "members": {"no@body": "STANDARD"}}, "there is no user 'no@body'"),
        ("organisations", {"name": "x", "colour": "red"}, "unknown field `colour`"),
    ],
)
def test_what_can_not_be_added_is_told_in_a_sentence(
    ask: Ask, what: str, body: dict[str, Any], words: str
) -> None:
    refused = ask("POST", f"/_mock/{what}", json=body)

    assert refused.status_code == 400
    assert words in refused.json()["error"]


def test_people_and_apps_are_told_and_a_reset_sends_newcomers_away(ask: Ask, add: Add) -> None:
    add("apps", name="Booking", client_id="booking")
    add("users", email="ada@example.com")

    apps, users = ask("GET", "/_mock/apps").json()["apps"], ask("GET", "/_mock/users").json()["users"]
    ask("POST", "/_mock/reset")

    assert [each["client_id"] for each in apps] == ["demo-client", "booking"]
    assert [each["email"] for each in users] == [DEMO, "ada@example.com"]
    assert [each["role"] for each in users[0]["organisations"].values()] == ["STANDARD"] * 3
    assert (
        len(ask("GET", "/_mock/apps").json()["apps"]) == len(ask("GET", "/_mock/users").json()["users"]) == 1
    )


def test_an_organisation_knows_its_people_by_name_and_role(add: Add, mock: MockXero) -> None:
    first = next(iter(mock.organisations.values()))
    ada = add("users", email="ada@example.com", given_name="Ada", organisations={first.name: "READONLY"})

    add("users", email="ADA@example.com", given_name="Augusta")

    member = first.members[ada["user_id"]]
    assert (member.email, member.given_name, member.role.value) == ("ada@example.com", "Augusta", "READONLY")
