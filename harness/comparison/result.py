"""What a comparison comes to: counts and sums in memory, breaks and lots on the disk while it is open."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import msgspec

from harness.comparison.groups import ENCODER
from harness.comparison.told import Told
from harness.comparison.totals import Proof, Totals
from harness.reconciliation.breaks import BreakKind
from harness.reconciliation.lots import Lot

ZERO: Final = Decimal("0.00")
WRONG: Final = tuple(kind for kind in BreakKind if not kind.expected)
LOT: Final = msgspec.msgpack.Decoder(Lot)


class Lots:
    """Payments that one side holds as one and the other as several, in the order of their numbers."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        self.one_to_many = 0
        self.many_to_one = 0
        disk.execute("CREATE TABLE lot (body BLOB)")

    def put(self, lots: Iterable[Lot]) -> None:
        for lot in lots:
            self.one_to_many += len(lot.clinic) == 1
            self.many_to_one += len(lot.xero) == 1
            self._disk.execute("INSERT INTO lot VALUES (?)", (ENCODER.encode(lot),))

    def __iter__(self) -> Iterator[Lot]:
        return (LOT.decode(body) for (body,) in self._disk.execute("SELECT body FROM lot ORDER BY rowid"))


@dataclass(slots=True)
class Comparison:
    """All that was found. `matches` are one to one; `repeated` documents came twice and were read once."""

    told: Told
    lots: Lots
    clinic: Totals = field(default_factory=Totals)
    xero: Totals = field(default_factory=Totals)
    matches: int = 0
    credit_recorded: Decimal = ZERO
    repeated: int = 0

    @property
    def wrong(self) -> int:
        return self.told.count(*WRONG)

    @property
    def proofs(self) -> tuple[Proof, Proof]:
        """Return the proof for invoices and the one for payments."""
        clinic, xero, told = self.clinic, self.xero, self.told
        return (
            Proof("invoice", clinic.invoiced, xero.invoiced, told.differences("invoice")),
            Proof("payment", clinic.paid, xero.paid, told.differences("payment"), self.credit_recorded),
        )
