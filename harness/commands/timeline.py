"""`harness timeline`: from a clinic's exports to a case that replays."""

import tempfile
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from harness.commands.endings import refuse
from harness.reporting import outputs
from harness.reporting.outputs import UnwritableError
from harness.scenario.loader import ScenarioError, load
from harness.scenario.moments import zone_named
from harness.scenario.schema import PROFILES
from harness.scenario.values import one_of
from harness.scenario.words import MisreadError
from harness.timeline import case
from harness.timeline.happenings import Event, Happening, HappeningError, event_said, events_in
from harness.timeline.importing import Imported, Wishes, import_case
from harness.timeline.mapping import ColumnMapping, MappingError, mapping_text, read_mapping
from harness.timeline.table import Table, UnreadableExportError, read_table
from harness.timeline.telling import tell_import
from harness.timeline.traffic import (
    UnreadableTrafficError,
    events_of,
    read_har,
    read_journal,
    silences,
)
from harness.timeline.wall import fresh_secret

BAD: Final = (
    HappeningError,
    MappingError,
    MisreadError,
    ScenarioError,
    UnreadableExportError,
    UnreadableTrafficError,
    UnwritableError,
)
timeline = typer.Typer(help="From a clinic's exports to a case that replays.", no_args_is_help=True)
Invoices = Annotated[Path, typer.Argument(help="The export of invoices, as CSV.")]
Payments = Annotated[Path | None, typer.Argument(help="The export of payments, as CSV.")]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", metavar="FILE", help="Which column holds what, as TOML.")
]
When = Annotated[list[str] | None, typer.Option(metavar="WHEN", help="A date, with its time if it is known.")]


To = Annotated[Path, typer.Option(metavar="FILE", help="The scenario; its data lie beside it.")]
Synchronised = Annotated[
    list[str] | None, typer.Option(metavar="'WHEN from DATE'", help="When, and from which date.")
]
EventsFile = Annotated[Path | None, typer.Option(metavar="FILE", help="The same dates as CSV.")]
JournalFile = Annotated[Path | None, typer.Option(metavar="FILE", help="What GET /_mock/journal answered.")]
HarFile = Annotated[Path | None, typer.Option(metavar="FILE", help="The calls to Xero as HAR.")]
ClinicName = Annotated[str, typer.Option(metavar="NAME", help="What the case calls the clinic.")]
Zone = Annotated[str, typer.Option(metavar="ZONE", help="The clinic's, like Australia/Sydney.")]
Profile = Annotated[str, typer.Option(metavar="NAME", help="Xero's limits in the replay.")]
KeepNames = Annotated[bool, typer.Option("--keep-names", help="Leave patients' names as they are.")]


@timeline.command("mapping")
def print_mapping(invoices: Invoices, payments: Payments = None, *, mapping: MappingFile = None) -> None:
    """Print which column is taken for what, as a mapping file to correct."""
    try:
        said = _mapping(mapping)
        tables = _tables(invoices, payments, said)
    except BAD as wrong:
        refuse([str(wrong)])
    columns = {
        table.ends.file: {name: table.headers[place] for name, place in table.columns.items()}
        for table in tables
    }
    first = tables[0]
    typer.echo(mapping_text(ColumnMapping(columns, first.order, first.mark, said.payment_types)))


@timeline.command("import")
def import_exports(
    invoices: Invoices,
    payments: Payments = None,
    *,
    to: To = Path("case.yaml"),
    disconnected: When = None,
    reconnected: When = None,
    synchronised: Synchronised = None,
    events: EventsFile = None,
    journal: JournalFile = None,
    har: HarFile = None,
    mapping: MappingFile = None,
    clinic: ClinicName = "The clinic",
    time_zone: Zone = "UTC",
    profile: Profile = "article",
    keep_names: KeepNames = False,
) -> None:
    """Turn exports and dates into a scenario that `harness run` replays; tell every row that is odd."""
    said = zip(Happening, (disconnected, reconnected, synchronised), strict=True)
    try:
        zone = zone_named(time_zone)
        own = case.Clinic(name=clinic, zone_name=time_zone, profile=_known_profile(profile), payment_types={})
        wishes = Wishes(clinic=own, mapping=_mapping(mapping), keep_names=keep_names, secret=fresh_secret())
        place = case.Place(to)
        for file in place.files:
            outputs.try_out(file)
        tables = _tables(invoices, payments, wishes.mapping)
        happened, notes = _happened(dict(said), events, journal, har, wishes.mapping, zone)
        imported = import_case(tables[0], tables[1] if payments else None, happened, wishes)
        _write(place, imported, notes)
    except BAD as wrong:
        refuse(str(wrong).splitlines())
    tell_import(Console(), imported, notes, place)


def _known_profile(name: str) -> str:
    return one_of(tuple(PROFILES), "profile")(name)


def _mapping(file: Path | None) -> ColumnMapping:
    if file is None:
        return ColumnMapping()
    try:
        return read_mapping(_content(file, "mapping").decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise MappingError("mapping: this is no text file; a mapping is TOML in UTF-8") from wrong


def _tables(invoices: Path, payments: Path | None, mapping: ColumnMapping) -> list[Table]:
    files = [("invoices", invoices), *([("payments", payments)] if payments else [])]
    return [read_table(name, _content(file, name), mapping) for name, file in files]


def _content(file: Path, name: str) -> bytes:
    """A file's name is not told: people name exports after a patient."""
    try:
        return file.read_bytes()
    except OSError as wrong:
        raise UnreadableExportError(f"{name}: the file cannot be read: {wrong.strerror}") from wrong


def _happened(
    said: dict[Happening, list[str] | None],
    events: Path | None,
    journal: Path | None,
    har: Path | None,
    mapping: ColumnMapping,
    zone: tzinfo,
) -> tuple[list[Event], list[str]]:
    """Every event that options and files tell, and what else the traffic shows."""
    found = [event_said(happening, each, zone) for happening, texts in said.items() for each in texts or []]
    if events:
        found += events_in(read_table("events", _content(events, "events"), mapping), zone)
    exchanges = [
        *(read_journal(_content(journal, "journal"), zone) if journal else []),
        *(read_har(_content(har, "HAR"), zone) if har else []),
    ]
    return [*found, *events_of(exchanges)], silences(exchanges)


def _write(place: case.Place, imported: Imported, notes: list[str]) -> None:
    """Write the case, once it is sure that it can be run."""
    told = [*imported.notes, *notes]
    with tempfile.TemporaryDirectory() as folder:
        rehearsed = case.Place(Path(folder) / place.scenario.name)
        for file, text in _texts(rehearsed, imported, told):
            outputs.write(file, text.encode())
        load(rehearsed.scenario)
    for file, text in _texts(place, imported, told):
        outputs.write(file, text.encode())


def _texts(place: case.Place, imported: Imported, told: list[str]) -> Iterator[tuple[Path, str]]:
    yield place.records, case.records_text(imported.records)
    yield place.scenario, case.scenario_text(place, imported.clinic, imported.records, imported.events)
    yield place.problems, case.problems_csv(imported.problems)
    yield place.problems_json, case.problems_json(imported.ends, imported.problems, told)
    if imported.renamed:
        yield place.numbers, case.numbers_csv(imported.renamed)
