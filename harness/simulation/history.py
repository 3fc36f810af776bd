"""The history of a run: everything invoked and how it ended, and the digest that fingerprints it.

Nothing here judges. An entry never carries a secret, a token or a patient's name.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Final

import msgspec

from harness.reconciliation.breaks import Record
from harness.simulation.papers import Paper
from harness.simulation.refusals import Gate


class Actor(Enum):
    CLINIC = "clinic"
    ENGINE = "engine"
    NETWORK = "network"
    XERO = "xero"
    BOOKKEEPER = "bookkeeper"
    NEMESIS = "nemesis"


class Ended(Enum):
    """How an operation ended. An unknown outcome is an outcome: it may have happened or not."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entry:
    instant: datetime
    actor: Actor
    operation: str
    record: Record | None
    outcome: Ended

    def line(self) -> bytes:
        return _ENCODER.encode(
            {
                "instant": instant_text(self.instant),
                "actor": self.actor.value,
                "operation": self.operation,
                "record": None
                if self.record is None
                else {"kind": self.record.kind, "number": self.record.number},
                "outcome": self.outcome.value,
            }
        )


@dataclass(slots=True)
class Call:
    """One request of the engine as the network saw it; instants are UTC, None where there was none.

    `answered_at` is when the engine got the answer; a lost one has a status but no `answered_at`.
    `refused_by` names the limit of a 429 (`X-Rate-Limit-Problem`), `retry_after` its seconds.
    `day_left` is what the answer says is left of Xero's day.
    `about` are the numbers of the invoices that it names, `key` is its idempotency key.
    `token_seconds` is how long the access token lives that the answer grants, if it grants one.
    `trouble` says what the network did to it (`request lost`, `answer lost`, ...), if anything.
    `carries` are the documents of a write, `returns` what Xero answered of them, also where that was lost;
    `grant` is what a request for tokens shows; `gate` says who refused.
    """

    number: int
    method: str
    path: str
    departed_at: datetime
    arrived_at: datetime | None = None
    answered_at: datetime | None = None
    status: int | None = None
    refused_by: str | None = None
    retry_after: int | None = None
    trouble: str | None = None
    day_left: int | None = None
    about: tuple[str, ...] = ()
    key: str | None = None
    token_seconds: int | None = None
    grant: str | None = None
    carries: tuple[Paper, ...] = ()
    returns: tuple[Paper, ...] = ()
    gate: Gate | None = None

    @property
    def to_the_api(self) -> bool:
        """The accounting API's resources are spelt with a capital; login, tokens and connections are not."""
        return self.path.removeprefix("/")[:1].isupper()


@dataclass(slots=True)
class History:
    """An append-only list of entries, in the order in which they happened."""

    entries: list[Entry] = field(default_factory=list)

    def note(
        self,
        instant: datetime,
        actor: Actor,
        operation: str,
        record: Record | None = None,
        outcome: Ended = Ended.OK,
    ) -> None:
        self.entries.append(Entry(instant, actor, operation, record, outcome))

    def lines(self) -> Iterator[bytes]:
        """Each entry as one JSON object, without the line's end."""
        return (entry.line() for entry in self.entries)

    def digest(self) -> str:
        """Return the SHA-256 of the history as `--history` writes it: the fingerprint of the run."""
        fingerprint = hashlib.sha256()
        for line in self.lines():
            fingerprint.update(line)
            fingerprint.update(b"\n")
        return fingerprint.hexdigest()


def instant_text(instant: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and a `Z`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_ENCODER: Final = msgspec.json.Encoder()
