"""Runs as annotations of a GitHub job: what broke stands beside the scenario file in the pull request."""

from collections.abc import Iterable, Iterator

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged


def annotations(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Return one workflow command a line: an error for each broken promise and each broken run."""
    for each in outcomes:
        if isinstance(each, BrokenRun):
            yield _error(each, "the run broke", each.reason)
            continue
        for verdict in each.verdicts:
            if verdict.outcome is Judged.INVALID:
                yield _error(each, verdict.expectation, "\n".join(verdict.evidence))


def _error(outcome: Outcome, promise: str, told: str) -> str:
    title = f"title={_property(f'{outcome.scenario}: {promise}')}"
    where = f"file={_property(str(outcome.path))}," if outcome.path else ""
    message = _data(f"{told}\nTo see it again: {outcome.reproduce}")
    return f"::error {where}{title}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
