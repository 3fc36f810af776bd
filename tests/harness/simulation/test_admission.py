"""Admission: the order in which Xero takes deeds is decided from outside, read as it is written, repeated."""

from collections.abc import Sequence

import pytest

from harness.simulation.admission import (
    ADMITTED,
    ELEMENT,
    AdmissionOrder,
    DecidedChoices,
    NoSuchOrderError,
    Places,
    Priorities,
    UnreadableOrderError,
    read_order,
)
from harness.simulation.choices import SeededChoices


def batch_done_in(order: AdmissionOrder, elements: Sequence[str] = "abcd") -> str:
    """The elements of a batch, in the order in which Xero does them."""
    return "".join(DecidedChoices(SeededChoices(1), order.decider()).shuffled(elements, label=ELEMENT))


def test_without_a_word_the_oldest_is_next() -> None:
    assert batch_done_in(Places()) == "abcd"


def test_each_place_says_who_is_next_among_those_that_still_wait() -> None:
    assert batch_done_in(Places((2, 0, 1))) == "cadb"


def test_the_request_that_is_admitted_next_is_decided_too() -> None:
    choices = DecidedChoices(SeededChoices(1), Places((1,)).decider())

    assert choices.fork("xero").fork("admission").pick(["first", "second"], label=ADMITTED) == "second"


def test_what_changes_nothing_in_xero_stays_drawn() -> None:
    decider = Places((3, 3, 3)).decider()
    drawn, decided = SeededChoices(7), DecidedChoices(SeededChoices(7), decider)

    assert decided.shuffled(range(9), label="Accounts") == drawn.shuffled(range(9), label="Accounts")
    assert decided.integer(1, 9, label="delay") == drawn.integer(1, 9, label="delay")
    assert decided.fork("books").guid(label="id") == drawn.fork("books").guid(label="id")
    assert decider.widths == []


def test_who_waits_alone_needs_no_decision() -> None:
    decider = Places().decider()
    DecidedChoices(SeededChoices(1), decider).shuffled("abc", label=ELEMENT)

    assert decider.widths == [3, 2]
    assert len(decider.ordered) == 3


def test_a_place_at_which_nobody_waits_is_another_runs_order() -> None:
    with pytest.raises(NoSuchOrderError, match="at decision 2 only 3 wait, not 4"):
        batch_done_in(Places((0, 3)))


def test_priorities_are_the_same_each_time_and_others_for_each_draw() -> None:
    once = [batch_done_in(Priorities(draw, 1, 3)) for draw in range(40)]
    again = [batch_done_in(Priorities(draw, 1, 3)) for draw in range(40)]

    assert once == again
    assert len(set(once)) > 12
    assert all(sorted(each) == list("abcd") for each in once)


def test_a_change_sends_whoever_was_next_behind_the_others() -> None:
    without = batch_done_in(Priorities(5, 0, 1))

    changed = batch_done_in(Priorities(5, 1, 1))

    assert changed == without[1:] + without[0]


@pytest.mark.parametrize("order", [Places(), Places((2, 0, 11)), Priorities(17, 1, 120)], ids=str)
def test_an_order_is_read_as_it_is_written(order: AdmissionOrder) -> None:
    assert read_order(str(order)) == order


@pytest.mark.parametrize(
    "nonsense", ["", "place 1", "places x", "places -1", "priorities 1, 1 changes in 0 decisions"]
)
def test_what_is_no_order_is_told_with_one_that_is(nonsense: str) -> None:
    with pytest.raises(UnreadableOrderError, match="like 'places 0 2'"):
        read_order(nonsense)
