"""What a token opens, and how Xero refuses one (facts §1.6, §1.9)."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock

Ask = Callable[..., httpx.Response]
Tokens = Callable[..., Mapping[str, Any]]
ORGANISATION = "/api.xro/2.0/Organisation"


def headers_of(tokens: Mapping[str, Any], mock: MockXero) -> dict[str, str]:
    tenant = next(iter(mock.organisations))
    return {"Authorization": f"Bearer {tokens['access_token']}", "xero-tenant-id": tenant}


def test_an_expired_token_is_refused_with_the_moment_of_its_expiry(
    ask: Ask, tokens: Tokens, mock: MockXero, clock: SettableClock
) -> None:
    headers = headers_of(tokens(), mock)

    clock.advance(1799)
    still_good = ask("GET", "/api.xro/2.0/Contacts", headers=headers)
    clock.advance(1)
    expired = ask("GET", "/api.xro/2.0/Contacts", headers=headers)

    assert still_good.status_code == 200
    assert expired.status_code == 401
    assert list(expired.json()) == ["Type", "Title", "Status", "Detail", "Instance", "Extensions"]
    assert expired.json()["Detail"] == "TokenExpired: token expired at 03/02/2026 08:30:00"
    assert expired.headers["content-type"] == "application/json"


@pytest.mark.parametrize("text", ["rubbish", "a.b.c", "eyJhbGciOiJub25lIn0.eyJqdGkiOiJ4In0.", "é"])
def test_a_token_that_was_not_issued_here_is_refused(ask: Ask, text: str) -> None:
    refused = ask("GET", ORGANISATION, headers={"Authorization": f"Bearer {text}".encode()})

    assert refused.status_code == 401
    assert refused.json()["detail"] == "AuthenticationUnsuccessful"
    assert refused.headers["WWW-Authenticate"] == "Bearer error=invalid_token"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic abc"}])
def test_without_a_bearer_token_the_answer_is_a_page(ask: Ask, headers: dict[str, str]) -> None:
    refused = ask("GET", ORGANISATION, headers=headers)

    assert refused.status_code == 401
    assert refused.headers["content-type"].startswith("text/html")
    assert refused.text.startswith("oauth_problem=consumer_key_unknown")


def test_a_missing_scope_is_a_401_that_refreshing_does_not_help(
    ask: Ask, tokens: Tokens, mock: MockXero
) -> None:
    headers = headers_of(tokens(scope="accounting.contacts"), mock)

    refused = ask("GET", "/api.xro/2.0/Invoices", headers=headers)

    assert refused.status_code == 401
    assert refused.json()["Detail"] == "AuthorizationUnsuccessful"
    assert "insufficient_scope" in refused.headers["WWW-Authenticate"]


@pytest.mark.parametrize("tenant", ["", "no-such-tenant"])
def test_a_wrong_or_missing_tenant_is_forbidden(
    ask: Ask, tokens: Tokens, mock: MockXero, tenant: str
) -> None:
    headers = headers_of(tokens(), mock) | {"xero-tenant-id": tenant}

    refused = ask("GET", "/api.xro/2.0/Contacts", headers=headers)

    assert refused.status_code == 403
    assert refused.json()["Title"] == "Forbidden"


def test_refusals_before_the_tenant_is_known_do_not_count(ask: Ask, tokens: Tokens, mock: MockXero) -> None:
    ask("GET", ORGANISATION)

    answer = ask("GET", "/api.xro/2.0/Contacts", headers=headers_of(tokens(), mock))

    assert answer.headers["X-MinLimit-Remaining"] == "59"
