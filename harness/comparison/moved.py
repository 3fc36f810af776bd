"""Finds, on the disk, payments that Xero has on another invoice: the same amount, day and account.

It sees only what agrees with nothing under its own number, and pairs it as the matcher in memory would.
"""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from harness.comparison.groups import ENCODER, PAYMENT, Side
from harness.ledger import LedgerPayment
from harness.reconciliation import pairing
from harness.reconciliation.pairing import Pair, Piles
from harness.reconciliation.payments import Moves


class MovedMoney:
    """What is left over goes in; once all is in, each number can ask what left it and what arrived."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        disk.execute("CREATE TABLE left_over (amount TEXT, day TEXT, account TEXT, side INT, body BLOB)")
        disk.execute("CREATE TABLE moved (number TEXT, left INT, clinic BLOB, xero BLOB)")

    def put(self, piles: Piles) -> None:
        """Keep what neither agrees nor is a copy under its own number."""
        sides = ((Side.CLINIC, piles.clinic), (Side.XERO, piles.app))
        self._disk.executemany(
            "INSERT INTO left_over VALUES (?, ?, ?, ?, ?)",
            (_row(side, payment) for side, payments in sides for payment in payments),
        )

    def pair_up(self) -> None:
        """Pair what is left over on both sides; call it once, when all is in."""
        self._disk.executemany("INSERT INTO moved VALUES (?, ?, ?, ?)", self._pairs())
        self._disk.execute("CREATE INDEX moved_number ON moved (number)")

    def of(self, number: str) -> Callable[[Piles], Moves]:
        """Return what takes this number's moved payments out of its piles."""
        rows = self._disk.execute(
            "SELECT left, clinic, xero FROM moved WHERE number = ? ORDER BY rowid", (number,)
        )
        moves = Moves([], [])
        for left, clinic, xero in rows:
            if left:
                moves.left.append((PAYMENT.decode(clinic), PAYMENT.decode(xero)))
            else:
                moves.arrived.append(PAYMENT.decode(xero))

        def take_out(piles: Piles) -> Moves:
            for payment, _ in moves.left:
                piles.clinic.remove(payment)
            for payment in moves.arrived:
                piles.app.remove(payment)
            return moves

        return take_out

    def _pairs(self) -> Iterator[tuple[str, bool, bytes, bytes]]:
        rows = self._disk.execute("SELECT * FROM left_over ORDER BY amount, day, account, side")
        for _, together in groupby(rows, key=itemgetter(0, 1, 2)):
            for clinic, xero in _paired(list(together)):
                bodies = ENCODER.encode(clinic), ENCODER.encode(xero)
                yield clinic.invoice, True, *bodies
                yield xero.invoice, False, *bodies


def _row(side: Side, payment: LedgerPayment) -> tuple[str, str, str, int, bytes]:
    amount = str(payment.amount.normalize())  # 120 and 120.00 are one amount
    return amount, payment.date.isoformat(), payment.account, side, ENCODER.encode(payment)


def _paired(rows: list[tuple[str, str, str, int, bytes]]) -> list[Pair]:
    payments = {side: [PAYMENT.decode(row[4]) for row in rows if row[3] == side] for side in Side}
    return Piles.of(payments[Side.CLINIC], payments[Side.XERO]).pair_app(pairing.but_for_invoice)
