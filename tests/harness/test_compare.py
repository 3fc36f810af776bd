"""The `harness compare` command: two files, two seeds, two engines; what differs first, and what it did."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.cli import app

STORY = """\
scenario: A payment
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace}, amount: 120.00}
  - {at: day 1 10:05, do: pay, invoice: 1, amount: 120.00, by: EFTPOS}
"""


def compare(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["compare", *(str(word) for word in words)], terminal_width=200)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.yaml"
    file.write_text(STORY)
    return file


def changed(story: Path, before: str, after: str) -> Path:
    """The same story, with one fact of it changed."""
    assert before in STORY
    file = story.with_name("changed.yaml")
    file.write_text(STORY.replace(before, after))
    return file


def test_a_story_is_like_itself_and_ends_with_0(story: Path) -> None:
    result = compare(story, story)

    assert result.exit_code == 0, result.output
    assert "Both runs are alike" in result.output


def test_a_payment_an_hour_later_is_the_first_difference_and_moves_its_arrival(story: Path) -> None:
    result = compare(story, changed(story, "day 1 10:05", "day 1 11:05"))

    assert result.exit_code == 1
    for told in (
        "The first difference is entry",
        "Mon 2 Mar 2026, 10:05:00.000",
        "take payment",
        "Both books end alike.",
        "1 document came to Xero at another time; the furthest:",
        "payment 1 on invoice 1: Mon 2 Mar 2026, 10:05",
        "1 h later",
    ):
        assert told in result.output
    assert "Lovelace" not in result.output


def test_another_amount_changes_the_books_though_the_histories_are_alike(story: Path) -> None:
    result = compare(
        story, changed(story, "do: pay, invoice: 1, amount: 120.00", "do: pay, invoice: 1, amount: 50.00")
    )

    assert result.exit_code == 1
    assert "Both histories are alike; the runs differ in what came of them." in result.output
    assert "Xero: paid: 120.00 in A, 50.00 in B" in result.output
    assert "Xero: open invoices: 0 in A, 1 in B" in result.output


def test_a_payment_that_is_never_taken_arrives_only_in_the_one(story: Path) -> None:
    other = changed(story, STORY.splitlines()[-1] + "\n", "")

    result = compare(story, other)

    assert result.exit_code == 1
    assert "1 arrived document only in A:\n    payment 1 on invoice 1" in result.output
    assert "PUT /Payments: 1 in A, none in B" in result.output


def test_two_engines_are_compared_on_one_story(story: Path) -> None:
    by_credit = (
        "  - {at: day 1 10:01, do: prepay, patient: P-1, amount: 120.00, by: EFTPOS}\n"
        "  - {at: day 1 10:05, do: pay by credit, invoice: 1, amount: 120.00}\n"
    )
    other = changed(story, STORY.splitlines()[-1] + "\n", by_credit)

    result = compare(other, "--engine-b", "harness.engines.broken:credit_is_money")

    assert result.exit_code == 1
    assert "account credit stays open: held in A, broken in B" in result.output
    assert "1 break only in A:\n    OPEN_FOR_ACCOUNT_CREDIT, invoice 1, +120.00" in result.output
    assert "--engine harness.engines.broken:credit_is_money" in result.output


def test_two_seeds_part_where_chance_first_decides(story: Path) -> None:
    story.write_text(STORY + "weather: storm\n")

    assert compare(story, "--seed-b", "2").exit_code == 1
    assert compare(story, "--seed", "2", "--seed-b", "2").exit_code == 0


def test_the_json_has_everything_and_is_the_same_each_time(story: Path, tmp_path: Path) -> None:
    other = changed(story, "day 1 10:05", "day 1 11:05")
    files = [tmp_path / "first.json", tmp_path / "second.json"]
    for file in files:
        compare(story, other, "--json", file)

    told = json.loads(files[0].read_bytes())
    assert files[0].read_bytes() == files[1].read_bytes()
    assert told["alike"] is False
    assert told["first_difference"]["a"]["operation"] == "take payment"
    assert told["first_difference"]["a"]["instant"] == "2026-03-01T23:05:00.000Z"
    assert [each["document"] for each in told["arrived_at_another_time"]] == ["payment 1 on invoice 1"]


def test_bad_input_ends_with_2_and_says_what_to_do(story: Path, tmp_path: Path) -> None:
    (tmp_path / "no-story.yaml").write_text("scenario: Nothing\n")

    for words, said in (
        ((story,), "name a second file, --seed-b or --engine-b"),
        ((story, tmp_path / "no-story.yaml"), "no-story.yaml:1:1: "),
        ((story, tmp_path / "nowhere.yaml"), "there is no such file or folder"),
        ((story, tmp_path), "scenarios in this folder; name one file"),
        ((story, "--engine-b", "nowhere:create"), "no engine at 'nowhere:create'"),
        ((story, story, "--json", tmp_path / "nowhere" / "x.json"), "there is no folder"),
    ):
        if words[1:] == (tmp_path,):
            (tmp_path / "no-story.yaml").write_text(STORY)
        result = compare(*words)

        assert result.exit_code == 2, result.output
        assert said in result.output.replace("\n", "")


def test_a_run_that_breaks_is_told_and_ends_with_1(story: Path) -> None:
    result = compare(story, "--engine-b", "json:dumps")

    assert result.exit_code == 1
    assert "A payment: the run broke: TypeError" in result.output
