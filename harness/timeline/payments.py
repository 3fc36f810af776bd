"""Rows of an export of payments as payments: their sources and what they are set against, told by row."""

import re
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal
from typing import Final

from harness.timeline.cells import Cells, UnusableRowError
from harness.timeline.dates import Stamp
from harness.timeline.invoices import GONE, NOT_GONE, ZERO
from harness.timeline.people import People, Person
from harness.timeline.table import Table

REFUND: Final = re.compile(r"\brefund", re.IGNORECASE)
CREDIT: Final = re.compile(
    r"\b(?:account|patient|client|customer|use of|applied) credit\b|^credit(?: used)?$", re.IGNORECASE
)
NO_MONEY: Final = re.compile(
    r"\bwrit(?:e|ten)[ -]?off\b|\badjustment\b|\bdiscount\b|\bbad debt\b", re.IGNORECASE
)
FAILED: Final = GONE | {"failed", "declined", "reversed", "dishonoured", "bounced"}
UNNAMED: Final = "Not said"
_PARTS: Final = re.compile(r"[;|&\n]|,\s+|,(?!\d{1,2}\b)")
_WITH_AMOUNT: Final = re.compile(r"(?P<name>.+?)\s*(?::|=|\(|@)\s*(?P<amount>[^()]+?)\)?")
_SOURCE: Final = re.compile(r"(?P<name>[^\d$€£¥]+?)\s*[:=(]?\s*(?P<amount>-?[$€£¥]?\s*\d[\d.,' ]*)\)?")
Allocations = list[tuple[str, Decimal | None]]  # as the row names the invoice; None where it says no amount


@dataclass(slots=True)
class Payment:
    """One payment of the clinic, as its rows say it. `own` is its number, where there is one."""

    row: int
    own: str
    paid: Stamp
    patient: Person | None
    sources: dict[str, Decimal]
    allocations: Allocations
    credit: Decimal = ZERO  # of the allocations, what account credit paid
    refund: bool = False
    rows: list[int] = field(default_factory=list)

    @property
    def money(self) -> Decimal:
        return sum(self.sources.values(), ZERO)

    def is_same(self, other: "Payment") -> bool:
        mine = (self.own, self.paid, self.patient, self.sources, self.allocations, self.credit)
        return mine == (other.own, other.paid, other.patient, other.sources, other.allocations, other.credit)


def read_payments(table: Table, people: People, zone: tzinfo) -> list[Payment]:
    """Read every row and put those of one payment together; what cannot be used is set aside."""
    found: list[Payment] = []
    by_number: dict[object, list[Payment]] = {}
    for row in table.rows:
        cells = Cells(table, row, zone)
        try:
            payment = _read(cells, people)
            key = payment.own or (payment.paid, payment.money, str(payment.allocations))
            earlier = by_number.setdefault(key, [])
            _refuse_again(payment, earlier, cells)
            earlier.append(payment)
            if len(earlier) == 1 or not payment.own:
                found.append(payment)
        except UnusableRowError as wrong:
            table.ends.set_aside(row.number, wrong.kind, wrong.what, wrong.column)
    for rows in by_number.values():
        if rows[0].own:
            _join(rows, table)
    return found


def _read(cells: Cells, people: People) -> Payment:
    paid = cells.stamp("date")
    if paid is None:
        raise UnusableRowError("no date", "the payment has no date", cells.table.heading("date"))
    said = f"{cells.text('kind')} {cells.text('source')}".strip()
    _refuse_no_payment(cells, said)
    allocations = _allocations(cells)
    sources = _sources(cells, allocations)
    payment = Payment(cells.row.number, cells.text("number"), paid, people.of(cells), sources, allocations)
    payment.rows = [payment.row]
    payment.credit = cells.optional_amount("credit used") or ZERO
    payment.refund = bool(REFUND.search(said)) or payment.money < 0
    if any(CREDIT.search(each) for each in (cells.text("kind"), cells.text("source"))):
        payment.credit, payment.sources = payment.credit or payment.money, {}
    if not payment.money and not payment.credit and not any(amount for _, amount in allocations):
        raise UnusableRowError("no amount", "the payment comes to nothing", cells.table.heading("amount"))
    return payment


def _refuse_no_payment(cells: Cells, said: str) -> None:
    gone = cells.text("deleted").casefold() not in NOT_GONE or cells.text("status").casefold() in FAILED
    if gone:
        name = "deleted" if cells.text("deleted") else "status"
        what = "the payment was deleted or failed: nothing of it belongs in Xero"
        raise UnusableRowError("deleted payment", what, cells.table.heading(name))
    if NO_MONEY.search(said):
        what = "a write-off, discount or adjustment is no money: the sync sends none; look at it by hand"
        raise UnusableRowError("no payment", what, cells.table.heading("source"))


def _sources(cells: Cells, allocations: Allocations) -> dict[str, Decimal]:
    """Return the money by payment type: one cell of several, columns of their own, or one amount."""
    several = _several_sources(cells)
    amount = cells.amount("amount")
    if several:
        come_to = sum(several.values(), ZERO)
        if amount is not None and amount != come_to:
            what = f"the payment types come to {come_to}, the amount says {amount}"
            cells.remark("wrong total", what, "the payment types are taken", "amount")
        if len(several) > 1:
            what = f"{len(several)} payment types in one payment"
            cells.remark("split payment", what, "one payment, an amount for each", "source")
        return several
    if amount is None:
        amount = sum((each for _, each in allocations if each), ZERO)
    return {cells.text("source") or UNNAMED: amount} if amount else {}


def _several_sources(cells: Cells) -> dict[str, Decimal]:
    table = cells.table
    wide: dict[str, Decimal] = {}
    for name, place in table.sources.items():
        amount = cells.amount_in(cells.row.cells[place].strip(), name)
        if amount:
            wide[name] = amount
    parts = [_SOURCE.fullmatch(part.strip()) for part in _PARTS.split(cells.text("source")) if part.strip()]
    if wide or not parts or not all(parts):
        return wide
    found: dict[str, Decimal] = {}
    for part in parts:
        if part is not None:
            name = part["name"].strip()
            found[name] = found.get(name, ZERO) + (
                cells.amount_in(part["amount"], table.heading("source")) or ZERO
            )
    return found


def _allocations(cells: Cells) -> Allocations:
    """Return the invoices that a row names, each with its amount where one is said."""
    text = cells.text("invoice")
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    found: Allocations = []
    for part in parts:
        written = _WITH_AMOUNT.fullmatch(part)
        amount = cells.amount_in(written["amount"], cells.table.heading("invoice")) if written else None
        found.append((written["name"] if written else part, amount))
    allocated = cells.amount("allocated")
    if len(found) == 1 and found[0][1] is None and allocated:
        return [(found[0][0], allocated)]
    return found


def _refuse_again(payment: Payment, earlier: list[Payment], cells: Cells) -> None:
    column = cells.table.heading("number")
    for each in earlier:
        if payment.is_same(each):
            raise UnusableRowError("duplicate", f"row {each.row} is the same payment", column)
    first = earlier[0] if payment.own and earlier else payment
    same_patient = payment.patient == first.patient or payment.patient is None or first.patient is None
    if payment.paid.day != first.paid.day or not same_patient:
        what = f"row {first.row} has the same payment number and says something else"
        raise UnusableRowError("number used twice", what, column)


def _join(rows: list[Payment], table: Table) -> None:
    """Make one payment of its rows: each brings money and an allocation, or all repeat the whole amount."""
    first, *others = rows
    if not others:
        return
    allocated = sum((amount or ZERO for each in rows for _, amount in each.allocations), ZERO)
    repeated = all(each.sources == first.sources for each in others) and ZERO < allocated <= first.money
    first.rows = [each.row for each in rows]
    first.allocations = _with_own_money(first, repeated=repeated)
    for each in others:
        first.allocations += _with_own_money(each, repeated=repeated)
        first.credit += each.credit
        if not repeated:
            for name, amount in each.sources.items():
                first.sources[name] = first.sources.get(name, ZERO) + amount
    for each in rows:
        listed = ", ".join(str(row) for row in first.rows if row != each.row)
        table.ends.remark(
            each.row, "split payment", f"row {listed} is the same payment", "joined to one payment"
        )


def _with_own_money(payment: Payment, *, repeated: bool) -> Allocations:
    """A row without an amount for its one invoice sets its own money against it."""
    if repeated or len(payment.allocations) != 1 or payment.allocations[0][1] is not None:
        return payment.allocations
    return [(payment.allocations[0][0], payment.money + payment.credit)]
