"""Test exports of a clinic: thousands of sound rows, and oddities planted in rows that the test knows.

All of it grows from one seed; the clean rows have nothing that could be called odd.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from harness.simulation.choices import SeededChoices

FIRST_DAY: Final = date(2026, 2, 2)
DAYS: Final = 60
TYPES: Final = ("EFTPOS", "Cash", "HICAPS")
GIVEN: Final = ("Agnes", "Bertram", "Cordula", "Dragomir", "Eulalia", "Fenwick", "Griselda", "Horatio")
FAMILY: Final = ("Quibbleworth", "Wobblethorpe", "Featherstone", "Grimshaw", "Ottenbreit", "Pumpernickel")
INVOICE_HEADER: Final = (
    "Invoice #", "Issue date", "Patient ID", "Patient", "Net amount", "Tax", "Total amount", "Notes", "Email",
)  # fmt: skip
PAYMENT_HEADER: Final = (
    "Payment ID", "Date", "Patient ID", "Patient", "Payment type", "Amount", "Invoice", "Comments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """One oddity: the row that has it, and the kind under which it has to be told."""

    file: str
    row: int
    kind: str


@dataclass(slots=True)
class Exports:
    """Two exports under construction. A row's number is its line in the file; the header is line 1."""

    invoices: list[list[str]] = field(default_factory=list)
    payments: list[list[str]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def plant(self, file: str, row: Sequence[str], *kinds: str) -> None:
        rows = self.invoices if file == "invoices" else self.payments
        rows.append(list(row))
        self.planted += [Planted(file, len(rows) + 1, kind) for kind in kinds]

    def invoice_csv(self, delimiter: str = ",") -> bytes:
        return _csv(INVOICE_HEADER, self.invoices, delimiter)

    def payment_csv(self, delimiter: str = ",") -> bytes:
        return _csv(PAYMENT_HEADER, self.payments, delimiter)


def sound_exports(invoices: int, payments: int, seed: int = 1, days: int = DAYS) -> Exports:
    """A clinic's exports without any oddity: so many invoices, paid whole, in halves or not at all."""
    exports, choices = Exports(), SeededChoices(seed)
    for place in range(invoices):
        day = FIRST_DAY + timedelta(days=place * days // invoices)
        cents = choices.integer(4_000, 20_000, label="total")
        who = choices.integer(1, max(2, invoices // 4), label="patient")
        exports.invoices.append(_invoice(exports, 1_001 + place, day, who, Decimal(cents) / 100))
    halved = max(payments - invoices, 0)
    for place in range(min(payments, invoices)):
        number, issued, patient_id, patient, _, _, total, *_ = exports.invoices[place]
        paid = issued if place % 3 else _later(issued, 1)
        for part in _halves(Decimal(total)) if place < halved else [Decimal(total)]:
            source = TYPES[len(exports.payments) % len(TYPES)]
            own = f"R-{len(exports.payments) + 1}"
            exports.payments.append([own, paid, patient_id, patient, source, f"{part:.2f}", number, ""])
    return exports


def with_oddities(exports: Exports, of_each: int) -> Exports:
    """Plant so many of each of the ten oddities, after the sound rows."""
    last = len(exports.invoices)
    for round_ in range(of_each):
        for place, oddity in enumerate(ODDITIES):
            oddity(exports, 1_000_000 + round_ * 100 + place, exports.invoices[(round_ * 10 + place) % last])
    return exports


def _duplicate_invoice(exports: Exports, number: int, sound: list[str]) -> None:
    del number
    exports.plant("invoices", sound, "duplicate")


def _wrong_total(exports: Exports, number: int, sound: list[str]) -> None:
    row = _fresh(exports, number, sound)
    row[6] = f"{Decimal(row[6]) + 7:.2f}"
    exports.plant("invoices", row, "wrong total")


def _bad_date(exports: Exports, number: int, sound: list[str]) -> None:
    row = _fresh(exports, number, sound)
    row[1] = row[3]
    exports.plant("invoices", row, "unreadable date")


def _bad_amount(exports: Exports, number: int, sound: list[str]) -> None:
    row = _fresh(exports, number, sound)
    row[6] = row[3]
    exports.plant("invoices", row, "unreadable amount")


def _duplicate_payment(exports: Exports, number: int, sound: list[str]) -> None:
    del sound
    exports.plant("payments", exports.payments[number % 50], "duplicate")


def _payment_of_two_types(exports: Exports, number: int, sound: list[str]) -> None:
    row = _fresh(exports, number, sound)
    exports.invoices.append(row)
    half, rest = _halves(Decimal(row[6]))
    source = f"Cash: {half:.2f}; EFTPOS: {rest:.2f}"
    paid = [f"X-{number}", row[1], row[2], row[3], source, row[6], row[0], ""]
    exports.plant("payments", paid, "split payment")


def _over_allocated(exports: Exports, number: int, sound: list[str]) -> None:
    row = _fresh(exports, number, sound)
    exports.invoices.append(row)
    set_against = f"{row[0]}: {Decimal(row[6]):.2f}"
    paid = [f"X-{number}", row[1], row[2], row[3], "Cash", f"{Decimal(row[6]) - 1:.2f}", set_against, ""]
    exports.plant("payments", paid, "over-allocated")


def _credit(exports: Exports, number: int, sound: list[str]) -> None:
    row = _fresh(exports, number, sound)
    exports.invoices.append(row)
    paid = [f"X-{number}", row[1], row[2], row[3], "Account credit", row[6], row[0], ""]
    exports.plant("payments", paid, "account credit")


def _refund(exports: Exports, number: int, sound: list[str]) -> None:
    exports.plant(
        "payments", [f"X-{number}", sound[1], sound[2], sound[3], "Refund", "-20.00", sound[0], ""], "refund"
    )


def _unknown_invoice(exports: Exports, number: int, sound: list[str]) -> None:
    exports.plant(
        "payments",
        [f"X-{number}", sound[1], sound[2], sound[3], "Cash", "20.00", str(number + 5_000), ""],
        "unknown invoice",
    )


Oddity = Callable[[Exports, int, list[str]], None]
ODDITIES: Final[tuple[Oddity, ...]] = (
    _duplicate_invoice, _wrong_total, _bad_date, _bad_amount, _duplicate_payment,
    _payment_of_two_types, _over_allocated, _credit, _refund, _unknown_invoice,
)  # fmt: skip


def _fresh(exports: Exports, number: int, sound: list[str]) -> list[str]:
    """A sound row under a new number, for a patient whom nobody else knows."""
    day = date(*(int(part) for part in reversed(sound[1].split("/"))))
    return _invoice(exports, number, day, number, Decimal(sound[6]))


def _invoice(exports: Exports, number: int, day: date, patient: int, total: Decimal) -> list[str]:
    name = f"{GIVEN[patient % len(GIVEN)]} {FAMILY[patient // len(GIVEN) % len(FAMILY)]}"
    exports.names |= {*name.split(), f"patient{patient}@mail.example"}
    email = f"patient{patient}@mail.example"
    return [
        str(number),
        f"{day:%d/%m/%Y}",
        f"C{patient}",
        name,
        f"{total:.2f}",
        "0.00",
        f"{total:.2f}",
        f"{name}'s knee",
        email,
    ]


def _halves(total: Decimal) -> list[Decimal]:
    half = (total / 2).quantize(Decimal("0.01"))
    return [half, total - half]


def _later(day: str, days: int) -> str:
    read = date(*(int(part) for part in reversed(day.split("/"))))
    return f"{read + timedelta(days=days):%d/%m/%Y}"


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([header, *rows])
    return written.getvalue().encode()
