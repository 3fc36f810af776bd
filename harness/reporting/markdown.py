"""Runs as a Markdown summary, for the page of a CI job. The same runs give the same bytes."""

from collections.abc import Iterator, Sequence
from typing import Final

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.reporting.phrasing import counted, duration
from harness.result import RunResult

_MARKUP: Final = "\\`*_{}[]<>()#+-!|~"


def as_markdown(outcomes: Sequence[Outcome]) -> bytes:
    """Return one table of all runs, and below it what broke, with the command that shows it again."""
    return "\n".join(_lines(outcomes)).encode()


def _lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    wrong = [each for each in outcomes if not _held(each)]
    yield f"## {_headline(len(outcomes), len(wrong))}"
    yield ""
    yield "| scenario | seed | verdict | documents | clinic's time |"
    yield "|---|---:|---|---:|---:|"
    for each in outcomes:
        yield _row(each)
    for each in wrong:
        yield ""
        yield f"### {_plain(each.scenario)}"
        yield ""
        yield from _broken(each) if isinstance(each, BrokenRun) else _found(each)
        yield ""
        yield "```sh"
        yield each.reproduce
        yield "```"
    yield ""


def _held(outcome: Outcome) -> bool:
    return not isinstance(outcome, BrokenRun) and outcome.held


def _headline(runs: int, wrong: int) -> str:
    scenarios = counted(runs, "scenario")
    return f"{wrong} of {scenarios} broken" if wrong else f"{scenarios}, all expectations hold"


def _row(outcome: Outcome) -> str:
    if isinstance(outcome, BrokenRun):
        return f"| {_plain(outcome.scenario)} | {outcome.seed} | ⛔ the run broke | | |"
    documents = outcome.clinic_totals.invoices + outcome.clinic_totals.payments
    verdict = "✅ held" if outcome.held else "❌ broken"
    lasted = duration(outcome.virtual_seconds)
    return f"| {_plain(outcome.scenario)} | {outcome.seed} | {verdict} | {documents:,} | {lasted} |"


def _broken(run: BrokenRun) -> Iterator[str]:
    yield _plain(run.reason)


def _found(result: RunResult) -> Iterator[str]:
    for verdict in result.verdicts:
        if verdict.outcome is Judged.INVALID:
            yield f"- **{_plain(verdict.expectation)}**"
            yield from (f"  - {_plain(sentence)}" for sentence in verdict.evidence)


def _plain(text: str) -> str:
    """Text as it stands: what Markdown would read as markup is escaped, and a line stays a line."""
    return "".join(f"\\{each}" if each in _MARKUP else each for each in " ".join(text.split()))
