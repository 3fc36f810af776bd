"""What a person reads on the terminal, and what a log shows while it runs."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

from rich.console import Console

from harness.batch import BrokenRun
from harness.reporting.console import tell, tell_summary
from harness.reporting.progress import Bar, Lines, watcher_on
from harness.result import RunResult
from harness.scenario.loader import loads
from harness.scenario.schema import Scenario

STORY = "scenario: A [story]\nstarts: 2026-03-02T08:00:00+11:00\ntimeline: [{at: day 1 09:00, do: connect}]\n"


def printed(say: Callable[[Console], object], *, terminal: bool = False) -> str:
    page = StringIO()
    say(Console(file=page, width=100, force_terminal=terminal))
    return page.getvalue()


def story() -> Scenario:
    return loads(STORY)


def test_a_run_is_told_with_verdicts_books_breaks_and_the_command(broken_result: RunResult) -> None:
    told = printed(lambda console: tell(console, broken_result))

    for part in (
        "The batch sync in small  broken",
        "nothing doubled",
        "Xero has the payment of 120.00 once more.",
        "DUPLICATED",
        "+120.00",
        "To record in Xero by hand: 2 payments by account credit, 240.00 in all",
        "1 document waiting for a person",
        "304: PUT /Payments 298, PUT /Invoices 6",
        "paymentminute 8",
        "the backfill took 5 h; Xero's limits allow 4 h 57 m, 1.01 times that",
    ):
        assert part in told


def test_digest_and_command_stay_on_one_line_however_narrow_the_terminal(result: RunResult) -> None:
    page = StringIO()
    tell(Console(file=page, width=40), result)

    assert result.digest in page.getvalue()
    assert result.reproduce in page.getvalue()


def test_no_patients_name_is_told(result: RunResult) -> None:
    assert "Lovelace" not in printed(lambda console: tell(console, result))


def test_words_in_brackets_are_words_and_not_colours(changed: Callable[..., RunResult]) -> None:
    odd = changed(scenario="A [red]story[/red]")

    assert "A [red]story[/red]" in printed(lambda console: tell(console, odd))
    assert "A [red]story[/red]" in printed(lambda console: tell_summary(console, [odd, odd]))


def test_the_summary_has_a_line_for_each_and_names_the_broken_ones(
    result: RunResult, broken_result: RunResult
) -> None:
    boom = BrokenRun(scenario="Boom", seed=3, path=None, reason="it broke", reproduce="harness run boom.yaml")

    good = printed(lambda console: tell_summary(console, [result, result]))
    bad = printed(lambda console: tell_summary(console, [result, broken_result, boom]))

    assert "Every expectation of 2 scenarios holds." in good
    assert "2 of 3 scenarios broken: The batch sync in small, Boom" in bad


def test_a_log_gets_one_line_for_each_day(result: RunResult) -> None:
    def watch(console: Console) -> None:
        watcher = watcher_on(console, "3/15")
        watcher.begin(story())
        for hours in range(0, 72, 2):
            at = result.started_at + timedelta(hours=hours)
            watcher.at(at, hours // 24 + 1, "delivering", hours, 100, hours * 2)
        watcher.end(result)

    told = printed(watch).splitlines()

    assert told[0] == "3/15 A [story]"
    assert told[2] == "      day 2 08:00  delivering  24 of 100 in Xero  48 requests"
    assert len(told) == 5
    assert told[-1] == "      held after 1.2 s"


def test_a_terminal_gets_a_bar_that_leaves_no_thread_and_no_trace(result: RunResult) -> None:
    def watch(console: Console) -> None:
        watcher = watcher_on(console, "1/1")
        assert isinstance(watcher, Bar)
        watcher.begin(story())
        watcher.at(result.started_at, 1, "delivering", 10, 100, 20)
        watcher.end(result)
        watcher.leave()

    told = printed(watch, terminal=True)

    assert "A [story]" in told
    assert "10 of 100 in Xero" in told


def test_a_log_is_told_in_lines() -> None:
    assert isinstance(watcher_on(Console(file=StringIO()), "1/1"), Lines)
