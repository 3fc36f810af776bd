"""All chance of a run comes from one seed, forked by name, recorded and replayed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.simulation.choices import (
    Choices,
    RecordedChoices,
    ReplayedChoices,
    SeededChoices,
    TapeEndedError,
)


def draws(choices: Choices) -> list[object]:
    return [
        choices.integer(1, 1000, label="a number"),
        choices.pick("abcdef", label="a letter"),
        choices.shuffled(range(10), label="an order"),
        choices.happens(0.5, label="a coin"),
        choices.guid(label="a name"),
        choices.fork("network").integer(1, 1000, label="a delay"),
    ]


def test_the_same_seed_draws_the_same() -> None:
    assert draws(SeededChoices(7)) == draws(SeededChoices(7))


def test_another_seed_draws_otherwise() -> None:
    assert draws(SeededChoices(7)) != draws(SeededChoices(8))


def test_one_more_draw_in_one_part_does_not_reshuffle_another() -> None:
    calm, busy = SeededChoices(7), SeededChoices(7)

    busy.fork("xero").integer(1, 6, label="one more die")

    assert calm.fork("network").integer(1, 10**9, label="a delay") == busy.fork("network").integer(
        1, 10**9, label="a delay"
    )


def test_names_are_never_given_twice() -> None:
    choices = SeededChoices(7)

    guids = [choices.guid(label="an id") for _ in range(1000)]

    assert len(set(guids)) == 1000


@given(st.integers(), st.lists(st.integers(), max_size=30))
def test_shuffling_keeps_every_item(seed: int, items: list[int]) -> None:
    assert sorted(SeededChoices(seed).shuffled(items, label="an order")) == sorted(items)


def test_what_cannot_happen_never_happens_and_what_must_always_does() -> None:
    choices = SeededChoices(7)

    assert not any(choices.happens(0, label="never") for _ in range(100))
    assert all(choices.happens(1, label="always") for _ in range(100))


def test_a_recorded_run_replays_to_the_last_draw() -> None:
    tape: dict[str, list[int]] = {}
    recorded = draws(RecordedChoices(SeededChoices(7), tape))

    assert draws(ReplayedChoices(SeededChoices(7), tape)) == recorded


def test_a_run_that_asks_for_more_than_was_recorded_is_another_run() -> None:
    replayed = ReplayedChoices(SeededChoices(7), {"": [3]})
    replayed.integer(1, 6, label="a die")

    with pytest.raises(TapeEndedError, match="another die"):
        replayed.integer(1, 6, label="another die")
