"""The page about the scenario language names everything that the language knows."""

from pathlib import Path

import pytest

from harness.reconciliation.breaks import BreakKind
from harness.scenario.schema import PROFILES, STEPS, Clinic, Defaults, LimitWords, Promise, Scenario
from harness.scenario.words import word_of

PAGE = (Path(__file__).parents[2] / "docs" / "scenario-language.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_a_row_with_all_that_it_takes(step: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{step}` |"))

    taken = [word_of(name) for name in STEPS[step].model_fields if name not in {"at", "do"}]

    assert [word for word in taken if f"`{word}`" not in row] == []


def test_every_key_profile_promise_and_break_is_named() -> None:
    keys = [
        word_of(name)
        for mapping in (Scenario, Clinic, Defaults, LimitWords)
        for name in mapping.model_fields
        if mapping is not Scenario or name != "name"
    ]
    words = [*keys, *PROFILES, *(promise.value for promise in Promise), *(kind.name for kind in BreakKind)]

    assert [word for word in words if f"`{word}`" not in PAGE] == []
