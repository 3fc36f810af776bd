"""Refresh tokens: sixty days, single use, but a used one may be retried for thirty minutes (facts §1.4).

It knows which token may be used, not what is given out for it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from mock_xero.identity.connections import Owner
from mock_xero.identity.errors import InvalidGrantError
from mock_xero.seams import Choices

REFRESH_LIFE: Final = timedelta(days=60)
GRACE: Final = timedelta(minutes=30)


@dataclass(slots=True)
class RefreshToken:
    """One refresh token, and what was given out when it was used."""

    client_id: str
    user_id: str
    scopes: tuple[str, ...]
    auth_event_id: str
    issued_at: datetime
    parent: "RefreshToken | None" = None
    children: "list[RefreshToken]" = field(default_factory=list, repr=False)
    used_at: datetime | None = None
    ended: bool = False
    answer: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def owner(self) -> Owner:
        return self.client_id, self.user_id


class RefreshTokens:
    """All refresh tokens given out."""

    def __init__(self, *, choices: Choices) -> None:
        self._choices = choices
        self._all: dict[str, RefreshToken] = {}

    def issue(self, token: RefreshToken) -> str:
        """Register a token and return its text."""
        text = self._choices.secret(label="refresh token")
        self._all[text] = token
        if token.parent is not None:
            token.parent.children.append(token)
        return text

    def find(self, text: str, client_id: str) -> RefreshToken | None:
        """Return the app's token of this text, whatever its state."""
        token = self._all.get(text)
        return token if token is not None and token.client_id == client_id else None

    def use(self, text: str, client_id: str, now: datetime) -> RefreshToken:
        """Use a token up. Its twins, given out to retries of the same parent, end with that (facts §11.1).

        Raises InvalidGrantError if it is unknown, too old, ended, or used more than half an hour ago.
        """
        token = self.find(text, client_id)
        if token is None or token.ended or now - token.issued_at >= REFRESH_LIFE:
            raise InvalidGrantError
        if token.used_at is not None and now - token.used_at > GRACE:
            raise InvalidGrantError
        if token.used_at is None:
            token.used_at = now
            _end_twins(token)
        return token

    def end_owner(self, owner: Owner) -> None:
        """End every token of this app and user."""
        for token in self._all.values():
            token.ended = token.ended or token.owner == owner

    def end_all(self) -> None:
        for token in self._all.values():
            token.ended = True


def _end_twins(token: RefreshToken) -> None:
    for twin in token.parent.children if token.parent else ():
        if twin is not token and twin.used_at is None:
            twin.ended = True
