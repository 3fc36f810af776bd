"""The engine's own list, in the scenario in which a bookkeeper works it off: only what is open is on it."""

from decimal import Decimal
from pathlib import Path

from harness.checkers.verdict import Outcome
from harness.engines import builtin
from harness.engines.protocol import Engine, Seat
from harness.runner import run_with
from harness.scenario.loader import load
from harness.simulation.choices import SeededChoices

SCENARIO = Path(__file__).parents[2] / "scenarios" / "a-bookkeeper-records-account-credit.yaml"


def test_what_the_bookkeeper_recorded_is_struck_off_and_the_rest_stays() -> None:
    listed: list[tuple[str, Decimal]] = []

    class Listening(builtin.BuiltIn):
        async def close(self) -> None:
            listed[:] = [(each.invoice, each.amount) for each in await self.manual_payments()]
            await super().close()

    def factory(seat: Seat) -> Engine:
        return Listening(builtin.sync_engine_for(seat), seat)

    story = load(SCENARIO)

    result = run_with(story, SeededChoices(story.seed), factory)

    assert all(verdict.outcome is Outcome.VALID for verdict in result.verdicts)
    assert listed == [("2003", Decimal("35.00")), ("2004", Decimal("70.00"))]
    assert [(each.invoice, each.amount) for each in result.manual_payments] == listed
