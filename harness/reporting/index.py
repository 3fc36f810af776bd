"""The index over the pages of several runs: all stories at a glance."""

from collections.abc import Iterator, Sequence
from typing import Any

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.reporting.periods import connected_periods, disconnected_periods, trouble_periods
from harness.reporting.phrasing import duration
from harness.reporting.templating import TEMPLATES
from harness.result import RunResult


def index_page(pages: Sequence[tuple[str, Outcome]]) -> str:
    """Return the index over several runs: (file name, outcome) of each."""
    return TEMPLATES.get_template("index.html").render(
        rows=[_row(name, outcome) for name, outcome in pages],
        broken=sum(1 for _, outcome in pages if isinstance(outcome, BrokenRun) or not outcome.held),
    )


def _row(name: str, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, BrokenRun):
        return {"broken_run": outcome, "page": None, "result": None}
    spans = list(_spans(outcome))
    return {
        "broken_run": None,
        "page": name,
        "result": outcome,
        "held": sum(1 for each in outcome.verdicts if each.outcome is Judged.VALID),
        "wrong": sum(1 for each in outcome.breaks if not each.kind.expected),
        "requests": sum(outcome.requests.values()),
        "spans": spans,
        "spans_in_words": ", ".join(dict.fromkeys(words for _, _, _, words in spans)),
    }


def _spans(result: RunResult) -> Iterator[tuple[str, float, float, str]]:
    """Kind, left and width (of 100), and words of what lasted in a run: its connection, then its troubles."""
    length = max(result.virtual_seconds, 1)
    lost = [("disconnected", each) for each in disconnected_periods(result)]
    lasting = [(each.kind, each) for each in (*connected_periods(result), *trouble_periods(result))]
    for kind, each in (*lost, *lasting):
        left = (each.began - result.started_at).total_seconds() / length * 100
        seconds = (each.ended - each.began).total_seconds()
        yield kind, round(left, 2), round(seconds / length * 100, 2), f"{kind} for {duration(seconds)}"
