"""Authorization codes: five minutes, single use, bound to app, redirect and PKCE challenge (facts §1.4)."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mock_xero.identity.errors import InvalidGrantError
from mock_xero.seams import Choices

CODE_LIFE: Final = timedelta(minutes=5)
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # RFC 7636


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the user has allowed, and to whom; a code stands for it until it is exchanged."""

    client_id: str
    user_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str | None
    auth_event_id: str
    given_at: datetime


class Codes:
    """Codes that have been given out and not yet taken back."""

    def __init__(self, *, choices: Choices) -> None:
        self._choices = choices
        self._waiting: dict[str, Consent] = {}

    def issue(self, consent: Consent) -> str:
        code = self._choices.secret(label="authorization code")
        self._waiting[code] = consent
        return code

    def redeem(
        self, code: str, *, client_id: str, redirect_uri: str, verifier: str | None, now: datetime
    ) -> Consent:
        """Take a code back. Whatever comes of it, the code is used up.

        Raises InvalidGrantError if it is unknown, too old, another app's, or its proof does not fit.
        """
        consent = self._waiting.pop(code, None)
        if consent is None or now - consent.given_at >= CODE_LIFE:
            raise InvalidGrantError
        if consent.client_id != client_id or consent.redirect_uri != redirect_uri:
            raise InvalidGrantError
        if not _proves(verifier, consent.challenge):
            raise InvalidGrantError
        return consent


def _proves(verifier: str | None, challenge: str | None) -> bool:
    if verifier is None or challenge is None:
        return verifier is None and challenge is None
    if not _VERIFIER.fullmatch(verifier):
        return False
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    return hmac.compare_digest(digest, challenge.encode())
