"""From a code to tokens, and from tokens to tokens (facts §1.3, §1.4, §1.9)."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from mock_xero.app import MockXero
from mock_xero.behaviour import Behaviour, GraceRetry
from mock_xero.control.settable_clock import SettableClock
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
Tokens = Callable[..., Mapping[str, Any]]
CALLBACK = "http://localhost:9000/callback"
MINUTES = 60
DAYS = 86_400
INVALID_GRANT = {"error": "invalid_grant"}


def test_a_code_becomes_an_access_token_of_half_an_hour_and_a_refresh_token(tokens: Tokens) -> None:
    answer = tokens()

    assert answer["expires_in"] == 1800
    assert answer["token_type"] == "Bearer"
    assert answer["scope"].startswith("openid profile email")
    assert set(answer) == {"id_token", "access_token", "expires_in", "token_type", "refresh_token", "scope"}


def test_without_offline_access_and_openid_there_is_an_access_token_alone(tokens: Tokens) -> None:
    answer = tokens(scope="accounting.transactions")

    assert "refresh_token" not in answer
    assert "id_token" not in answer


def test_anybody_can_check_a_token_with_the_published_keys(ask: Ask, tokens: Tokens) -> None:
    keys = KeySet.import_key_set(ask("GET", "/.well-known/openid-configuration/jwks").json())

    claims = jwt.decode(tokens()["access_token"], keys, algorithms=["RS256"]).claims

    assert claims["exp"] - claims["nbf"] == 1800
    assert claims["client_id"] == "demo-client"
    assert "accounting.transactions" in claims["scope"]
    assert claims["xero_userid"]
    assert claims["authentication_event_id"]


def test_the_id_token_names_the_user_to_the_app(ask: Ask, tokens: Tokens) -> None:
    keys = KeySet.import_key_set(ask("GET", "/.well-known/openid-configuration/jwks").json())

    claims = jwt.decode(tokens()["id_token"], keys, algorithms=["RS256"]).claims

    assert claims["aud"] == "demo-client"
    assert claims["exp"] - claims["iat"] == 300
    assert (claims["email"], claims["name"]) == ("demo@example.com", "Robin Demo")


def test_a_code_is_good_once(code: Callable[..., str], token: Ask) -> None:
    once = code()

    answers = [token(grant_type="authorization_code", code=once, redirect_uri=CALLBACK) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 400]
    assert answers[1].json() == INVALID_GRANT


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 400)])
def test_a_code_is_good_for_five_minutes(
    code: Callable[..., str], token: Ask, clock: SettableClock, seconds: int, status: int
) -> None:
    waiting = code()

    clock.advance(seconds)

    assert token(grant_type="authorization_code", code=waiting, redirect_uri=CALLBACK).status_code == status


def test_a_code_is_bound_to_its_redirect_uri(code: Callable[..., str], token: Ask) -> None:
    answer = token(
        grant_type="authorization_code", code=code(), redirect_uri="http://localhost:9000/elsewhere"
    )

    assert answer.json() == INVALID_GRANT


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("proof", "status"),
    [
        ({"code_verifier": "v" * 43}, 200),
        ({"code_verifier": "w" * 43}, 400),
        ({"code_verifier": "short"}, 400),
        ({}, 400),
    ],
)
def test_with_pkce_only_the_right_verifier_is_accepted(
    code: Callable[..., str], token: Ask, proof: dict[str, str], status: int
) -> None:
    proven = code(code_challenge=challenge_of("v" * 43), code_challenge_method="S256")

    answer = token(grant_type="authorization_code", code=proven, redirect_uri=CALLBACK, **proof)

    assert answer.status_code == status


def test_a_used_refresh_token_works_again_for_half_an_hour(
    tokens: Tokens, token: Ask, clock: SettableClock
) -> None:
    used = tokens()["refresh_token"]
    first = token(grant_type="refresh_token", refresh_token=used).json()

    clock.advance(30 * MINUTES)
    again = token(grant_type="refresh_token", refresh_token=used)
    clock.advance(1)
    too_late = token(grant_type="refresh_token", refresh_token=used)

    assert again.status_code == 200
    assert again.json()["refresh_token"] not in {used, first["refresh_token"]}
    assert (too_late.status_code, too_late.json()) == (400, INVALID_GRANT)


def test_of_the_tokens_that_retries_brought_the_first_one_used_ends_the_others(
    tokens: Tokens, token: Ask
) -> None:
    used = tokens()["refresh_token"]
    twins = [token(grant_type="refresh_token", refresh_token=used).json()["refresh_token"] for _ in range(2)]

    answers = [token(grant_type="refresh_token", refresh_token=each) for each in twins[::-1]]

    assert [each.status_code for each in answers] == [200, 400]


def test_under_the_other_reading_a_retry_brings_the_same_pair(
    clock: SettableClock, talk: Callable[..., Ask], mock_of_same_pairs: MockXero
) -> None:
    ask = talk(mock_of_same_pairs)
    authorised = ask(
        "GET",
        "/identity/connect/authorize",
        params={
            "response_type": "code",
            "client_id": "demo-client",
            "redirect_uri": CALLBACK,
            "scope": "offline_access",
        },
    )
    code = httpx.URL(authorised.headers["location"]).params["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    app = ("demo-client", "demo-secret")
    used = ask("POST", "/connect/token", data=form, auth=app).json()["refresh_token"]

    form = {"grant_type": "refresh_token", "refresh_token": used}
    pairs = [ask("POST", "/connect/token", data=form, auth=app).json() for _ in range(2)]

    assert pairs[0] == pairs[1]


@pytest.fixture
def mock_of_same_pairs(clock: SettableClock) -> MockXero:
    same_pair = Behaviour(grace_retry=GraceRetry.SAME_PAIR)
    return MockXero(clock, SeededChoices(7), behaviour=same_pair, auto_consent=True)


@pytest.mark.parametrize(("seconds", "status"), [(60 * DAYS - 1, 200), (60 * DAYS, 400)])
def test_an_unused_refresh_token_lives_for_sixty_days(
    tokens: Tokens, token: Ask, clock: SettableClock, seconds: int, status: int
) -> None:
    unused = tokens()["refresh_token"]

    clock.advance(seconds)

    assert token(grant_type="refresh_token", refresh_token=unused).status_code == status


def test_revoking_ends_the_tokens_of_the_user_and_all_connections(
    ask: Ask, tokens: Tokens, token: Ask
) -> None:
    answer = tokens()
    form = {"token": answer["refresh_token"]}

    revoked = ask("POST", "/connect/revocation", data=form, auth=("demo-client", "demo-secret"))

    bearer = {"Authorization": f"Bearer {answer['access_token']}"}
    assert (revoked.status_code, revoked.content) == (200, b"")
    assert ask("GET", "/connections", headers=bearer).json() == []
    assert token(grant_type="refresh_token", refresh_token=answer["refresh_token"]).json() == INVALID_GRANT


def test_a_lapsed_consent_ends_every_token_but_no_connection(
    ask: Ask, tokens: Tokens, token: Ask, mock: MockXero
) -> None:
    before = tokens()

    mock.lapse_consent()

    bearer = {"Authorization": f"Bearer {before['access_token']}"}
    assert ask("GET", "/connections", headers=bearer).status_code == 401
    assert token(grant_type="refresh_token", refresh_token=before["refresh_token"]).json() == INVALID_GRANT
    bearer = {"Authorization": f"Bearer {tokens()['access_token']}"}
    assert len(ask("GET", "/connections", headers=bearer).json()) == 3


def test_a_custom_connection_gets_a_token_without_refresh(token: Ask) -> None:
    answer = token(grant_type="client_credentials", scope="accounting.transactions")

    assert answer.status_code == 200
    assert answer.json()["scope"] == "accounting.transactions"
    assert "refresh_token" not in answer.json()


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": "openid"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "unknown"}, "invalid_grant"),
        ({"grant_type": "authorization_code", "code": "x", "redirect_uri": CALLBACK}, "invalid_grant"),
        ({"grant_type": "client_credentials", "scope": "everything"}, "invalid_scope"),
    ],
)
def test_a_bad_token_request_is_answered_400_with_a_word(
    token: Ask, form: dict[str, str], error: str
) -> None:
    answer = token(**form)

    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize("credentials", [("demo-client", "wrong"), ("nobody", "demo-secret")])
def test_wrong_credentials_are_an_invalid_client(ask: Ask, credentials: tuple[str, str]) -> None:
    form = {"grant_type": "client_credentials"}

    answer = ask("POST", "/connect/token", data=form, auth=credentials)

    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_client"})


def test_credentials_may_come_in_the_body(ask: Ask) -> None:
    app = {"client_id": "demo-client", "client_secret": "demo-secret"}

    answer = ask("POST", "/connect/token", data={"grant_type": "client_credentials", **app})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "request_content",
    [
        {"json": {"grant_type": "client_credentials"}, "auth": ("demo-client", "demo-secret")},
        {"data": {"grant_type": "client_credentials"}},
        {"data": {"grant_type": "client_credentials"}, "auth": ("", "demo-secret")},
        {"data": {"grant_type": "client_credentials"}, "headers": {"Authorization": "Basic !"}},
    ],
)
def test_json_or_no_client_id_is_an_invalid_request(ask: Ask, request_content: dict[str, Any]) -> None:
    answer = ask("POST", "/connect/token", **request_content)

    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


def test_userinfo_tells_who_has_consented_and_nobody_else(ask: Ask, tokens: Tokens) -> None:
    bearer = {"Authorization": f"Bearer {tokens()['access_token']}"}

    assert ask("GET", "/connect/userinfo", headers=bearer).json()["email"] == "demo@example.com"
    assert ask("GET", "/connect/userinfo").status_code == 401


def test_discovery_points_to_this_very_server(ask: Ask) -> None:
    found = ask("GET", "/.well-known/openid-configuration").json()

    assert found["token_endpoint"] == "http://localhost/connect/token"
    assert found["authorization_endpoint"] == "http://localhost/identity/connect/authorize"
    assert found["code_challenge_methods_supported"] == ["S256"]
