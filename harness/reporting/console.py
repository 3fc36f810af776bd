"""What a person sees on the terminal: progress while it runs, then what was found. It judges nothing."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.reporting.phrasing import counted, duration, local, money, pace, signed, without_names, zone_of
from harness.result import RunResult

STYLE: Final = {Judged.VALID: "green", Judged.INVALID: "bold red", Judged.UNDECIDED: "yellow"}
WORD: Final = {Judged.VALID: "held", Judged.INVALID: "broken", Judged.UNDECIDED: "undecided"}
SHOWN: Final = 5  # of a long list on the terminal; everything is in the report and in the JSON


def tell(console: Console, outcome: Outcome) -> None:
    """Print what one run found."""
    if isinstance(outcome, BrokenRun):
        _tell_broken(console, outcome)
        return
    console.print(Rule(Text.assemble(outcome.scenario, "  ", _held(held=outcome.held)), align="left"))
    for part in _parts(outcome):
        console.print(Padding(part, (0, 0, 0, 2)))
    for name, value in (("digest", outcome.digest), ("run it again", outcome.reproduce)):
        line = Text.assemble("  ", (f"{name:<15}", "dim"), value)
        console.print(line, soft_wrap=True)  # whole on one line, so that it can be copied
    console.print()


def tell_summary(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print one table over several runs."""
    table = _table("scenario")
    for column in ("outcome", "held", "breaks", "by hand", "requests", "took"):
        table.add_column(column, justify="left" if column == "outcome" else "right", no_wrap=True)
    for each in outcomes:
        table.add_row(*_summary_row(each))
    console.print(table)
    broken = [each.scenario for each in outcomes if isinstance(each, BrokenRun) or not each.held]
    total = counted(len(outcomes), "scenario")
    if broken:
        console.print(Text(f"{len(broken)} of {total} broken: {', '.join(broken)}", "bold red"))
    else:
        console.print(Text(f"Every expectation of {total} holds.", "green"))


def _parts(result: RunResult) -> Iterable[RenderableType]:
    yield _verdicts(result)
    yield _books(result)
    yield from _breaks(result)
    yield from _by_hand(result)
    yield from _parked(result)
    yield _facts(result)


def _verdicts(result: RunResult) -> Table:
    table = _table("expectation", "verdict", "evidence")
    for each in result.verdicts:
        evidence = Text("\n".join(_first(each.evidence)))
        table.add_row(Text(each.expectation), Text(WORD[each.outcome], STYLE[each.outcome]), evidence)
    return table


def _books(result: RunResult) -> Table:
    table = _table("books")
    for column in ("clinic", "Xero", "difference"):
        table.add_column(column, justify="right")
    clinic, xero = result.clinic_totals, result.xero_totals
    for name in ("invoices", "open_invoices", "payments"):
        ours, theirs = getattr(clinic, name), getattr(xero, name)
        more = f"{theirs - ours:+,}" if theirs != ours else "0"
        table.add_row(name.replace("_", " "), f"{ours:,}", f"{theirs:,}", more)
    for name, ours, theirs in (("total", clinic.total, xero.total), ("paid", clinic.paid, xero.paid)):
        table.add_row(name, money(ours), money(theirs), signed(theirs - ours))
    return table


def _breaks(result: RunResult) -> Iterable[RenderableType]:
    wrong = [each for each in result.breaks if not each.kind.expected]
    if not wrong:
        return
    table = _table(counted(len(wrong), "break"), "record", "amount", "explanation")
    for each in wrong[:SHOWN]:
        table.add_row(each.kind.name, str(each.record), signed(each.amount), Text(each.explanation))
    yield table
    yield from _and_more(len(wrong))


def _by_hand(result: RunResult) -> Iterable[RenderableType]:
    payments = result.manual_payments
    if not payments:
        return
    total = money(sum((each.amount for each in payments), Decimal("0.00")))
    yield Text(
        f"To record in Xero by hand: {counted(len(payments), 'payment')} by account credit, {total} in all"
    )
    for each in payments[:SHOWN]:
        yield Text(f"  invoice {each.invoice}  {money(each.amount):>10}  {each.date}")
    yield from _and_more(len(payments))


def _parked(result: RunResult) -> Iterable[RenderableType]:
    if not result.parked:
        return
    yield Text(f"{counted(len(result.parked), 'document')} waiting for a person", "yellow")
    for each in result.parked[:SHOWN]:
        said = f' Xero says: "{without_names(each.xero_says)}"' if each.xero_says else ""
        yield Text(f"  {each.kind} {each.number}: {without_names(each.reason)}{said}")
    yield from _and_more(len(result.parked))


def _facts(result: RunResult) -> Group:
    table = Table.grid(padding=(0, 2))
    for name, value in _fact_lines(result):
        table.add_row(Text(name, "dim"), Text(value))
    return Group(Text(), table)


def _fact_lines(result: RunResult) -> Iterable[tuple[str, str]]:
    zone = zone_of(result)
    requests = sum(result.requests.values())
    yield "requests", f"{requests:,}: {_most(result.requests)}" if requests else "none"
    yield "refused", _most(result.refusals) if result.refusals else "none"
    yield "clinic's time", f"{duration(result.virtual_seconds)}, to {local(result.ended_at, zone)}"
    yield "real time", duration(result.wall_seconds)
    if said := pace(result):
        yield "backfill", said


def _most(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered)


def _first(sentences: Sequence[str]) -> list[str]:
    rest = len(sentences) - SHOWN
    return [*sentences[:SHOWN], f"and {rest} more"] if rest > 0 else list(sentences)


def _and_more(count: int) -> Iterable[Text]:
    if count > SHOWN:
        yield Text(f"  and {count - SHOWN:,} more", "dim")


def _held(*, held: bool) -> Text:
    return Text("held", "bold green") if held else Text("broken", "bold red")


def _tell_broken(console: Console, run: BrokenRun) -> None:
    console.print(Rule(Text.assemble(run.scenario, "  ", ("the run broke", "bold red")), align="left"))
    console.print(Padding(Text(f"{run.reason}\nrun it again: {run.reproduce}"), (0, 0, 1, 2)))


def _summary_row(outcome: Outcome) -> list[RenderableType]:
    if isinstance(outcome, BrokenRun):
        return [Text(outcome.scenario), Text("the run broke", "bold red"), "", "", "", "", ""]
    held = sum(1 for each in outcome.verdicts if each.outcome is Judged.VALID)
    return [
        Text(outcome.scenario),
        _held(held=outcome.held),
        f"{held}/{len(outcome.verdicts)}",
        str(sum(1 for each in outcome.breaks if not each.kind.expected)),
        f"{len(outcome.manual_payments):,}",
        f"{sum(outcome.requests.values()):,}",
        duration(outcome.wall_seconds),
    ]


def _table(*columns: str) -> Table:
    return Table(*columns, box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), pad_edge=False)
