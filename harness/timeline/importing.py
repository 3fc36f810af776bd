"""From exports and dates to a case: reads, lives through, names anew. Nothing is written here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from harness.scenario.moments import zone_named
from harness.timeline.case import Clinic
from harness.timeline.ends import Ends, Problem
from harness.timeline.fields import SOURCES, bare
from harness.timeline.happenings import Event, Happening, in_order
from harness.timeline.invoices import Invoice, read_invoices
from harness.timeline.mapping import ColumnMapping
from harness.timeline.numbers import InvoiceNumbers
from harness.timeline.payments import UNNAMED, Payment, read_payments
from harness.timeline.people import People
from harness.timeline.pseudonyms import SHORTEST, Pseudonyms, words_in
from harness.timeline.settling import Settlement
from harness.timeline.table import Table, UnreadableExportError

FAR: Final = timedelta(days=1_800)  # from the middle of all dates: nobody's books reach so far
TYPES_AT_MOST: Final = 40
SHARED: Final = 3  # times that a word is there until it is nobody's own
PERSONAL: Final = ("patient", "first name", "last name", "invoice to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A case in memory: what is to be replayed, and everything that was told on the way."""

    clinic: Clinic
    records: Sequence[Mapping[str, Any]]
    events: Sequence[Event]
    ends: Sequence[Ends]
    problems: Sequence[Problem]
    notes: Sequence[str]
    renamed: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for beside the files."""

    clinic: Clinic
    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    keep_names: bool = False
    secret: bytes = field(repr=False)


def import_case(invoices: Table, payments: Table | None, events: Iterable[Event], wishes: Wishes) -> Imported:
    """Turn tables into a case. Raises UnreadableExportError, HappeningError."""
    tables = [invoices, *([payments] if payments else [])]
    zone = zone_named(wishes.clinic.zone_name)
    real = frozenset(words_in(_personal(tables)))
    people = People(Pseudonyms(wishes.secret, wishes.keep_names, real))
    numbers = InvoiceNumbers()
    issued = read_invoices(invoices, people, numbers, zone)
    paid = read_payments(payments, people, zone) if payments else []
    issued, paid = _without_far_dates(issued, paid, tables)
    notes = _name_the_types(paid, real, wishes.mapping)
    first = min((each.issued.day for each in issued), default=date.max)
    if not issued:
        raise UnreadableExportError(f"invoices: no row can be replayed; {_commonest(invoices.ends)}")
    ends = [table.ends for table in tables]
    settlement = Settlement(people, numbers, ends[0], ends[-1] if payments else Ends("payments"), zone)
    records = settlement.live(issued, paid)
    ordered = in_order(events, first)
    types = {source for each in paid if not each.refund for source in each.sources}
    return Imported(
        clinic=replace(wishes.clinic, payment_types=_accounts(types, wishes.mapping)),
        records=records,
        events=ordered,
        ends=ends,
        problems=[problem for each in ends for problem in sorted(each.problems)],
        notes=[*_notes(tables), *notes, *_told(types, wishes.mapping), *_assumed(ordered)],
        renamed=_without_names(numbers.renamed, real),
    )


def _personal(tables: Iterable[Table]) -> Iterable[str]:
    for table in tables:
        yield from (table.text(row, name) for name in PERSONAL for row in table.rows)


def _without_far_dates(
    issued: list[Invoice], paid: list[Payment], tables: Sequence[Table]
) -> tuple[list[Invoice], list[Payment]]:
    """Set aside what lies years from everything else: a typing error, and decades to wait in a replay."""
    days = sorted([each.issued.day for each in issued] + [each.paid.day for each in paid])
    if not days:
        return issued, paid
    middle = days[len(days) // 2]
    for table, rows in ((tables[0], issued), (tables[-1], paid)):
        for each in rows:
            day = each.issued.day if isinstance(each, Invoice) else each.paid.day
            if abs(day - middle) > FAR:
                what = f"{day} is years from all other dates: a typing error?"
                table.ends.set_aside(each.row, "date far away", what, table.heading("date"))
    return (
        [each for each in issued if abs(each.issued.day - middle) <= FAR],
        [each for each in paid if abs(each.paid.day - middle) <= FAR],
    )


def _name_the_types(paid: Sequence[Payment], real: frozenset[str], mapping: ColumnMapping) -> list[str]:
    """Spell each payment type one way; what could be somebody's name is none."""
    spelt = Counter(source for each in paid for source in each.sources)
    usual: dict[str, str] = {}
    mapped = {name.casefold() for name in mapping.payment_types}
    for source, _ in spelt.most_common():
        usual.setdefault(source.casefold(), source)
    kept = {
        folded: source
        for folded, source in list(usual.items())[:TYPES_AT_MOST]
        if folded in mapped or (_is_a_type(source, spelt[source]) and not words_in([source]) & real)
    }
    for each in paid:
        sources: dict[str, Any] = {}
        for source, amount in each.sources.items():
            name = kept.get(source.casefold(), UNNAMED)
            sources[name] = sources.get(name, 0) + amount
        each.sources = sources
    hidden = len(usual) - len(kept)
    return [f"{hidden} payment types could be names: read as {UNNAMED!r}"] if hidden else []


def _is_a_type(source: str, count: int) -> bool:
    """A word that practice apps use, or one that comes again and again: not what somebody typed once."""
    return source.isprintable() and (bare(source) in SOURCES or count >= SHARED)


def _accounts(types: Iterable[str], mapping: ColumnMapping) -> dict[str, str]:
    accounts = {name.casefold(): account for name, account in mapping.payment_types.items()}
    return {name: accounts[name.casefold()] for name in sorted(types) if name.casefold() in accounts}


def _told(types: Iterable[str], mapping: ColumnMapping) -> list[str]:
    unmapped = sorted(set(types) - set(_accounts(types, mapping)))
    if not unmapped:
        return []
    return [f"payment types on the default account 610, the mapping says no other: {', '.join(unmapped)}"]


def _notes(tables: Iterable[Table]) -> list[str]:
    notes = [f"{table.ends.file}: {note}" for table in tables for note in table.notes]
    notes += [
        f"{table.ends.file}: columns left out: {', '.join(table.unused)}" for table in tables if table.unused
    ]
    return notes


def _assumed(events: Sequence[Event]) -> list[str]:
    notes = [event.assumed for event in events if event.assumed]
    if not any(event.happening is Happening.SYNCHRONISED for event in events) and events:
        notes.append("nobody synchronised: what was entered while disconnected stays missing in Xero")
    return notes


def _commonest(ends: Ends) -> str:
    kinds = Counter(problem.kind for problem in ends.problems).most_common(3)
    return ", ".join(f"{kind}: {count} rows" for kind, count in kinds) or "there are no rows below the header"


def _without_names(renamed: Mapping[int, str], real: frozenset[str]) -> dict[int, str]:
    """Keep the clinic's own numbers, apart from those with a word in them that could be somebody's."""
    words = Counter(word for own in renamed.values() for word in words_in([own]))
    shared = {word for word, count in words.items() if count >= SHARED or len(word) <= SHORTEST}
    return {
        number: own
        for number, own in renamed.items()
        if own.isprintable() and words_in([own]) <= shared - real
    }
