"""OAuth 2.0 as Xero speaks it: what the login and token pages are sent and answer (facts §1.1-1.4). Pure."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec

from sync_engine.configuration import Configuration


@dataclass(frozen=True, slots=True)
class Callback:
    """What the browser brought back; empty text where it brought nothing."""

    code: str = field(repr=False)
    state: str = field(repr=False)
    error: str


class TokenAnswer(msgspec.Struct):
    """The token endpoint's good answer (facts §1.3)."""

    access_token: str
    refresh_token: str
    expires_in: int


class TokenProblem(msgspec.Struct):
    """The token endpoint's bad answer (facts §1.9)."""

    error: str = ""


class TenantElement(msgspec.Struct):
    """One organisation of GET /connections (facts §1.7)."""

    tenant_id: str = msgspec.field(name="tenantId")
    name: str = msgspec.field(default="", name="tenantName")
    type: str = msgspec.field(default="ORGANISATION", name="tenantType")


TOKENS: Final = msgspec.json.Decoder(TokenAnswer)
TENANTS: Final = msgspec.json.Decoder(list[TenantElement])
INVALID_GRANT: Final = "invalid_grant"
_PROBLEMS: Final = msgspec.json.Decoder(TokenProblem)


def authorize_url(configuration: Configuration, state: str, verifier: str) -> str:
    """Return where *Connect to Xero* sends the browser, with a PKCE challenge (facts §1.2)."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": configuration.client_id,
        "redirect_uri": configuration.redirect_uri,
        "scope": " ".join(configuration.scopes),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{configuration.authorize_url}?{urlencode(query)}"


def callback_in(url: str) -> Callback:
    """Read the URL with which Xero sends the browser back."""
    query = parse_qs(urlsplit(url).query)
    code, state, error = (query.get(key, [""])[0] for key in ("code", "state", "error"))
    return Callback(code, state, error)


def token_headers(configuration: Configuration) -> dict[str, str]:
    """Return the headers of a token request: the app proves itself by Basic authentication."""
    secret = base64.b64encode(f"{configuration.client_id}:{configuration.client_secret}".encode()).decode()
    return {
        "authorization": f"Basic {secret}",
        "content-type": "application/x-www-form-urlencoded",
        "accept": "application/json",
    }


def exchange_form(configuration: Configuration, code: str, verifier: str) -> bytes:
    """Spell the exchange of a code for tokens."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": configuration.redirect_uri,
        "code_verifier": verifier,
    }
    return urlencode(form).encode()


def refresh_form(refresh_token: str) -> bytes:
    """Spell a refresh."""
    return urlencode({"grant_type": "refresh_token", "refresh_token": refresh_token}).encode()


def problem_in(body: bytes) -> str:
    """Return the error's name, empty where the body names none."""
    try:
        return _PROBLEMS.decode(body).error
    except msgspec.DecodeError:
        return ""
