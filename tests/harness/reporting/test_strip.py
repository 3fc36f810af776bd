"""The drawing of a run: spans and bars where they belong on the axis of time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from harness.reporting.strip import Lane, strip_of
from harness.result import RunResult
from harness.simulation.history import History


def lane(result: RunResult, name: str) -> Lane:
    return next(lane for lane in strip_of(result).lanes if lane.name == name)


def test_the_connection_is_drawn_from_connecting_to_losing_it(result: RunResult) -> None:
    first, second = lane(result, "Connection").spans

    assert first.left == pytest.approx(1000 * 0.5 / 60, abs=0.01)
    assert first.width == pytest.approx(1000 * 1.5 / 60, abs=0.02)
    assert second.left + second.width == pytest.approx(1000)


def test_a_crash_and_an_outage_are_drawn_from_their_begin_to_their_end(result: RunResult) -> None:
    crash, outage = lane(result, "Trouble").spans

    assert (crash.kind, outage.kind) == ("crash", "outage")
    assert outage.words == "Outage: Wed 4 Mar 2026, 15:00, for 2 h"


def test_deliveries_refusals_and_losses_are_counted_by_the_hour(result: RunResult) -> None:
    assert strip_of(result).bar_length == "an hour"
    assert lane(result, "Delivered").says == "documents accepted, at most 59 in one bar"
    assert len(lane(result, "Refused").bars) == 5
    assert max(bar.height for bar in lane(result, "Lost").bars) == 100


def test_a_long_run_has_wider_bars_and_fewer_ticks(changed: Callable[..., RunResult]) -> None:
    run = changed()
    strip = strip_of(changed(ended_at=run.started_at + timedelta(days=90)))

    assert strip.bar_length == "12 hours"
    assert [tick.label for tick in strip.ticks][:3] == ["day 1", "day 8", "day 15"]


def test_a_run_in_which_nothing_happened_can_be_drawn(changed: Callable[..., RunResult]) -> None:
    run = changed()
    nothing = changed(history=History(), calls=[], ended_at=run.started_at)

    assert strip_of(nothing).lanes == ()
