"""A comparison as one page that needs nothing else: printable, filtered by kind, everything escaped."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.comparison.result import Comparison
from harness.reconciliation.advice import suggestion
from harness.reconciliation.breaks import Break, BreakKind
from harness.reporting.phrasing import counted, money, signed
from harness.reporting.reconciled.console import proof_sentence
from harness.reporting.reconciled.rows import TITLES

ROWS_AT_MOST: Final = 500  # of one kind; CSV and JSON have all

_TEMPLATES: Final = Environment(
    loader=PackageLoader("harness.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(money=money, signed=signed, suggestion=suggestion, sentence=proof_sentence)
_TEMPLATES.globals.update(counted=counted, titles=TITLES)


@dataclass(frozen=True, slots=True)
class Chapter:
    """All breaks of one kind, the largest first, as far as a page can hold them."""

    kind: BreakKind
    count: int
    amount: str
    breaks: list[Break]


def comparison_page(found: Comparison) -> Iterator[bytes]:
    """Yield the page in pieces."""
    template = _TEMPLATES.get_template("reconciled.html")
    pieces = template.generate(
        found=found,
        chapters=list(_chapters(found)),
        expected=found.told.count(BreakKind.OPEN_FOR_ACCOUNT_CREDIT),
    )
    return (piece.encode() for piece in pieces)


def _chapters(found: Comparison) -> Iterator[Chapter]:
    for kind in BreakKind:
        if count := found.told.count(kind):
            amount = signed(found.told.amount(kind))
            yield Chapter(kind, count, amount, list(found.told.of(kind, ROWS_AT_MOST)))
