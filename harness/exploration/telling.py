"""Tells how a search goes: each failure with the command that repeats it, and how far it is."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console

from harness.exploration.cases import Ended
from harness.simulation.tripwire import stopwatch

TELL_EVERY_SECONDS: Final = 10.0


class Teller:
    """Counts the runs of a search and what they broke, and tells both."""

    def __init__(self) -> None:
        self._console = Console()
        self._began = self._told_at = stopwatch()
        self.run = 0
        self.broken = 0

    def say(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)

    def listen(self, ended: Iterable[Ended], of: int) -> list[Ended]:
        """Hear how some runs end as they come in, and return them; `of` is how many are expected."""
        heard = []
        for each in ended:
            heard.append(each)
            self.run += 1
            if each.why:
                self.broken += 1
                self._tell_failure(each)
            self._tell_progress(len(heard), of)
        return heard

    def sum_up(self) -> None:
        """Say what came of it all."""
        seconds = stopwatch() - self._began
        verdict = f"{self.broken:,} broke a promise" if self.broken else "every promise kept"
        pace = f"{self.run / seconds:.1f} a second"
        self.say(f"{self.run:,} runs in {seconds:.0f} s ({pace}): {verdict}.")

    def _tell_failure(self, ended: Ended) -> None:
        self.say(f"  {ended.orders}: {ended.why}")
        self.say(f"    {ended.reproduce}")

    def _tell_progress(self, number: int, of: int) -> None:
        if stopwatch() - self._told_at > TELL_EVERY_SECONDS:
            self._told_at = stopwatch()
            self.say(f"  {number:,} of {of:,} run, {self.broken:,} broken")
