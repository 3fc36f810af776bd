"""Rows of an export of invoices as invoices: one for each number, whatever stands in the way told by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal
from typing import Final

from harness.timeline.cells import Cells, UnusableRowError
from harness.timeline.dates import Stamp
from harness.timeline.numbers import InvoiceNumbers, folded
from harness.timeline.people import People, Person
from harness.timeline.table import Table

ZERO: Final = Decimal("0.00")
DRAFTS: Final = frozenset(("draft", "proposed", "quote", "estimate"))
GONE: Final = frozenset(
    ("void", "voided", "deleted", "cancelled", "canceled", "archived", "yes", "true", "y", "1")
)
NOT_GONE: Final = frozenset(("", "no", "false", "n", "0", "active", "-"))
PAID: Final = frozenset(("paid", "closed", "paid in full", "settled"))


@dataclass(slots=True)
class Invoice:
    """One invoice of the clinic. `said_paid` is what the export says of it, None where it says nothing."""

    row: int
    own: str  # the number as the clinic writes it
    number: int
    issued: Stamp
    patient: Person
    total: Decimal
    party: str | None = field(default=None, repr=False)
    deleted: bool = False
    deleted_on: Stamp | None = None
    said_paid: Decimal | None = None
    item: str = field(default="", repr=False)
    lines: list["Invoice"] = field(default_factory=list, repr=False)

    def is_same(self, other: "Invoice") -> bool:
        mine = (self.issued, self.patient.key, self.total, self.item, self.deleted)
        return mine == (other.issued, other.patient.key, other.total, other.item, other.deleted)

    def is_of_same(self, other: "Invoice") -> bool:
        return (self.issued.day, self.patient.key) == (other.issued.day, other.patient.key)


def read_invoices(table: Table, people: People, numbers: InvoiceNumbers, zone: tzinfo) -> list[Invoice]:
    """Read every row; rows that cannot be used are set aside with the reason."""
    found: dict[str, Invoice] = {}
    for row in table.rows:
        cells = Cells(table, row, zone)
        try:
            _take(_read(cells, people), found, cells)
        except UnusableRowError as wrong:
            table.ends.set_aside(row.number, wrong.kind, wrong.what, wrong.column)
    for invoice in found.values():
        _add_up(invoice, table)
        invoice.number = numbers.give(invoice.own)
    return list(found.values())


def _read(cells: Cells, people: People) -> Invoice:
    own = cells.text("number").removesuffix(".0")
    if not own:
        raise UnusableRowError("no number", "the invoice has no number", cells.table.heading("number"))
    issued, total = cells.stamp("date"), cells.amount("total")
    if issued is None:
        raise UnusableRowError("no date", "the invoice has no date", cells.table.heading("date"))
    if total is None:
        raise UnusableRowError("no total", "the invoice has no total", cells.table.heading("total"))
    if total < 0:
        what = (
            "a total below 0.00 is a credit note or a refund: the sync sends none; record it in Xero by hand"
        )
        raise UnusableRowError("negative total", what, cells.table.heading("total"))
    status = cells.text("status").casefold()
    if status in DRAFTS:
        raise UnusableRowError("draft", "a draft is not sent to Xero", cells.table.heading("status"))
    patient = people.of(cells) or _nobody(cells, people, own)
    invoice = Invoice(cells.row.number, own, 0, _recorded(cells, issued), patient, total)
    invoice.party = people.party(cells.text("invoice to"), patient)
    invoice.item = cells.text("item").casefold()
    _read_deletion(invoice, cells, status)
    _read_claims(invoice, cells, status)
    return invoice


def _recorded(cells: Cells, issued: Stamp) -> Stamp:
    """The date of the document, with the instant at which it was entered, if a column says it."""
    try:
        created = cells.stamp("created")
    except UnusableRowError as wrong:
        cells.remark(wrong.kind, wrong.what, "left out: the row can go without", "created")
        return issued
    return Stamp(issued.day, created.instant if created and created.instant else issued.instant)


def _nobody(cells: Cells, people: People, own: str) -> Person:
    if {"patient", "patient id", "last name"} & set(cells.table.columns):
        cells.remark(
            "no patient", "the invoice names no patient", "a patient of its own stands in", "patient"
        )
    return people.stand_in(folded(own))


def _read_deletion(invoice: Invoice, cells: Cells, status: str) -> None:
    flag = cells.text("deleted").casefold()
    invoice.deleted = status in GONE or flag not in NOT_GONE
    if flag not in GONE | NOT_GONE:
        invoice.deleted_on = cells.stamp("deleted")
    if invoice.deleted:
        when = (
            f"on {invoice.deleted_on.day}"
            if invoice.deleted_on
            else "on the day it was issued: no other is said"
        )
        name = "deleted" if invoice.deleted_on else "status"
        cells.remark("deleted invoice", "the invoice was deleted", f"issued, and deleted {when}", name)


def _read_claims(invoice: Invoice, cells: Cells, status: str) -> None:
    """What the row says of itself: net and tax, paid and outstanding."""
    total = invoice.total
    net, tax = cells.optional_amount("net"), cells.optional_amount("tax")
    if net is not None and tax is not None and net + tax != total:
        cells.remark(
            "wrong total",
            f"net and tax come to {net + tax}, the total says {total}",
            "the total is taken",
            "total",
        )
    paid, due = cells.optional_amount("paid"), cells.optional_amount("outstanding")
    if paid is not None and due is not None and paid + due != total:
        what = f"paid and outstanding come to {paid + due}, the total says {total}"
        cells.remark("wrong total", what, "the total is taken", "total")
    invoice.said_paid = paid if paid is not None else total - due if due is not None else None
    if status in PAID and invoice.said_paid is None:
        invoice.said_paid = total


def _take(invoice: Invoice, found: dict[str, Invoice], cells: Cells) -> None:
    """Put a row with the others of its number: a further line, a duplicate, or a contradiction."""
    first = found.setdefault(folded(invoice.own), invoice)
    if first is invoice:
        return
    column = cells.table.heading("number")
    earlier = next((each for each in (first, *first.lines) if invoice.is_same(each)), None)
    if earlier is not None:
        raise UnusableRowError("duplicate", f"row {earlier.row} is the same invoice", column)
    if not invoice.item or invoice.item == first.item or not invoice.is_of_same(first):
        what = f"row {first.row} has the same invoice number and says something else"
        raise UnusableRowError("number used twice", what, column)
    first.lines.append(invoice)


def _add_up(invoice: Invoice, table: Table) -> None:
    """An invoice of several rows: its total stands on each, or each row has its own part."""
    if not invoice.lines:
        return
    rows = [invoice, *invoice.lines]
    totals = [each.total for each in rows]
    each_its_own = len(set(totals)) > 1
    if each_its_own:
        invoice.total = sum(totals, ZERO)
    done = f"the rows are added up to {invoice.total}" if each_its_own else "its total is read once"
    for each in rows:
        others = _listed(other.row for other in rows if other is not each)
        table.ends.remark(each.row, "invoice of several rows", f"row {others} is the same invoice", done)


def _listed(rows: Iterable[int]) -> str:
    return ", ".join(map(str, rows))
