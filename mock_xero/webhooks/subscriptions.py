"""Who wants to hear of what: an app's URL and signing key, and whether it has proved to be listening."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from mock_xero.books.changes import Category
from mock_xero.webhooks.events import Event


class Status(Enum):
    INTENT_REQUIRED = "intent to receive required"  # nothing is sent, nothing is kept
    OK = "ok"
    DISABLED = "disabled"  # after a day of failures; events are kept for 31 days


@dataclass(frozen=True, slots=True)
class Attempt:
    """One POST of events; `refused` says why the answer would not do."""

    instant: datetime
    first_sequence: int
    events: int
    refused: str | None


@dataclass(slots=True, eq=False, kw_only=True)
class Subscription:
    number: int
    client_id: str
    url: str
    key: str = field(repr=False)
    categories: frozenset[Category]
    status: Status = Status.INTENT_REQUIRED
    failures: list[str] = field(default_factory=list)  # of the latest handshake
    attempts: list[Attempt] = field(default_factory=list)
    next_sequence: int = 1

    @property
    def keeps_events(self) -> bool:
        return self.status is not Status.INTENT_REQUIRED


@dataclass(frozen=True, slots=True)
class Parcel:
    """Events that travel together, and how often that was tried."""

    subscription: Subscription
    events: tuple[Event, ...]
    first_sequence: int
    entropy: str
    made_at: datetime
    due_at: datetime
    tries: int = 0
    failing_since: datetime | None = None
    is_repeat: bool = False
