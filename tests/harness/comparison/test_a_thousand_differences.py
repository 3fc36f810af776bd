"""A thousand differences of all kinds among innocent peculiarities: each is told, and nothing else.

Recall and precision are 1.0 for every kind, and the sums of both sides are explained to the cent.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest

from harness.ledger import Origin
from harness.reconciliation.breaks import BreakKind
from harness.simulation.choices import Choices, SeededChoices
from tests.harness.comparison.comparing import compared
from tests.harness.reconciliation.planting import (
    MONDAY,
    PLANTS,
    Books,
    Plant,
    Shape,
    write,
)

DIFFERENCES: Final = 1_000
INNOCENT: Final = 500
Innocence = Callable[[Books, str], None]


def payment_moved(books: Books, number: str) -> None:
    """The money is on another invoice in Xero, an innocent open one."""
    payment = books.xero.of(number)[0]
    books.xero.payments.remove(payment)
    books.xero.payments.append(replace(payment, invoice="1"))
    books.expect(BreakKind.MISALLOCATED, "payment", number, payment.amount)


def contact_doubled(books: Books, number: str) -> None:
    """The customer of invoice 1 has another contact here."""
    invoice = _named(books, number, clinic="customer of 1", xero=f"contact of {number}")
    books.expect(BreakKind.DUPLICATED, "invoice", number, invoice)


def contact_of_another(books: Books, number: str) -> None:
    """Somebody else's invoice is on the contact of invoice 1."""
    invoice = _named(books, number, clinic=f"customer of {number}", xero="contact of 1")
    books.expect(BreakKind.MISALLOCATED, "invoice", number, invoice)


def as_written(books: Books, number: str) -> None:
    del books, number


def split_in_xero(books: Books, number: str) -> None:
    """One payment of the clinic is three in Xero."""
    for payment in books.xero.of(number):
        books.xero.payments.remove(payment)
        parts = (Decimal("10.00"), Decimal("5.01"), payment.amount - Decimal("15.01"))
        books.xero.payments += [
            replace(payment, document=f"{payment.document} piece {place}", amount=amount)
            for place, amount in enumerate(parts)
        ]


def lumped_in_xero(books: Books, number: str) -> None:
    """Two payments of the clinic are one in Xero."""
    first, second = books.xero.of(number)
    books.xero.payments.remove(first)
    books.xero.payments.remove(second)
    books.xero.payments.append(replace(first, document="lump", amount=first.amount + second.amount))


def recorded_by_a_bookkeeper(books: Books, number: str) -> None:
    """What the sync did not bring a person recorded, on another day in another account."""
    payment = books.xero.of(number)[0]
    books.xero.payments.remove(payment)
    by_hand = replace(payment, origin=Origin.BOOKKEEPER, account="090", date=payment.date + timedelta(days=9))
    books.xero.payments.append(by_hand)


def account_unknown_to_clinic(books: Books, number: str) -> None:
    payment = books.clinic.of(number)[0]
    books.clinic.payments.remove(payment)
    books.clinic.payments.append(replace(payment, account=""))


PLANTED: Final[tuple[tuple[Shape, Plant], ...]] = (
    *((shape, plant) for shape, plants in PLANTS.items() for plant in plants),
    (Shape.PAID, payment_moved),
    (Shape.OPEN, contact_doubled),
    (Shape.OPEN, contact_of_another),
)
INNOCENCES: Final[tuple[tuple[Shape, Innocence], ...]] = (
    *((shape, as_written) for shape in Shape),
    (Shape.PAID, split_in_xero),
    (Shape.IN_TWO_PARTS, lumped_in_xero),
    (Shape.PAID, recorded_by_a_bookkeeper),
    (Shape.PAID, account_unknown_to_clinic),
)


def books_with_differences(choices: Choices) -> Books:
    """Write 1,500 invoices; on every one of a thousand plant a difference, each kind equally often."""
    books = Books()
    write(books, "1", Shape.OPEN, Decimal("99.99"), MONDAY)
    _named(books, "1", clinic="customer of 1", xero="contact of 1")
    wanted = [PLANTED[place % len(PLANTED)] for place in range(DIFFERENCES)]
    wanted += [INNOCENCES[place % len(INNOCENCES)] for place in range(INNOCENT)]
    for place, (shape, change) in enumerate(choices.shuffled(wanted, label="what is where"), 2):
        day = MONDAY + timedelta(days=choices.integer(0, 300, label="day"))
        write(books, str(place), shape, Decimal("100.00") + place + Decimal(place * 2) / 100, day)
        change(books, str(place))
    return books


def _named(books: Books, number: str, *, clinic: str, xero: str) -> Decimal:
    """Say who pays an invoice on either side; return its total."""
    for side, customer in ((books.clinic, clinic), (books.xero, xero)):
        place = next(at for at, each in enumerate(side.invoices) if each.number == number)
        side.invoices[place] = replace(side.invoices[place], customer=customer)
    return books.clinic.invoices[-1].total


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_difference_is_told_and_nothing_else(seed: int) -> None:
    books = books_with_differences(SeededChoices(seed))

    found = compared(books.clinic.ledger(), books.xero.ledger())

    for kind in BreakKind:
        planted = Counter({told: n for told, n in books.expected.items() if told[0] is kind})
        told = Counter({each: n for each, n in found.told.items() if each[0] is kind})
        right = (planted & told).total()
        recall, precision = right / planted.total(), right / told.total()
        assert (recall, precision) == (1.0, 1.0), (
            f"{kind.name}: {planted - told} not told, {told - planted} false"
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_breaks_explain_all_that_lies_between_the_sums(seed: int) -> None:
    books = books_with_differences(SeededChoices(seed))

    found = compared(books.clinic.ledger(), books.xero.ledger())

    assert found.unexplained == [0, 0]
    assert {(1, 3), (2, 1)} == set(found.lots)


def test_all_eight_kinds_are_planted() -> None:
    books = books_with_differences(SeededChoices(1))

    assert {kind for kind, _, _ in books.expected} == set(BreakKind)
    assert sum(not kind.expected for kind, _, _ in books.expected.elements()) >= DIFFERENCES
