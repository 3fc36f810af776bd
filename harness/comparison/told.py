"""The breaks of a comparison, kept on the disk, told by importance: wrong before expected, then the money."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import msgspec

from harness.comparison.groups import ENCODER
from harness.reconciliation.breaks import Break, BreakKind

ZERO: Final = Decimal("0.00")
IMPORTANCE: Final = {kind: place for place, kind in enumerate(BreakKind)}
BREAK: Final = msgspec.msgpack.Decoder(Break)


@dataclass(slots=True)
class Tally:
    """How many breaks of one kind there are, and what they come to."""

    count: int = 0
    amount: Decimal = ZERO
    difference: Decimal = ZERO


class Told:
    """Breaks go in as they are found, and come out by importance; tallies are kept by kind and record."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        self._tallies: dict[tuple[BreakKind, str], Tally] = defaultdict(Tally)
        disk.execute("CREATE TABLE told (kind INT, money REAL, digits INT, number TEXT, body BLOB)")

    def put(self, breaks: Iterable[Break]) -> None:
        for told in breaks:
            tally = self._tallies[told.kind, told.record.kind]
            tally.count += 1
            tally.amount += told.amount
            tally.difference += told.difference
            number = told.record.number
            row = IMPORTANCE[told.kind], -abs(told.amount), len(number), number, ENCODER.encode(told)
            self._disk.execute("INSERT INTO told VALUES (?, ?, ?, ?, ?)", (row[0], float(row[1]), *row[2:]))

    def of(self, kind: BreakKind, at_most: int = -1) -> Iterator[Break]:
        """Tell the breaks of one kind, the largest first; all of them, unless it is said how many at most."""
        rows = self._disk.execute(
            "SELECT body FROM told WHERE kind = ? ORDER BY money, digits, number, body LIMIT ?",
            (IMPORTANCE[kind], at_most),
        )
        return (BREAK.decode(body) for (body,) in rows)

    def __iter__(self) -> Iterator[Break]:
        for kind in BreakKind:
            yield from self.of(kind)

    def count(self, *kinds: BreakKind) -> int:
        return sum(tally.count for (kind, _), tally in self._tallies.items() if kind in kinds)

    def amount(self, kind: BreakKind) -> Decimal:
        return sum((tally.amount for (each, _), tally in self._tallies.items() if each is kind), ZERO)

    def differences(self, record: str) -> dict[BreakKind, Decimal]:
        """Return, for invoices or for payments, by how much each kind sets the sums apart."""
        return {
            kind: self._tallies[kind, record].difference
            for kind in BreakKind
            if (kind, record) in self._tallies and self._tallies[kind, record].difference
        }
