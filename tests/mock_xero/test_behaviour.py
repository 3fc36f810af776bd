"""The switches: every one has a row in the docs, can be said in words, and can be drawn."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from mock_xero.behaviour import Behaviour, GraceRetry, HalfCent, UnknownReadingError, readings, spelled
from mock_xero.wall import SeededChoices

TABLE: Final = Path(__file__).parents[2] / "docs" / "xero-behaviour.md"
ROW: Final = re.compile(r"\| `(\w+)` \| `([\w-]+)` \| ([^|]+) \| [^|]+ \| facts §[^|]+ \|")


def rows() -> dict[str, list[str]]:
    """Each switch of the table with its readings, the default first."""
    found = map(ROW.fullmatch, TABLE.read_text(encoding="utf-8").splitlines())
    return {row[1]: [row[2], *re.findall(r"`([\w-]+)`", row[3])] for row in found if row}


def test_the_table_in_the_docs_and_the_code_agree() -> None:
    assert rows() == readings()


def test_every_switch_can_be_said_in_the_words_of_the_table() -> None:
    for name, words in rows().items():
        for word in words:
            assert spelled(getattr(Behaviour.said({name: word}), name)) == word


def test_what_is_not_said_has_its_default() -> None:
    said = Behaviour.said({"half_cent": "to-even", "key_in_flight_waits": "FALSE"})

    assert (said.half_cent, said.key_in_flight_waits) == (HalfCent.TO_EVEN, False)
    assert said.grace_retry is GraceRetry.NEW_PAIR


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("half_cents", "to-even", "there is no switch 'half_cents'; the nearest is 'half_cent'"),
        ("half_cent", "up", "half_cent is one of away-from-zero, to-even, not 'up'"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(name: str, word: str, sentence: str) -> None:
    with pytest.raises(UnknownReadingError, match=re.escape(sentence)):
        Behaviour.said({name: word})


def test_drawing_reaches_every_reading_and_the_same_seed_draws_the_same() -> None:
    drawn = [Behaviour.drawn(SeededChoices(seed)) for seed in range(40)]

    assert drawn[0] == Behaviour.drawn(SeededChoices(0))
    for switch in fields(Behaviour):
        reached = {spelled(getattr(each, switch.name)) for each in drawn}
        assert reached == set(readings()[switch.name]), switch.name
