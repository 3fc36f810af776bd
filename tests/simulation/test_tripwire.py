"""Whoever reads the wall clock inside a simulation leaves a stamp of 1999, and is found by it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from harness.engines import builtin
from harness.engines.protocol import Engine, Seat
from harness.runner import BrokenRunError, run_with
from harness.scenario.loader import loads
from harness.simulation.choices import SeededChoices
from harness.simulation.history import Actor, Ended, Entry
from harness.simulation.tripwire import WallClockReadError, refuse_stamps_of_1999
from harness.workload.deeds import Deed, IssueInvoice

STORY = """
scenario: One invoice
starts: 2026-03-02T08:00:00+11:00
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: invoice, number: 7, patient: {id: p1, name: Ada Lovelace}, amount: 80.00}
"""


@dataclass(frozen=True)
class Today:
    """What an engine does that asks the machine for the date."""

    deed: IssueInvoice

    def dated_by_the_machine(self) -> IssueInvoice:
        return IssueInvoice(
            number=self.deed.number,
            patient=self.deed.patient,
            issued_on=date.today(),  # noqa: DTZ011, TID251  the very mistake
            items=self.deed.items,
        )


class ReadsTheWallClock(builtin.BuiltIn):
    async def do(self, deed: Deed) -> None:
        await super().do(Today(deed).dated_by_the_machine() if isinstance(deed, IssueInvoice) else deed)


def reads_the_wall_clock(seat: Seat) -> Engine:
    return ReadsTheWallClock(builtin.sync_engine_for(seat), seat)


def test_an_engine_that_asks_the_machine_for_the_date_is_found() -> None:
    with pytest.raises(BrokenRunError, match="somebody read the wall clock"):
        run_with(loads(STORY), SeededChoices(1), reads_the_wall_clock)


def test_an_entry_of_1999_is_found() -> None:
    entry = Entry(datetime(1999, 12, 31, tzinfo=UTC), Actor.ENGINE, "pay", None, Ended.OK)

    with pytest.raises(WallClockReadError, match="'pay' is stamped"):
        refuse_stamps_of_1999([entry], [])
