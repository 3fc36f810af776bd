"""How reports put things into words."""

from decimal import Decimal
from pathlib import Path

import pytest

from harness.reporting.phrasing import counted, duration, signed, slug, slugs, with_slug, without_names


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.0 s"),
        (4.12, "4.1 s"),
        (60, "1 m"),
        (3_661, "1 h 1 m"),
        (86_400 * 13 + 14_400, "13 d 4 h"),
        (86_401, "1 d 1 s"),
    ],
)
def test_durations_have_two_units_at_most(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_amounts_say_whether_it_is_too_much_or_too_little() -> None:
    assert [signed(Decimal(amount)) for amount in ("1234.50", "-85.00", "0.00")] == [
        "+1,234.50",
        "-85.00",
        "0.00",
    ]


def test_one_is_not_many() -> None:
    assert [counted(number, "payment") for number in (0, 1, 1200)] == [
        "0 payments",
        "1 payment",
        "1,200 payments",
    ]


def test_titles_become_file_names_and_twins_are_told_apart() -> None:
    assert slug("Account credit, whole and in part") == "account-credit-whole-and-in-part"
    assert slug("???") == "scenario"
    assert slugs(["A story", "Another", "A story!"]) == ["a-story", "another", "a-story-2"]
    assert with_slug(Path("out/history.jsonl"), "a-story") == Path("out/history-a-story.jsonl")


def test_a_name_that_xero_quotes_is_withheld() -> None:
    said = "The contact name Ada\nLovelace is already assigned to another contact. It must be unique."

    assert "Lovelace" not in without_names(said)
    assert without_names(said).endswith("It must be unique.")
