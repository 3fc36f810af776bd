"""`harness reconcile`."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from harness.commands.endings import BROKEN, refuse
from harness.comparison.compare import comparing
from harness.comparison.period import Period
from harness.comparison.result import Comparison
from harness.ledger import Posting
from harness.reporting import outputs
from harness.reporting.outputs import UnwritableError
from harness.reporting.reconciled.as_csv import as_csv
from harness.reporting.reconciled.as_json import as_json
from harness.reporting.reconciled.console import tell_comparison
from harness.reporting.reconciled.page import comparison_page
from harness.sources.opening import clinic_postings, ledger_postings
from harness.sources.problems import SourceError
from harness.sources.xero.access import Access, is_xero, read_into
from harness.sources.xero.documents import APP_REFERENCE, Spelling

ClinicSource = Annotated[
    str,
    typer.Option(metavar="SOURCE", help="A scenario, a ledger (JSON lines, a folder of CSV), a database."),
]
XeroSource = Annotated[
    str, typer.Option(metavar="SOURCE", help="http(s)://… of a Xero, or a ledger: also a saved one.")
]
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Leave out invoices of before this day."),
]
Until = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Leave out invoices of after this day."),
]
CsvFile = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="The breaks, one a row.")]
JsonFile = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The breaks for machines.")]
HtmlFile = Annotated[Path | None, typer.Option(metavar="FILE", help="The breaks as a page for people.")]
SaveFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Keep what is read from Xero; go on where it stopped.")
]
TokenFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The access token (default: XERO_ACCESS_TOKEN).")
]
Tenant = Annotated[str | None, typer.Option(metavar="ID", help="Which organisation in Xero.")]
AppReference = Annotated[
    str, typer.Option(metavar="REGEX", help="What the app's payments have as reference in Xero.")
]
NumberPrefix = Annotated[
    str, typer.Option(metavar="TEXT", help="What the app puts before invoice numbers in Xero.")
]


def reconcile(
    *,
    clinic: ClinicSource,
    xero: XeroSource,
    since: Since = None,
    until: Until = None,
    csv_file: CsvFile = None,
    json_file: JsonFile = None,
    html: HtmlFile = None,
    save: SaveFile = None,
    token_file: TokenFile = None,
    tenant: Tenant = None,
    app_reference: AppReference = APP_REFERENCE,
    number_prefix: NumberPrefix = "",
) -> None:
    """Compare a clinic's records with a Xero: 0 if nothing is wrong, 1 if something is, 2 for bad input."""
    reports = _Reports(csv_file, json_file, html)
    console = Console()
    try:
        reports.try_out()
        period = _period(since, until)
        spelling = Spelling(_pattern(app_reference), number_prefix)
        theirs = _xero_postings(Access(xero, token_file, tenant), spelling, save, console)
        with comparing(clinic_postings(clinic), theirs, period) as found:
            tell_comparison(console, found)
            reports.write(found)
            wrong = found.wrong or any(proof.unexplained for proof in found.proofs)
    except SourceError as refused:
        refuse(refused.problems)
    except UnwritableError as refused:
        refuse([str(refused)])
    if wrong:
        raise typer.Exit(BROKEN)


@dataclass(frozen=True, slots=True)
class _Reports:
    csv_file: Path | None
    json_file: Path | None
    html: Path | None

    def try_out(self) -> None:
        """Find out before anything is read. Raises UnwritableError."""
        named = [file for file in (self.csv_file, self.json_file, self.html) if file]
        outputs.refuse_clashes(named)
        for file in named:
            outputs.try_out(file)

    def write(self, found: Comparison) -> None:
        writers = ((self.csv_file, as_csv), (self.json_file, as_json), (self.html, comparison_page))
        for file, pieces_of in writers:
            if file is not None:
                outputs.write_pieces(file, pieces_of(found))


def _xero_postings(
    access: Access, spelling: Spelling, save: Path | None, console: Console
) -> Iterator[Posting]:
    """Look at once whether it can be read; read it only when the clinic's side has been."""
    if is_xero(access.url):
        access.check()
        return _read_xero(access, spelling, save, console)
    if save is not None:
        raise SourceError("--save keeps what is read from a Xero; with a ledger there is nothing to save")
    return ledger_postings(Path(access.url))


def _read_xero(access: Access, spelling: Spelling, save: Path | None, console: Console) -> Iterator[Posting]:
    """A Xero is read to a file first, the same that `--save` keeps; then there is one way to read it."""
    with TemporaryDirectory(prefix="harness-") as folder:
        file = save or Path(folder) / "xero.jsonl"
        asyncio.run(read_into(access, spelling, file, lambda words: console.print(words, style="dim")))
        yield from ledger_postings(file)


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as wrong:
        raise SourceError(f"--app-reference: this is no regular expression ({wrong})") from wrong


def _period(since: datetime | None, until: datetime | None) -> Period:
    if since and until and until < since:
        raise SourceError("--until comes before --since: no day lies between them")
    return Period(since.date() if since else None, until.date() if until else None)
