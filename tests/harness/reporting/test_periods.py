"""What lasted in a run is found in its history: the connection, its losses, the troubles, the moments."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from harness.reporting.periods import connected_periods, disconnected_periods, moments_of, trouble_periods
from harness.result import RunResult
from harness.simulation.history import Actor, Ended, History

START = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


def test_the_connection_lasts_from_connecting_to_losing_it_and_again_to_the_end(result: RunResult) -> None:
    first, second = connected_periods(result)

    assert (first.began, first.ended, first.ended_by) == (hours(0.5), hours(2), "disconnect")
    assert (second.began, second.ended, second.ended_by) == (hours(49), hours(60), "")


def test_a_loss_lasts_until_somebody_reconnects(result: RunResult) -> None:
    [lost] = disconnected_periods(result)

    assert (lost.kind, lost.began, lost.ended, lost.ended_by) == (
        "disconnect",
        hours(2),
        hours(49),
        "reconnect",
    )


def test_a_loss_that_nobody_mends_lasts_to_the_end(changed: Callable[..., RunResult]) -> None:
    history = History()
    history.note(hours(1), Actor.CLINIC, "connect")
    history.note(hours(2), Actor.NEMESIS, "consent lapses")

    [lost] = disconnected_periods(changed(history=history))

    assert (lost.kind, lost.ended, lost.ended_by) == ("consent lapses", hours(60), "")


def test_a_crash_and_an_outage_last_from_their_begin_to_their_end(result: RunResult) -> None:
    crash, outage = trouble_periods(result)

    assert (crash.kind, crash.began, crash.ended) == ("crash", hours(52), hours(53))
    assert (outage.kind, outage.began, outage.ended) == ("outage", hours(55), hours(57))


def test_a_trouble_that_nothing_ends_lasts_to_the_end(changed: Callable[..., RunResult]) -> None:
    history = History()
    history.note(hours(3), Actor.NEMESIS, "storm")

    [storm] = trouble_periods(changed(history=history))

    assert storm.ended == hours(60)


def test_moments_are_what_people_and_trouble_did_and_only_if_it_came_about(
    changed: Callable[..., RunResult],
) -> None:
    history = History()
    history.note(hours(1), Actor.CLINIC, "connect")
    history.note(hours(2), Actor.CLINIC, "issue invoice")
    history.note(hours(3), Actor.CLINIC, "synchronise", None, Ended.FAILED)
    history.note(hours(4), Actor.NEMESIS, "disconnect")

    moments = moments_of(changed(history=history))

    assert [each.words for each in moments] == ["connected", "disconnected"]


def test_nothing_lasted_in_a_run_in_which_nothing_happened(changed: Callable[..., RunResult]) -> None:
    nothing = changed(history=History())

    assert connected_periods(nothing) == []
    assert disconnected_periods(nothing) == []
    assert trouble_periods(nothing) == []
