"""`harness gallery`: a broken engine is caught by a drawn story, which is shrunk, told and kept."""

import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from harness.cli import app
from harness.exploration.catching import Caught, catch, faults_in, invoices_in
from harness.exploration.shrinking import Shrunk
from harness.exploration.telling_the_gallery import as_json, line, summary, table
from harness.scenario.loader import loads

STORY = """\
scenario: Caught
starts: 2026-03-02T08:00:00+11:00
clinic: {name: Harbour Physio, time zone: Australia/Sydney}
weather: {answers lost: 5%}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Brown}, amount: 120.00}
  - {at: day 1 10:05, do: pay, invoice: 1, amount: 50.00, by: EFTPOS}
  - {at: day 1 10:05, do: mishap, what: answer lost, to: PUT /Payments}
expect:
  - nothing doubled
"""
LOCKED = """\
  - {at: day 1 10:10, do: xero locks period, until: day 1}
  - {at: day 1 10:20, do: xero unlocks period}
expect:
"""


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def caught(name: str = "key_per_try", *, runs: int = 12, seconds: float = 4.0) -> Caught:
    shrunk = Shrunk(
        scenario=loads(STORY),
        failure="nothing doubled",
        evidence="Twice.",
        runs=40,
        seconds=seconds,
        finished=True,
    )
    return Caught(name=name, runs=runs, seconds=3.0, shrunk=shrunk)


def missed(name: str = "two_workers") -> Caught:
    return Caught(name=name, runs=100, seconds=50.0, shrunk=None)


def test_what_goes_wrong_in_a_story_is_counted_with_its_weather_and_what_mends_it_is_not() -> None:
    story = loads(STORY.replace("expect:\n", LOCKED))

    assert invoices_in(story) == 1
    assert faults_in(story) == 3


@pytest.mark.slow
def test_a_broken_engine_is_caught_by_the_promise_that_names_its_mistake() -> None:
    found = catch("dates_in_utc", runs=3)

    assert found.shrunk is not None
    assert found.shrunk.failure == "amounts agree"
    assert invoices_in(found.shrunk.scenario) == 1


@pytest.mark.slow
def test_an_engine_that_no_story_catches_ends_with_1_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "gallery.json"

    result = harness("gallery", "post_instead_of_put", "--runs", "1", "--json", file)

    assert result.exit_code == 1
    assert "post_instead_of_put: not caught in 1 run" in result.output
    assert json.loads(file.read_text())["gallery"][0]["caught_by"] is None


def test_an_engine_that_is_not_in_the_gallery_ends_with_2_and_the_right_name() -> None:
    result = harness("gallery", "key_per_trial")

    assert result.exit_code == 2
    assert "key_per_try" in result.output


def test_a_file_that_cannot_be_written_ends_with_2_before_anything_runs(tmp_path: Path) -> None:
    result = harness("gallery", "--json", tmp_path / "nowhere" / "gallery.json")

    assert result.exit_code == 2
    assert "there is no folder" in result.output


def test_the_summary_says_how_many_are_caught_how_soon_and_how_short() -> None:
    all_caught = [caught(runs=3), caught(runs=12), caught(runs=40, seconds=61), missed()]

    told = summary(all_caught, [7], 100)

    assert told == [
        "3 of 4 are caught by the promise that names the mistake.",
        "Runs to catch one: median 12, worst 40.",
        "2 of 4 were shrunk within 60 s to 3 invoices and 2 faults at the most.",
        "The good engine broke a promise in 1 of the same 100 stories (seed 7).",
    ]


def test_each_engine_has_its_line_and_its_row() -> None:
    console = Console(record=True, width=100, file=None, quiet=False)
    with console.capture() as captured:
        console.print(table([caught(), missed()]))

    assert "key per try" in captured.get()
    assert "nobody" in captured.get()
    assert line(caught()) == (
        "key_per_try: nothing doubled, after 12 runs and 3.0 s; shrunk to 4 steps in 4.0 s"
    )


def test_machines_get_each_story_as_a_scenario_file() -> None:
    [entry, other] = json.loads(as_json([caught(), missed()], [7]))["gallery"]

    assert loads(entry["story"]).expect == loads(STORY).expect
    assert entry["engine"] == "harness.engines.broken:key_per_try"
    assert other["caught_by"] is None
