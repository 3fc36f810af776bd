"""Why the shipped scenarios leave these cells empty. A reason that has become untrue fails, too."""

from collections.abc import Iterator, Mapping
from typing import Final

from harness.coverage.cells import BREAK, REFUSED_AT, Blow, Cell, Disposition, Phase
from harness.reconciliation.breaks import BreakKind
from harness.simulation.refusals import Gate

_AWAY: Final = "a timeline goes on once the user is back from Xero; `harness torture` strikes before that"
EXPLAINED: Final[Mapping[Cell, str]] = {
    Cell(Blow.CRASH.value, Phase.CONNECTING.value): _AWAY,
    Cell(Blow.DISCONNECT.value, Phase.CONNECTING.value): _AWAY,
    Cell(Blow.OUTAGE.value, Phase.CONNECTING.value): (
        "the user's browser meets the outage first, at Xero's consent page, and tries again later"
    ),
    Cell(Blow.CONSENT_LAPSES.value, Phase.CONNECTING.value): "there is no consent yet that could lapse",
    Cell(Blow.CONSENT_LAPSES.value, Phase.SETTLING.value): (
        "it lapses where somebody reconnects, and to reconnect is a deed of the clinic"
    ),
    Cell(Disposition.REJECTED.value, Phase.REFRESHING.value): (
        "a renewal that Xero refuses means that the tie is gone: it is counted as disconnected"
    ),
    Cell(Disposition.THROTTLED.value, Phase.REFRESHING.value): "Xero's limits do not hold its token endpoint",
    Cell(Disposition.TOKEN_REFUSED.value, Phase.REFRESHING.value): (
        "the token endpoint asks for no access token"
    ),
    Cell(REFUSED_AT, Gate.SCOPE.value): (
        "the engine asks for every scope that it needs, and the user allows all of them or none"
    ),
    Cell(REFUSED_AT, Gate.CONCURRENT.value): (
        "a simulated Xero answers in no time, so that no two calls are in it at once"
    ),
    Cell(REFUSED_AT, Gate.IDEMPOTENCY.value): "only an engine that errs sends another request under a key",
    Cell(BREAK, BreakKind.DUPLICATED.name): "only an engine that errs enters a document twice",
}


def unexplained(empty: Iterator[Cell]) -> list[Cell]:
    """Return the empty cells that nothing explains."""
    return [cell for cell in empty if cell not in EXPLAINED]


def stale(reached: Mapping[Cell, int]) -> list[Cell]:
    """Return the cells that were reached although it is explained why they can't be."""
    return [cell for cell in EXPLAINED if reached.get(cell)]
