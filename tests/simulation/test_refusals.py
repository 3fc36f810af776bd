"""Each documented refusal from its cause to the arrival: told on the page and by e-mail, and mended.

Goal: for every reason of the table there is a shipped story, and it is told in words that help.
Method: the story is run twice, once broken off before anybody mends anything, once to its end.
"""

from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from harness.commands.reading import SHIPPED
from harness.engines import builtin
from harness.engines.protocol import Engine, Letter, Postman, Seat
from harness.reporting.phrasing import slug
from harness.result import RunResult
from harness.runner import run_scenario, run_with
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from sync_engine.reasons import MEANINGS, Reason

FOLDER: Final = SHIPPED / "refusals"
BEFORE_ANYTHING_IS_MENDED: Final = timedelta(hours=6)
BY_HAND: Final = {Reason.VOIDED_IN_XERO, Reason.DELETED_IN_XERO, Reason.CHANGED_IN_XERO}
WITHOUT_WORDS: Final = {*BY_HAND, Reason.BREAKS_XERO}


class Reader:
    """Reads the e-mails of a run on their way."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self._on_to: Postman | None = None

    def create(self, seat: Seat) -> Engine:
        """Sit between the engine and the postman that it was given."""
        self._on_to = seat.postman
        return builtin.create(replaced(seat, self))

    async def post(self, letter: Letter) -> None:
        assert self._on_to is not None
        await self._on_to.post(letter)
        self.letters.append(letter)


def replaced(seat: Seat, postman: Postman) -> Seat:
    words = {name: getattr(seat, name) for name in Seat.__dataclass_fields__}
    return Seat(**{**words, "postman": postman})


def story_of(reason: Reason) -> Path:
    return FOLDER / f"refused-{slug(reason.value)}.yaml"


def until_it_is_mended(scenario: Scenario) -> Scenario:
    """Break the story off in the early afternoon of its only day; whatever mends something comes later."""
    steps = [step for step in scenario.timeline if step.at < scenario.starts + BEFORE_ANYTHING_IS_MENDED]
    return scenario.model_copy(update={"timeline": tuple(steps), "expect": ()})


def run(scenario: Scenario) -> tuple[RunResult, list[Letter]]:
    reader = Reader()
    return run_with(scenario, SeededChoices(scenario.seed), reader.create), reader.letters


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: slug(reason.value))
def test_a_refusal_is_told_on_the_page_and_by_e_mail_with_what_to_do(reason: Reason) -> None:
    scenario = load(story_of(reason))
    cause = until_it_is_mended(scenario)

    result, letters = run(cause)

    [parked] = result.parked
    [letter] = letters
    assert parked.reason == MEANINGS[reason].means
    assert bool(parked.xero_says) is (reason not in WITHOUT_WORDS)
    assert MEANINGS[reason].to_do in letter.text
    assert f"nvoice {parked.number}" in letter.subject
    assert parked.xero_says in letter.text
    assert "Falk" not in f"{letter} {parked}"


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: slug(reason.value))
def test_when_the_cause_is_removed_it_arrives(reason: Reason) -> None:
    result = run_scenario(load(story_of(reason)))

    assert [verdict for verdict in result.verdicts if verdict.evidence] == []
    assert result.held
    assert result.parked == []


def test_many_that_are_refused_at_once_make_one_e_mail_that_lists_them() -> None:
    scenario = load(FOLDER / "many-refused-at-once.yaml")

    _, letters = run(scenario)

    [letter] = letters
    assert letter.subject == "8 documents are not in Xero"
    assert letter.text.count("  - Invoice ") == 8


def test_every_story_is_about_one_reason_of_the_table() -> None:
    stories = {file.name for file in FOLDER.glob("refused-*.yaml")}

    assert stories == {story_of(reason).name for reason in Reason}
