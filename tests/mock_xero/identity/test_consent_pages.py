"""A person signs in, chooses an organisation, and allows access or cancels (facts §1.2)."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.identity.applications import Application, Grant
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
CALLBACK = "http://localhost:9000/callback"
ASKED = {
    "response_type": "code",
    "client_id": "demo-client",
    "redirect_uri": CALLBACK,
    "scope": "openid accounting.transactions accounting.contacts.read offline_access",
    "state": "a state/with & signs",
}
USER = {"email": "demo@example.com", "password": "demo"}


@pytest.fixture
def mock(clock: SettableClock) -> MockXero:
    narrow = Application(
        client_id="narrow",
        client_secret="secret",
        name="<b>Narrow & Sons</b>",
        redirect_uris=("https://app.example.com/callback?from=xero",),
        scopes=frozenset({"openid", "accounting.contacts"}),
    )
    native = Application(client_id="native", client_secret=None, name="Native")
    robot = Application(
        client_id="robot",
        client_secret="secret",
        name="Robot",
        grants=frozenset({Grant.CLIENT_CREDENTIALS}),
    )
    demo = Application(client_id="demo-client", client_secret="demo-secret", name="Demo App")
    return MockXero(clock, SeededChoices(7), applications=[demo, narrow, native, robot])


def form_token(page: httpx.Response) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def sign_in(ask: Ask) -> httpx.Response:
    page = ask("GET", "/identity/connect/authorize", params=ASKED)
    ask("POST", "/identity/login", data={**USER, "form_token": form_token(page)})
    return ask("GET", "/identity/consent")


def test_a_person_signs_in_chooses_and_allows_and_is_led_back_with_a_code(ask: Ask, mock: MockXero) -> None:
    tenant = list(mock.organisations)[1]
    page = sign_in(ask)

    answer = ask(
        "POST",
        "/identity/consent",
        data={"form_token": form_token(page), "tenant": tenant, "decision": "allow"},
    )

    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{CALLBACK}?code=")
    assert back["state"] == ["a state/with & signs"]
    assert back["scope"] == [ASKED["scope"]]
    form = {"grant_type": "authorization_code", "code": back["code"][0], "redirect_uri": CALLBACK}
    tokens = ask("POST", "/connect/token", data=form, auth=("demo-client", "demo-secret")).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    connections = ask("GET", "/connections", headers=bearer).json()
    assert [each["tenantId"] for each in connections] == [tenant]


def test_the_consent_page_says_in_words_what_is_asked_and_by_whom(ask: Ask) -> None:
    page = sign_in(ask).text

    assert "Demo App" in page
    assert "Demo Company (AU)" in page
    assert "View and change your invoices" in page
    assert "View your contacts" in page
    assert "Allow access" in page


def test_cancelling_leads_back_with_access_denied_and_connects_nothing(ask: Ask, mock: MockXero) -> None:
    page = sign_in(ask)

    answer = ask("POST", "/identity/consent", data={"form_token": form_token(page), "decision": "cancel"})

    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back == {"error": ["access_denied"], "state": ["a state/with & signs"]}
    user = next(iter(mock.identity.users))
    assert mock.identity.connections.of(("demo-client", user)) == []


def test_a_wrong_password_shows_the_login_again(ask: Ask) -> None:
    page = ask("GET", "/identity/connect/authorize", params=ASKED)
    wrong = {**USER, "password": "guess", "form_token": form_token(page)}

    answer = ask("POST", "/identity/login", data=wrong)

    assert answer.status_code == 401
    assert "incorrect" in answer.text
    assert "guess" not in answer.text


def test_allowing_without_an_organisation_asks_again(ask: Ask) -> None:
    page = sign_in(ask)

    answer = ask("POST", "/identity/consent", data={"form_token": form_token(page), "decision": "allow"})

    assert answer.status_code == 400
    assert "at least one organisation" in answer.text


def test_a_form_that_is_not_of_this_sitting_is_refused(ask: Ask, mock: MockXero) -> None:
    sign_in(ask)
    forged = {"form_token": "guess", "tenant": next(iter(mock.organisations)), "decision": "allow"}

    assert ask("POST", "/identity/consent", data=forged).status_code == 400
    assert ask("POST", "/identity/consent", json=forged).status_code == 400


def test_another_browser_can_not_answer_with_a_copied_form(
    ask: Ask, mock: MockXero, talk: Callable[..., Ask]
) -> None:
    page = sign_in(ask)
    copied = {
        "form_token": form_token(page),
        "tenant": next(iter(mock.organisations)),
        "decision": "allow",
    }

    assert talk(mock)("POST", "/identity/consent", data=copied).status_code == 400


def test_nobody_consents_without_having_signed_in(ask: Ask, mock: MockXero) -> None:
    page = ask("GET", "/identity/connect/authorize", params=ASKED)
    hasty = {
        "form_token": form_token(page),
        "tenant": next(iter(mock.organisations)),
        "decision": "allow",
    }

    answer = ask("POST", "/identity/consent", data=hasty)

    assert "location" not in answer.headers
    assert "Log in" in answer.text


def test_a_sitting_ends_after_ten_minutes(ask: Ask, clock: SettableClock) -> None:
    page = sign_in(ask)

    clock.advance(600)
    late = ask("POST", "/identity/consent", data={"form_token": form_token(page), "decision": "cancel"})

    assert late.status_code == 400
    assert "expired" in late.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"redirect_uri": "http://elsewhere.example.com/"}, "unauthorized_client : Invalid redirect_uri"),
        ({"redirect_uri": "http://localhost@elsewhere.example.com/"}, "Invalid redirect_uri"),
        ({"redirect_uri": "http://evil.example.com\\@localhost/"}, "Invalid redirect_uri"),
        ({"redirect_uri": "https://localhost:99999/"}, "Invalid redirect_uri"),
        ({"redirect_uri": ""}, "Invalid redirect_uri"),
        ({"client_id": "nobody"}, "unauthorized_client"),
        ({"client_id": "robot"}, "unauthorized_client"),
        ({"scope": "accounting.everything"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": "c" * 43, "code_challenge_method": "plain"}, "invalid_request"),
        ({"client_id": "native"}, "invalid_request"),
        (
            {"client_id": "narrow", "redirect_uri": "https://app.example.com/callback?from=xero"},
            "Invalid scope for client",
        ),
        ({"client_id": "narrow", "redirect_uri": "https://app.example.com/callback"}, "Invalid redirect_uri"),
    ],
)
def test_what_may_not_be_asked_ends_on_a_page_and_is_never_redirected(
    ask: Ask, change: dict[str, str], words: str
) -> None:
    answer = ask("GET", "/identity/connect/authorize", params=ASKED | change)

    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert words in answer.text


def test_names_of_apps_are_text_on_the_page_never_markup(ask: Ask) -> None:
    narrow = {
        "client_id": "narrow",
        "redirect_uri": "https://app.example.com/callback?from=xero",
        "scope": "openid",
    }

    page = ask("GET", "/identity/connect/authorize", params=ASKED | narrow)

    assert "&lt;b&gt;Narrow &amp; Sons&lt;/b&gt;" in page.text
    assert "form-action 'self' https://app.example.com" in page.headers["content-security-policy"]


def test_with_auto_consent_the_answer_comes_at_once(clock: SettableClock, talk: Callable[..., Ask]) -> None:
    willing = MockXero(clock, SeededChoices(7), auto_consent=True)

    answer = talk(willing)("GET", "/identity/connect/authorize", params=ASKED)

    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{CALLBACK}?code=")
