"""Access tokens: signed, thirty minutes, checked against the clock at each use (facts §1.4, §1.5)."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from mock_xero.identity import signing
from mock_xero.identity.errors import TokenMalformedError
from mock_xero.identity.users import User
from mock_xero.seams import Choices, Clock

ACCESS_LIFE: Final = timedelta(minutes=30)
ID_TOKEN_LIFE: Final = timedelta(minutes=5)
ISSUER: Final = "https://identity.xero.com"


@dataclass(slots=True)
class AccessToken:
    """What an access token stands for."""

    client_id: str
    user: User | None  # None: a custom connection
    scopes: tuple[str, ...]
    scope_set: frozenset[str]
    auth_event_id: str
    expires_at: datetime


class AccessTokens:
    """All access tokens given out that may still be shown. What is not among them was not signed here."""

    def __init__(self, *, clock: Clock, choices: Choices) -> None:
        self._clock = clock
        self._choices = choices
        self._by_text: dict[str, AccessToken] = {}

    def issue(self, client_id: str, user: User | None, scopes: tuple[str, ...], auth_event_id: str) -> str:
        """Return a new signed token."""
        now = self._clock.now()
        jti = self._choices.guid(label="access token id")
        token = AccessToken(client_id, user, scopes, frozenset(scopes), auth_event_id, now + ACCESS_LIFE)
        text = signing.sign(_access_claims(token, jti, now))
        self._by_text[text] = token
        return text

    def issue_id_token(self, access_token: str) -> str:
        """Return the id token that goes with an access token of a user."""
        token = self.verify(access_token)
        return signing.sign(_id_claims(token, access_token, self._clock.now()))

    def verify(self, text: str) -> AccessToken:
        """Return what the token stands for, expired or not. Raises TokenMalformedError if it is not ours."""
        token = self._by_text.get(text)
        if token is None:
            raise TokenMalformedError
        return token

    def end_owner(self, owner: tuple[str, str | None]) -> None:
        """From now on every token of this app and user is expired."""
        now = self._clock.now()
        for token in self._by_text.values():
            if owner == (token.client_id, token.user.user_id if token.user else None):
                token.expires_at = min(token.expires_at, now)

    def end_all(self) -> None:
        """From now on every token given out so far is expired."""
        now = self._clock.now()
        for token in self._by_text.values():
            token.expires_at = min(token.expires_at, now)


def _access_claims(token: AccessToken, jti: str, now: datetime) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": f"{ISSUER}/resources",
        "client_id": token.client_id,
        "nbf": _seconds(now),
        "iat": _seconds(now),
        "exp": _seconds(token.expires_at),
        "jti": jti,
        "authentication_event_id": token.auth_event_id,
        "scope": list(token.scopes),
    }
    return claims | (_user_claims(token, token.user, now) if token.user else {})


def _user_claims(token: AccessToken, user: User, now: datetime) -> dict[str, Any]:
    return {
        "sub": user.user_id.replace("-", ""),
        "auth_time": _seconds(now),
        "xero_userid": user.user_id,
        "global_session_id": token.auth_event_id.replace("-", ""),
        "sid": token.auth_event_id.replace("-", ""),
    }


def _id_claims(token: AccessToken, access_token: str, now: datetime) -> dict[str, Any]:
    half_hash = hashlib.sha256(access_token.encode()).digest()[:16]
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": token.client_id,
        "nbf": _seconds(now),
        "iat": _seconds(now),
        "exp": _seconds(now + ID_TOKEN_LIFE),
        "at_hash": base64.urlsafe_b64encode(half_hash).rstrip(b"=").decode(),
    }
    if token.user is None:
        return claims
    return claims | _user_claims(token, token.user, now) | personal_claims(token.user, token.scope_set)


def personal_claims(user: User, scopes: frozenset[str]) -> dict[str, str]:
    """Return what the scopes let an app know of the user (facts §1.5)."""
    claims = {"preferred_username": user.email}
    if "email" in scopes:
        claims["email"] = user.email
    if "profile" in scopes:
        claims |= {"given_name": user.given_name, "family_name": user.family_name, "name": user.name}
    return claims


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
