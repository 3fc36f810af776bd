"""What can befall a scenario: each mishap at each effect of the engine in turn, and pairs of them.

A calm run counts the effects; each case is the same run with mishaps in its way. Nothing is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, isqrt
from typing import Final

from harness.batch import Orders
from harness.runner import run_scenario
from harness.scenario.schema import Scenario
from harness.simulation.effects import POSSIBLE, Effect, Effects, Interruption

GOLDEN: Final = 0.6180339887498949  # steps of this share of a whole fill it evenly, however many there are


@dataclass(frozen=True, slots=True)
class Cases:
    """What can befall one scenario: its documents, its effects, and every interruption there is."""

    scenario: Scenario
    documents: int
    effects: int
    every: Sequence[Interruption]

    @property
    def pairs(self) -> int:
        """How many pairs of interruptions there are."""
        return len(self.every) * (len(self.every) - 1) // 2

    def spread(self, most: int | None) -> list[Interruption]:
        """Return so many at the most (None is all), evenly over the run."""
        count = len(self.every)
        if most is None or count <= most:
            return [*self.every]
        return [self.every[place * count // most] for place in range(most)]

    def spread_pairs(self, most: int) -> list[tuple[Interruption, Interruption]]:
        """Return so many pairs at the most, evenly over all there are."""
        count = self.pairs
        step = next(
            (each for each in range(round(count * GOLDEN), count) if gcd(each, count) == 1), 1
        )  # without a common divisor no pair comes twice
        return [self._pair(place * step % count) for place in range(min(most, count))]

    def _pair(self, number: int) -> tuple[Interruption, Interruption]:
        """Return the pair of this number: all pairs in the order of their later interruption."""
        later = (1 + isqrt(8 * number + 1)) // 2
        return self.every[number - later * (later - 1) // 2], self.every[later]


def cases_of(scenario: Scenario, orders: Orders) -> Cases:
    """Run the scenario once without interruption and list what can befall it. Raises BrokenRunError."""
    effects = Effects()
    result = run_scenario(scenario, seed=orders.seed, engine=orders.engine, effects=effects)
    documents = result.clinic_totals.invoices + result.clinic_totals.payments
    return Cases(scenario, documents, len(effects.seen), interruptions_of(effects.seen))


def interruptions_of(effects: Sequence[Effect]) -> list[Interruption]:
    """Return each mishap that is possible at each effect."""
    return [
        Interruption(place, mishap) for place, effect in enumerate(effects, 1) for mishap in POSSIBLE[effect]
    ]
