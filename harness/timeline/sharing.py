"""Sharing amounts out: over invoices in the order given, out of payment types in the order given. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

ZERO: Final = Decimal("0.00")


def named_amounts(
    wanted: Sequence[tuple[int, Decimal | None]], still_open: Mapping[int, Decimal], money: Decimal
) -> dict[int, Decimal]:
    """Return what each invoice gets; without an amount what is open, the last all the rest."""
    found: dict[int, Decimal] = {}
    left = money - sum((amount for _, amount in wanted if amount), ZERO)
    unsaid = [number for number, amount in wanted if amount is None]
    for number, said in wanted:
        amount = said
        if amount is None:
            last = number == unsaid[-1]
            amount = max(left if last else min(left, still_open[number]), ZERO)
            left -= amount
        if amount > 0:
            found[number] = found.get(number, ZERO) + amount
    return found


def capped(wanted: Mapping[int, Decimal], most: Decimal) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Split amounts into what this much covers, in order, and the rest."""
    covered: dict[int, Decimal] = {}
    rest: dict[int, Decimal] = {}
    for number, amount in wanted.items():
        taken = min(amount, max(most, ZERO))
        most -= taken
        if taken:
            covered[number] = taken
        if amount > taken:
            rest[number] = amount - taken
    return covered, rest


def without_excess(sources: Mapping[str, Decimal], most: Decimal) -> dict[str, Decimal]:
    """Keep of the sources, in order, no more than this much."""
    kept: dict[str, Decimal] = {}
    for name, amount in sources.items():
        taken = min(amount, max(most, ZERO))
        most -= taken
        if taken > 0:
            kept[name] = taken
    return kept
