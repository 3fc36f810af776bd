"""Ties to organisations: made by consent, ended in Xero or by the app, revived by consent (facts §1.7)."""

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
Tokens = Callable[..., Mapping[str, Any]]


def bearer_of(answer: Mapping[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer['access_token']}"}


def test_after_consent_the_app_sees_every_organisation_of_the_user(
    ask: Ask, tokens: Tokens, mock: MockXero
) -> None:
    connections = ask("GET", "/connections", headers=bearer_of(tokens())).json()

    assert [each["tenantId"] for each in connections] == list(mock.organisations)
    assert connections[0]["tenantName"] == "Demo Company (AU)"
    assert connections[0]["tenantType"] == "ORGANISATION"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}", connections[0]["createdDateUtc"])


def test_a_list_can_be_narrowed_to_one_authorisation(ask: Ask, tokens: Tokens) -> None:
    headers = bearer_of(tokens())
    event = ask("GET", "/connections", headers=headers).json()[0]["authEventId"]

    assert len(ask("GET", "/connections", params={"authEventId": event}, headers=headers).json()) == 3
    assert ask("GET", "/connections", params={"authEventId": "another"}, headers=headers).json() == []


def test_authorising_again_keeps_the_connection_and_its_authorisation(ask: Ask, tokens: Tokens) -> None:
    first = ask("GET", "/connections", headers=bearer_of(tokens())).json()

    again = ask("GET", "/connections", headers=bearer_of(tokens())).json()

    assert again == first


def test_when_a_user_disconnects_in_xero_the_tenant_is_gone_and_the_tokens_stay_good(
    ask: Ask, tokens: Tokens, token: Ask, mock: MockXero
) -> None:
    before = tokens()
    gone = next(iter(mock.organisations))

    mock.disconnect(gone)

    refreshed = token(grant_type="refresh_token", refresh_token=before["refresh_token"])
    connections = ask("GET", "/connections", headers=bearer_of(refreshed.json())).json()
    assert refreshed.status_code == 200
    assert gone not in [each["tenantId"] for each in connections]
    assert len(connections) == 2


def test_a_disconnected_tenant_answers_403(ask: Ask, tokens: Tokens, mock: MockXero) -> None:
    tenant = next(iter(mock.organisations))
    headers = {**bearer_of(tokens()), "xero-tenant-id": tenant}
    connected = ask("GET", "/api.xro/2.0/Contacts", headers=headers)

    mock.disconnect(tenant)
    disconnected = ask("GET", "/api.xro/2.0/Contacts", headers=headers)

    assert connected.status_code == 200
    assert disconnected.status_code == 403
    assert disconnected.json()["Detail"] == "AuthenticationUnsuccessful"


def test_reconnecting_revives_the_tie_under_a_new_id(
    ask: Ask, tokens: Tokens, mock: MockXero, clock: SettableClock
) -> None:
    first = ask("GET", "/connections", headers=bearer_of(tokens())).json()[0]
    mock.disconnect(first["tenantId"])
    clock.advance(86_400)

    revived = ask("GET", "/connections", headers=bearer_of(tokens())).json()[0]

    assert revived["tenantId"] == first["tenantId"]
    assert revived["id"] != first["id"]
    assert revived["createdDateUtc"] == first["createdDateUtc"] < revived["updatedDateUtc"]


def test_under_the_other_reading_it_comes_back_under_its_old_id(clock: SettableClock) -> None:
    keeps = Behaviour(reconnection_keeps_connection_id=True)
    connections = MockXero(clock, SeededChoices(7), behaviour=keeps).identity.connections
    connections.connect(("app", "user"), "tenant", "event", clock.now())
    first = connections.of(("app", "user"))[0].connection_id

    connections.end_tenant("tenant")
    connections.connect(("app", "user"), "tenant", "event", clock.now())

    assert connections.of(("app", "user"))[0].connection_id == first


def test_an_app_lets_go_of_one_organisation(ask: Ask, tokens: Tokens) -> None:
    headers = bearer_of(tokens())
    first, *others = ask("GET", "/connections", headers=headers).json()

    answer = ask("DELETE", f"/connections/{first['id']}", headers=headers)

    assert (answer.status_code, answer.content) == (204, b"")
    assert ask("GET", "/connections", headers=headers).json() == others
    assert ask("DELETE", f"/connections/{first['id']}", headers=headers).status_code == 404


def test_letting_go_by_the_tenants_id_is_forbidden(ask: Ask, tokens: Tokens, mock: MockXero) -> None:
    tenant = next(iter(mock.organisations))

    assert ask("DELETE", f"/connections/{tenant}", headers=bearer_of(tokens())).status_code == 403


@pytest.fixture
def strict_mock(clock: SettableClock) -> MockXero:
    ends = Behaviour(disconnection_ends_refresh=True)
    return MockXero(clock, SeededChoices(7), behaviour=ends, auto_consent=True)


def test_under_the_other_reading_the_last_disconnection_ends_the_refresh_token(
    strict_mock: MockXero, talk: Callable[..., Ask]
) -> None:
    ask = talk(strict_mock)
    asked = {
        "response_type": "code",
        "client_id": "demo-client",
        "redirect_uri": "http://localhost/",
        "scope": "offline_access",
    }
    location = ask("GET", "/identity/connect/authorize", params=asked).headers["location"]
    app = ("demo-client", "demo-secret")
    form = {
        "grant_type": "authorization_code",
        "code": httpx.URL(location).params["code"],
        "redirect_uri": "http://localhost/",
    }
    refresh = ask("POST", "/connect/token", data=form, auth=app).json()["refresh_token"]

    for tenant in strict_mock.organisations:
        strict_mock.disconnect(tenant)

    form = {"grant_type": "refresh_token", "refresh_token": refresh}
    assert ask("POST", "/connect/token", data=form, auth=app).json() == {"error": "invalid_grant"}


def test_a_custom_connection_reaches_the_first_organisation_without_naming_it(
    ask: Ask, token: Ask, mock: MockXero
) -> None:
    headers = bearer_of(token(grant_type="client_credentials").json())
    first, second, _ = mock.organisations

    unnamed = ask("GET", "/api.xro/2.0/Organisation", headers=headers)
    named = ask("GET", "/api.xro/2.0/Organisation", headers={**headers, "xero-tenant-id": first})
    another = ask("GET", "/api.xro/2.0/Organisation", headers={**headers, "xero-tenant-id": second})

    assert [unnamed.status_code, named.status_code, another.status_code] == [200, 200, 403]
