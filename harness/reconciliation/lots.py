"""One payment on one side that the other side holds as several: the same invoice, day and account. Pure.

Sums have to agree to the cent. A payment set against another invoice is never part of a lot: the invoice
that it should have paid is open in Xero, and a person has to know.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from harness.ledger import LedgerPayment
from harness.reconciliation import pairing
from harness.reconciliation.pairing import Piles

ZERO: Final = Decimal("0.00")
SEARCHED_AT_MOST: Final = 12  # payments of one invoice, day and account: beyond, only all together are tried
Payments = list[LedgerPayment]


@dataclass(frozen=True, slots=True)
class Lot:
    """Payments that are the same money: one on one side, several on the other."""

    clinic: tuple[LedgerPayment, ...]
    xero: tuple[LedgerPayment, ...]

    @property
    def amount(self) -> Decimal:
        return sum((payment.amount for payment in self.clinic), ZERO)


def find_lots(clinic: Sequence[LedgerPayment], xero: Sequence[LedgerPayment]) -> tuple[Lot, ...]:
    """Find the lots among what does not agree one to one."""
    piles = Piles.of(clinic, xero)
    piles.pair_app(pairing.exactly)
    piles.pair_bookkeeper(pairing.exactly)
    if not piles.clinic:
        return ()
    ours, theirs = _together(piles.clinic), _together([*piles.app, *piles.bookkeeper])
    return tuple(lot for key in sorted(ours.keys() & theirs.keys()) for lot in _among(ours[key], theirs[key]))


def without(payments: Sequence[LedgerPayment], taken: Sequence[LedgerPayment]) -> tuple[LedgerPayment, ...]:
    """Return the payments but for one each of those taken."""
    left = list(payments)
    for payment in taken:
        left.remove(payment)
    return tuple(left)


def _among(ours: Payments, theirs: Payments) -> Iterator[Lot]:
    for payment in tuple(ours):
        if several := _adding_up_to(payment.amount, theirs):
            yield Lot((payment,), several)
            ours.remove(payment)
            theirs[:] = without(theirs, several)
    for payment in tuple(theirs):
        if several := _adding_up_to(payment.amount, ours):
            yield Lot(several, (payment,))
            theirs.remove(payment)
            ours[:] = without(ours, several)


def _adding_up_to(amount: Decimal, payments: Payments) -> tuple[LedgerPayment, ...]:
    """Return the fewest payments, the first of them, that make up the amount; none, if none do."""
    sizes = range(2, len(payments) + 1) if len(payments) <= SEARCHED_AT_MOST else (len(payments),)
    return next(
        (
            several
            for size in sizes
            for several in combinations(payments, size)
            if sum((payment.amount for payment in several), ZERO) == amount
        ),
        (),
    )


def _together(payments: Payments) -> dict[tuple[str, str, str], Payments]:
    found: dict[tuple[str, str, str], Payments] = defaultdict(list)
    for payment in payments:
        found[payment.invoice, payment.date.isoformat(), payment.account].append(payment)
    return found
