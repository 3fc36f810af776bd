"""What an installation is told once: its app at Xero, where Xero is, and the limits known of it."""

from dataclasses import dataclass, field
from typing import Final, Required, Self, TypedDict, Unpack

SCOPES: Final = (
    "offline_access",
    "accounting.invoices",
    "accounting.payments",
    "accounting.contacts",
    "accounting.settings",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsKnown:
    """Xero's limits for one organisation (facts §2.1); None is no such limit, or none that is known."""

    minute: int | None = 60
    day: int | None = 5000
    concurrent: int | None = 5
    payments_per_minute: int | None = None


class Registration(TypedDict, total=False):
    """What an installation says of itself; the rest of its configuration follows from where Xero is."""

    client_id: Required[str]
    client_secret: Required[str]
    redirect_uri: Required[str]
    scopes: tuple[str, ...]
    limits: LimitsKnown
    timeout_seconds: float
    encryption_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The app's registration at Xero. Secrets are left out of its `repr`.

    `encryption_key` is any text, or several with commas between: tokens are encrypted with what is derived
    from the first, and read with any. Without one the client secret serves, so that a new client secret
    asks for a new consent.
    """

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    authorize_url: str
    token_url: str
    connections_url: str
    api_url: str
    scopes: tuple[str, ...] = SCOPES
    limits: LimitsKnown = field(default_factory=LimitsKnown)
    timeout_seconds: float = 30.0
    encryption_key: str = field(default="", repr=False)

    @classmethod
    def for_server(cls, url: str, **registration: Unpack[Registration]) -> Self:
        """Return the configuration for one server that answers for all of Xero's hosts."""
        host = url.rstrip("/")
        return cls._at(host, host, host, registration)

    @classmethod
    def for_xero(cls, **registration: Unpack[Registration]) -> Self:
        """Return the configuration for Xero itself (facts §1.1)."""
        return cls._at(
            "https://login.xero.com", "https://identity.xero.com", "https://api.xero.com", registration
        )

    @classmethod
    def _at(cls, login: str, identity: str, api: str, registration: Registration) -> Self:
        return cls(
            authorize_url=f"{login}/identity/connect/authorize",
            token_url=f"{identity}/connect/token",
            connections_url=f"{api}/connections",
            api_url=f"{api}/api.xro/2.0",
            **registration,
        )

    @property
    def sealing_keys(self) -> tuple[str, ...]:
        """Return the texts from which the keys for tokens at rest are derived; the first one seals."""
        given = tuple(key.strip() for key in self.encryption_key.split(",") if key.strip())
        return given or (self.client_secret,)

    @property
    def attention_url(self) -> str:
        """Return the page of what is parked, beside the one to which Xero sends people back."""
        return f"{self.redirect_uri.rpartition('/')[0]}/attention"
