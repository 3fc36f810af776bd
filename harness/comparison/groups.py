"""Both sides' postings, sorted on the disk, and handed out one invoice number after the other."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from operator import itemgetter
from typing import Final

import msgspec

from harness.ledger import Ledger, LedgerInvoice, LedgerPayment, ManualPayment, Posting


class Side(IntEnum):
    CLINIC = 0
    XERO = 1


class Form(IntEnum):
    INVOICE = 0
    PAYMENT = 1
    CREDIT_USE = 2


ENCODER: Final = msgspec.msgpack.Encoder()
INVOICE: Final = msgspec.msgpack.Decoder(LedgerInvoice)
PAYMENT: Final = msgspec.msgpack.Decoder(LedgerPayment)
CREDIT_USE: Final = msgspec.msgpack.Decoder(ManualPayment)
LEDGER: Final = msgspec.msgpack.Decoder(Ledger)
Row = tuple[str, int, int, str, bytes]


@dataclass(frozen=True, slots=True)
class Group:
    """All that either side has under one invoice number.

    `repeated` counts documents that came twice, as when Xero's pages shift under a reader: the last holds.
    """

    number: str
    clinic: Ledger
    xero: Ledger
    repeated: int = 0


class Groups:
    """Postings go in as they come, and come out by number."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        disk.execute("CREATE TABLE posting (number TEXT, side INT, form INT, id TEXT, body BLOB)")

    def put(self, side: Side, postings: Iterable[Posting]) -> None:
        self._disk.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?, ?)", (_row(side, posting) for posting in postings)
        )

    def __iter__(self) -> Iterator[Group]:
        rows = self._disk.execute("SELECT * FROM posting ORDER BY number, side, form, id, rowid")
        for number, together in groupby(rows, key=itemgetter(0)):
            yield _group(number, list(together))


class SetAside:
    """Groups that wait, in the order in which they came, until more is known about their payments."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        disk.execute("CREATE TABLE set_aside (number TEXT, clinic BLOB, xero BLOB)")

    def put(self, group: Group) -> None:
        row = group.number, ENCODER.encode(group.clinic), ENCODER.encode(group.xero)
        self._disk.execute("INSERT INTO set_aside VALUES (?, ?, ?)", row)

    def __iter__(self) -> Iterator[Group]:
        for number, clinic, xero in self._disk.execute("SELECT * FROM set_aside ORDER BY rowid"):
            yield Group(number, LEDGER.decode(clinic), LEDGER.decode(xero))


def _row(side: Side, posting: Posting) -> Row:
    body = ENCODER.encode(posting)
    match posting:
        case LedgerInvoice():
            return posting.number, side, Form.INVOICE, posting.document, body
        case LedgerPayment():
            return posting.invoice, side, Form.PAYMENT, posting.document, body
        case ManualPayment():
            return posting.invoice, side, Form.CREDIT_USE, "", body


def _group(number: str, rows: list[Row]) -> Group:
    kept = _last_of_each(rows)
    clinic, xero = _ledger(kept, Side.CLINIC), _ledger(kept, Side.XERO)
    return Group(number, clinic, xero, len(rows) - len(kept))


def _ledger(rows: list[Row], side: Side) -> Ledger:
    def bodies(wanted: Form) -> Iterator[bytes]:
        return (body for _, whose, form, _, body in rows if whose == side and form == wanted)

    return Ledger(
        tuple(map(INVOICE.decode, bodies(Form.INVOICE))),
        tuple(map(PAYMENT.decode, bodies(Form.PAYMENT))),
        tuple(map(CREDIT_USE.decode, bodies(Form.CREDIT_USE))),
    )


def _last_of_each(rows: list[Row]) -> list[Row]:
    """Equal ids are neighbours, the last of them the newest; a use of credit has none."""
    return [row for row, after in zip(rows, [*rows[1:], None], strict=True) if not _is_again(row, after)]


def _is_again(row: Row, after: Row | None) -> bool:
    return after is not None and bool(row[3]) and row[:4] == after[:4]
