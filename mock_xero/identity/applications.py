"""The apps that are registered with this Xero, and what each may ask for."""

import hmac
from dataclasses import dataclass, field
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

from mock_xero.identity.scopes import ALL_SCOPES, GRANULAR_SCOPES

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Grant(Enum):
    """How an app may come by tokens."""

    AUTHORIZATION_CODE = "authorization_code"
    CLIENT_CREDENTIALS = "client_credentials"  # a custom connection to one organisation (facts §1.10)


class Tier(Enum):
    """What the app's owner pays for: with how many organisations it may be connected (facts §1.11)."""

    STARTER = 5
    CORE = 50
    PLUS = 1_000
    ADVANCED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An app. One without a secret is a native app and must prove itself by PKCE (facts §1.2).

    `granular_only` is an app created since 2 March 2026, to which the broad scopes are closed (facts §1.6);
    `custom_tenant` is what its custom connection reaches, None being the first organisation.
    """

    client_id: str
    client_secret: str | None = field(repr=False)
    name: str
    redirect_uris: tuple[str, ...] = ()  # none: any loopback URI over http
    grants: frozenset[Grant] = frozenset({Grant.AUTHORIZATION_CODE})
    scopes: frozenset[str] = ALL_SCOPES
    granular_only: bool = False
    tier: Tier = Tier.CORE
    certified: bool = False
    custom_tenant: str | None = None

    @property
    def allowed_scopes(self) -> frozenset[str]:
        return self.scopes & GRANULAR_SCOPES if self.granular_only else self.scopes

    def accepts_redirect_to(self, uri: str) -> bool:
        """Return whether the URI is registered, character for character, or may go unregistered."""
        if self.redirect_uris:
            return uri in self.redirect_uris
        return _is_loopback(uri)

    def is_proved_by(self, secret: str | None) -> bool:
        """Return whether the secret is the app's, in constant time."""
        if self.client_secret is None:
            return secret is None
        return hmac.compare_digest((secret or "").encode(), self.client_secret.encode())


_PUBLISHED: Final = "demo-secret"  # known to everybody: this is a mock

DEMO_APPLICATION: Final = Application(
    client_id="demo-client",
    client_secret=_PUBLISHED,
    name="Demo App",
    grants=frozenset(Grant),
)


def _is_loopback(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
        has_a_real_port = parts.port != 0
    except ValueError:
        return False
    return (
        parts.scheme == "http"
        and parts.hostname in LOOPBACK_HOSTS
        and has_a_real_port
        and parts.username is None
        and "#" not in uri
    )
