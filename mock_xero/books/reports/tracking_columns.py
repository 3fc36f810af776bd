"""Tracking in reports: one column for each option of a category, or each combination of two categories.

Only postings that name an option count: debtors, banks and GST have none. That what has no option stands
under "Unassigned", and all of it under "Total", is our reading; OpenAPI says nothing of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from mock_xero.books.catalogue.tracking import TrackingCategory, TrackingOption
from mock_xero.books.day_totals import Options
from mock_xero.books.reports.ledger import Column, Ledger
from mock_xero.books.reports.periods import Period
from mock_xero.books.reports.profit_and_loss import columns_of

_Part = tuple[str, Callable[[Options], bool]]


@dataclass(frozen=True, slots=True)
class TrackingChosen:
    """A category, and one of its options if that alone is meant."""

    category: TrackingCategory
    option: TrackingOption | None = None


def with_all_of(option_ids: frozenset[str]) -> Callable[[Options], bool]:
    """Return what is tracked with each of these options."""
    return option_ids.issubset


def tracked_columns(
    ledger: Ledger, chosen: Sequence[TrackingChosen], periods: Sequence[Period]
) -> list[Column]:
    """A column for each combination; one that stands alone is compared over the periods."""
    combinations = list(product(*map(_parts, chosen)))
    if len(combinations) == 1:
        return columns_of(ledger.tracked(_all_fit(combinations[0])), periods)
    present = periods[:1]
    columns = [
        Column(", ".join(label for label, _ in parts), column.of)
        for parts in combinations
        for column in columns_of(ledger.tracked(_all_fit(parts)), present)
    ]
    return columns + [Column("Total", column.of) for column in columns_of(ledger, present)]


def _parts(chosen: TrackingChosen) -> Iterator[_Part]:
    if chosen.option is not None:
        yield chosen.option.name, with_all_of(frozenset({chosen.option.option_id}))
        return
    options = chosen.category.standing_options()
    for option in options:
        yield option.name, with_all_of(frozenset({option.option_id}))
    yield "Unassigned", frozenset(each.option_id for each in options).isdisjoint


def _all_fit(parts: Sequence[_Part]) -> Callable[[Options], bool]:
    return lambda options: all(fits(options) for _, fits in parts)
