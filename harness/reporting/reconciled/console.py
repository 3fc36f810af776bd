"""A comparison on the terminal: the outcome, the kinds of break, the proof, the weightiest breaks."""

from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.comparison.result import Comparison
from harness.comparison.totals import Proof
from harness.reconciliation.breaks import BreakKind
from harness.reporting.phrasing import counted, money, signed
from harness.reporting.reconciled.rows import TITLES

SHOWN_OF_A_KIND: Final = 3


def tell_comparison(console: Console, found: Comparison) -> None:
    """Print what was found."""
    expected = found.told.count(BreakKind.OPEN_FOR_ACCOUNT_CREDIT)
    word, style = ("wrong", "bold red") if found.wrong else ("right", "bold green")
    console.print(
        f"The books are [{style}]{word}[/]: {counted(found.wrong, 'break')}, {expected:,} expected."
    )
    console.print(_agreement(found), highlight=False)
    if found.wrong or expected:
        console.print(_kinds(found))
    for proof in found.proofs:
        console.print(escape(proof_sentence(proof)), highlight=False)
    for kind in BreakKind:
        for told in found.told.of(kind, SHOWN_OF_A_KIND):
            style = "yellow" if kind.expected else "red"
            console.print(f"  [{style}]{TITLES[kind]}[/]: {escape(told.explanation)}")


def proof_sentence(proof: Proof) -> str:
    """Say in one sentence what lies between the sums, and whether the breaks explain it."""
    name = "Invoices" if proof.record == "invoice" else "Payments"
    sums = f"{name}: clinic {money(proof.clinic)}, Xero {money(proof.xero)}"
    sums += f", difference {signed(proof.difference)}"
    if proof.unexplained:
        return f"{sums}: {signed(proof.unexplained)} of it is NOT explained by the breaks."
    return f"{sums}: the difference is wholly explained." if proof.difference else f"{sums}."


def _agreement(found: Comparison) -> str:
    lots = found.lots
    words = f"{found.matches:,} postings agree one to one"
    words += f", {lots.one_to_many:,} one to many, {lots.many_to_one:,} many to one."
    return words + (
        f" {counted(found.repeated, 'document')} came twice and was read once." if found.repeated else ""
    )


def _kinds(found: Comparison) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Break")
    table.add_column("How many", justify="right")
    table.add_column("Amount", justify="right")
    for kind in BreakKind:
        if count := found.told.count(kind):
            table.add_row(TITLES[kind], f"{count:,}", signed(found.told.amount(kind)))
    return table
