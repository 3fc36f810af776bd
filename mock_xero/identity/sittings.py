"""Users on their way through login and consent: one sitting for each authorize request, ten minutes long.

The browser keeps the sitting's id in a cookie; every form carries the sitting's own token (CSRF).
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mock_xero.identity.asking import Asking
from mock_xero.identity.users import User
from mock_xero.seams import Choices

SITTING_LIFE: Final = timedelta(minutes=10)


class SittingOverError(Exception):
    """There is no such sitting, it took too long, or the form is not one of its own."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One user before one request of one app. The user is unknown until signed in."""

    asking: Asking
    form_token: str
    begun_at: datetime
    user: User | None = None


class Sittings:
    """The sittings that are under way, by the secret in the browser's cookie."""

    def __init__(self, *, choices: Choices) -> None:
        self._choices = choices
        self._open: dict[str, Sitting] = {}

    def begin(self, asking: Asking, now: datetime, user: User | None = None) -> tuple[str, Sitting]:
        """Open a sitting and return its id; signing in opens a new one, so that no known id gains rights."""
        self._forget_old(now)
        sitting_id = self._choices.secret(label="sitting")
        form_token = self._choices.secret(label="form token")
        self._open[sitting_id] = Sitting(asking, form_token, now, user)
        return sitting_id, self._open[sitting_id]

    def find(self, sitting_id: str, now: datetime) -> Sitting:
        """Return the sitting. Raises SittingOverError."""
        self._forget_old(now)
        if sitting_id not in self._open:
            raise SittingOverError
        return self._open[sitting_id]

    def answered(self, sitting_id: str, form_token: str, now: datetime) -> Sitting:
        """Return the sitting to which a posted form belongs. Raises SittingOverError."""
        sitting = self.find(sitting_id, now)
        if not hmac.compare_digest(form_token.encode(), sitting.form_token.encode()):
            raise SittingOverError
        return sitting

    def end(self, sitting_id: str) -> None:
        self._open.pop(sitting_id, None)

    def _forget_old(self, now: datetime) -> None:
        while self._open:
            oldest = next(iter(self._open))
            if now - self._open[oldest].begun_at < SITTING_LIFE:
                return
            del self._open[oldest]
