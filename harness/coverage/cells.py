"""The cells there are: what can befall an engine, and when. A table's row and column name a cell."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final, NamedTuple

from harness.nemesis.trouble import Trouble
from harness.reconciliation.breaks import BreakKind
from harness.simulation.refusals import Gate


class Phase(Enum):
    """What the engine is at; several can be true at one instant."""

    CONNECTING = "connecting"  # the user is on the way through Xero's consent and back
    LIVE = "live"  # connected, and none of the others: the day's work
    REFRESHING = "refreshing"  # new tokens are being asked for
    MID_BATCH = "mid-batch"  # a request that carries several documents is under way
    BACKFILL = "backfill"  # from *Synchronise* until all of it has gone
    RECOVERING = "recovering"  # back from a crash, and nothing has been delivered since
    SETTLING = "settling"  # clinic and bookkeeper have done their last deed


class Blow(Enum):
    """What the nemesis does to the engine or to its tie to Xero; the words of the history."""

    CRASH = "crash"
    OUTAGE = "outage"
    DISCONNECT = "disconnect"
    CONSENT_LAPSES = "consent lapses"


class Disposition(Enum):
    """What an answer, or none, leaves an engine to think."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    THROTTLED = "throttled"
    TOKEN_REFUSED = "token refused"  # noqa: S105  the name of a column
    DISCONNECTED = "disconnected"
    UNKNOWN = "unknown"


PARK_REASONS: Final = (
    "number taken",
    "contact archived",
    "contact refused",
    "account archived",
    "account not for payments",
    "account missing",
    "tax rate unfit",
    "year locked",
    "period locked",
    "approval limit",
    "already paid",
    "not open for payment",
    "overpaid",
    "payment held",
    "locked by payment",
    "voided in Xero",
    "deleted in Xero",
    "changed in Xero",
    "not found in Xero",
    "currency not subscribed",
    "edition without invoices",
    "wrong total",
    "incomplete",
    "breaks Xero",
    "unknown",
)
REFUSED_AT, BREAK, PARKED = "refused at", "break", "parked"
_PHASES: Final = tuple(phase.value for phase in Phase)
FAULTS: Final[Mapping[str, tuple[str, ...]]] = {each.value: _PHASES for each in (*Trouble, *Blow)}
DISPOSITIONS: Final[Mapping[str, tuple[str, ...]]] = {each.value: _PHASES for each in Disposition}
LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    REFUSED_AT: tuple(gate.value for gate in Gate),
    BREAK: tuple(kind.name for kind in BreakKind),
    PARKED: PARK_REASONS,
}
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {**FAULTS, **DISPOSITIONS, **LISTS}


class Cell(NamedTuple):
    """One cell: a fault or a disposition in a phase, or one of a list."""

    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.row}: {self.column}"


def every_cell() -> Iterator[Cell]:
    """Yield all cells, in the order of the tables."""
    for row, columns in COLUMNS.items():
        for column in columns:
            yield Cell(row, column)
