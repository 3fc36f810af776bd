"""Annotations: a broken promise stands beside its scenario file in the pull request."""

from collections.abc import Callable
from pathlib import Path

from harness.batch import BrokenRun
from harness.reporting.annotations import annotations
from harness.result import RunResult


def test_a_broken_promise_is_one_error_at_its_file(broken_result: RunResult) -> None:
    [line] = annotations([broken_result])

    assert line == (
        "::error file=scenarios/small.yaml,title=The batch sync in small%3A nothing doubled"
        "::Xero has the payment of 120.00 once more."
        "%0ATo see it again: harness run scenarios/small.yaml --seed 7"
    )


def test_a_suite_that_holds_says_nothing(result: RunResult) -> None:
    assert list(annotations([result])) == []


def test_a_run_that_broke_is_an_error() -> None:
    boom = BrokenRun(scenario="Boom", seed=3, path=Path("a,b.yaml"), reason="100%", reproduce="again")

    [line] = annotations([boom])

    assert line == "::error file=a%2Cb.yaml,title=Boom%3A the run broke::100%25%0ATo see it again: again"


def test_a_scenario_that_has_no_file_is_told_without_one(changed: Callable[..., RunResult]) -> None:
    boom = BrokenRun(scenario="Boom", seed=3, path=None, reason="why", reproduce="again")

    assert list(annotations([boom, changed()])) == [
        "::error title=Boom%3A the run broke::why%0ATo see it again: again"
    ]
