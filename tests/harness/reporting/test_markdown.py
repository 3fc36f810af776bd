"""The Markdown summary: what a CI job's page shows of a suite."""

from collections.abc import Callable

from harness.batch import BrokenRun
from harness.reporting.markdown import as_markdown
from harness.result import RunResult

BOOM = BrokenRun(
    scenario="Boom", seed=3, path=None, reason="the run broke: KeyError", reproduce="harness run boom"
)


def lines(*outcomes: RunResult | BrokenRun) -> list[str]:
    return as_markdown(list(outcomes)).decode().splitlines()


def test_a_suite_that_holds_is_a_headline_and_a_table(result: RunResult) -> None:
    headline, _, head, _, row = lines(result)

    assert headline == "## 1 scenario, all expectations hold"
    assert head.count("|") == row.count("|")
    assert row.startswith("| The batch sync in small | 7 | ✅ held |")


def test_what_broke_is_told_with_its_evidence_and_the_command(broken_result: RunResult) -> None:
    told = lines(broken_result)

    assert told[0] == "## 1 of 1 scenario broken"
    assert "- **nothing doubled**" in told
    assert "  - Xero has the payment of 120.00 once more." in [line.replace("\\", "") for line in told]
    assert "harness run scenarios/small.yaml --seed 7" in told


def test_a_run_that_broke_is_told_with_its_reason() -> None:
    assert "the run broke: KeyError" in lines(BOOM)


def test_markup_in_a_title_stays_text(changed: Callable[..., RunResult]) -> None:
    row = lines(changed(scenario="A | B <b>\n`c`"))[4]

    assert row.startswith(r"| A \| B \<b\> \`c\` |")


def test_the_same_runs_give_the_same_bytes_however_long_they_took(changed: Callable[..., RunResult]) -> None:
    assert as_markdown([changed(wall_seconds=1.0)]) == as_markdown([changed(wall_seconds=2.0)])
