"""Where two histories part."""

from datetime import UTC, datetime, timedelta

from harness.simulation.history import Actor, Ended, Entry
from harness.whatif.parting import SHARED_SHOWN, Parting, parting_of

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def history(*operations: str) -> list[Entry]:
    """One entry a minute."""
    return [
        Entry(NINE + timedelta(minutes=minute), Actor.ENGINE, operation, None, Ended.OK)
        for minute, operation in enumerate(operations)
    ]


def test_histories_that_are_alike_never_part() -> None:
    assert parting_of(history("pay", "void"), history("pay", "void")) is None
    assert parting_of([], []) is None


def test_they_part_at_the_first_entry_that_they_do_not_share() -> None:
    first, second = history("pay", "void", "pay"), history("pay", "unpay", "pay")

    assert parting_of(first, second) == Parting(2, (first[0],), first[1], second[1])


def test_a_history_that_ends_sooner_has_nothing_there() -> None:
    first, second = history("pay"), history("pay", "void")

    assert parting_of(first, second) == Parting(2, (first[0],), None, second[1])


def test_only_the_last_of_what_they_share_is_shown() -> None:
    shared = ["pay"] * 100

    parting = parting_of(history(*shared, "void"), history(*shared, "unpay"))

    assert parting is not None
    assert parting.place == 101
    assert parting.before == tuple(history(*shared)[-SHARED_SHOWN:])
