"""What is decided about one request before it leaves: by chance, by an ambush, or by an interruption."""

from dataclasses import dataclass
from typing import Final

from harness.nemesis.ambush import LATE_SECONDS, Misfortune, Plot
from harness.nemesis.trouble import Trouble
from harness.simulation.effects import Mishap


@dataclass(frozen=True, slots=True)
class Fate:
    """Trouble or none, the delays in seconds, and whether the engine dies before it hears the answer."""

    trouble: Trouble | None = None
    delay_there: float = 0.0
    delay_back: float = 0.0
    crash_after: bool = False


CALM_FATE: Final = Fate()  # what has it is answered at once, so that no timeout needs to be kept
BROUGHT: Final = {Plot.CRASH_BEFORE: Mishap.CRASH, Plot.TOKEN_EXPIRED: Mishap.TOKEN_EXPIRED}
_OF_MISHAPS: Final = {
    Mishap.REQUEST_LOST: Fate(Trouble.REQUEST_LOST),
    Mishap.ANSWER_LOST: Fate(Trouble.ANSWER_LOST),
}
_OF_AMBUSHES: Final[dict[Misfortune, Fate]] = {
    **{trouble: Fate(trouble) for trouble in Trouble},
    Plot.REQUEST_LATE: Fate(delay_there=LATE_SECONDS),
    Plot.CRASH_AFTER: Fate(crash_after=True),
}


def fate_told(ambush: Misfortune | None, mishap: Mishap | None) -> Fate | None:
    """Return what was planned for this very request; None where the weather decides."""
    if ambush is not None and ambush in _OF_AMBUSHES:
        return _OF_AMBUSHES[ambush]
    return _OF_MISHAPS.get(mishap) if mishap else None
