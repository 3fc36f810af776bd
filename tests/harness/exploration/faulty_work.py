"""Work for executors, as processes of their own can import it: some of it kills whoever does it."""

import os
import signal
from pathlib import Path
from typing import Final

from harness.engines.builtin import create as built_in
from harness.engines.protocol import Engine, Seat
from harness.simulation.choices import Choices, SeededChoices

DEADLY: Final = 3


def doubled(number: int) -> int:
    return 2 * number


def doubled_unless_deadly(number: int) -> int:
    if number == DEADLY:
        _die()
    return 2 * number


def doubled_at_the_second_go(mark: Path) -> int:
    """Kills the first process that does it, and no other."""
    if not mark.exists():
        mark.touch()
        _die()
    return 2


def refused(number: int) -> int:
    raise ValueError(f"{number} is refused")


def deadly_under_one_seed(seat: Seat) -> Engine:
    """The good engine, but for one seed, under which it takes its process with it."""
    if _sample(seat.choices) == _sample(SeededChoices(DEADLY).fork("engine")):
        _die()
    return built_in(seat)


def _sample(choices: Choices) -> str:
    return choices.fork("sample").guid(label="sample")


def _die() -> None:
    """End as a process does that the kernel kills when memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)
