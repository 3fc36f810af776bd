"""`sync-engine backfill`: look ahead, start, hold, resume, cancel, and see how far it is, from a shell.

It works on the clinic's database beside a running `serve`, which heeds it within seconds, or without one.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from sync_engine.backfill import BackfillStatus
from sync_engine.configuration import LimitsKnown
from sync_engine.engine import SyncEngine
from sync_engine.previewing import BackfillPreview
from sync_engine.refusals import BackfillRefused

NO_SUCH_THING: Final = 1
BAD_INPUT: Final = 2
DEFAULT_DATABASE: Final = "sqlite:///sync-engine.sqlite"
Opening = Callable[[str, LimitsKnown], SyncEngine]
DatabaseOption = Annotated[str, typer.Option(help="Where everything is kept, as an URL of SQLAlchemy.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Say it as one JSON object.")]


def commands(opened: Opening) -> typer.Typer:
    """Return the group of commands; `opened` gives the engine of a database."""
    group = typer.Typer(
        help="Synchronise from a previous date.", invoke_without_command=True, pretty_exceptions_enable=False
    )
    _add_start(group, opened)
    for name, about in _DEEDS.items():
        _add_deed(group, opened, name, about)
    return group


_DEEDS: Final = {
    "pause": "Hold the backfill; the day's work goes on.",
    "resume": "Let a held backfill go on.",
    "cancel": "End the backfill; what has not gone waits for the next one.",
    "status": "Say how far the last backfill is.",
}


def _add_start(group: typer.Typer, opened: Opening) -> None:
    @group.callback()
    def backfill(  # noqa: PLR0913 - a command has as many options as it has
        context: typer.Context,
        *,
        since: Annotated[
            datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day, 2026-03-02.")
        ] = None,
        preview: Annotated[bool, typer.Option("--preview", help="Only say what it would do.")] = False,
        database: DatabaseOption = DEFAULT_DATABASE,
        as_json: JsonOption = False,
        calls_per_day: Annotated[int, typer.Option(min=1, help="What the plan at Xero allows.")] = 5_000,
        payments_per_minute: Annotated[
            int | None, typer.Option(min=1, help="How many payments Xero takes in a minute, if limited.")
        ] = None,
    ) -> None:
        """Send what is dated on or after a day and is not in Xero yet; with --preview, write nothing."""
        if context.invoked_subcommand is not None:
            return
        if since is None:
            raise _ended("Say from which day: --from 2026-03-02.", BAD_INPUT)
        limits = LimitsKnown(day=calls_per_day, payments_per_minute=payments_per_minute)
        with _clinic(opened, database, limits) as engine:
            if preview:
                foretold = engine.backfill.preview(since.date())
                _say(foretold, _preview_in_words(foretold), as_json=as_json)
                return
            try:
                status = engine.backfill.start(since.date())
            except BackfillRefused as refused:
                raise _ended(str(refused), NO_SUCH_THING) from refused
            _say(status, _status_in_words(status), as_json=as_json)


def _add_deed(group: typer.Typer, opened: Opening, name: str, about: str) -> None:
    @group.command(name, help=about)
    def deed(*, database: DatabaseOption = DEFAULT_DATABASE, as_json: JsonOption = False) -> None:
        with _clinic(opened, database, LimitsKnown()) as engine:
            backfill = engine.backfill
            deeds = {"pause": backfill.pause, "resume": backfill.resume, "cancel": backfill.cancel}
            if name in deeds:
                if not backfill.runs:
                    raise _ended("No backfill is under way.", NO_SUCH_THING)
                deeds[name]()
            status = backfill.status()
            if status is None:
                raise _ended("There has been no backfill yet.", NO_SUCH_THING)
            _say(status, _status_in_words(status), as_json=as_json)


@contextmanager
def _clinic(opened: Opening, database: str, limits: LimitsKnown) -> Iterator[SyncEngine]:
    """Open a clinic that is there; a command never makes one."""
    try:
        url = make_url(database)
        path = url.database if url.get_backend_name() == "sqlite" else None
        if path is not None and not Path(path).exists():
            raise _ended(f"There is no database at {path}.", BAD_INPUT)
        engine = opened(database, limits)
    except (SQLAlchemyError, ImportError) as error:
        raise _ended(
            "The database cannot be opened; is --database an URL of SQLAlchemy?", BAD_INPUT
        ) from error
    try:
        if engine.clinic.practice() is None:
            raise _ended("There is no clinic in this database yet.", BAD_INPUT)
        yield engine
    finally:
        engine.close()


def _say(thing: BackfillPreview | BackfillStatus, words: str, *, as_json: bool) -> None:
    typer.echo(json.dumps(asdict(thing), default=_plain) if as_json else words)


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _preview_in_words(foretold: BackfillPreview) -> str:
    lines = [
        f"From {foretold.since}: {foretold.invoices:,} invoices and {foretold.payments:,} payments to send,",
        f"in {foretold.calls:,} calls, which takes about {_span(foretold.time)}. Nothing has been sent.",
        f"Already in Xero: {foretold.already_there:,}; on their way: {foretold.on_their_way:,}.",
        *(f"Not sent: {each.count:,} {each.why}." for each in foretold.excluded),
    ]
    return "\n".join(lines)


def _status_in_words(status: BackfillStatus) -> str:
    how = "ended" if status.finished_at else "on hold" if status.paused else "under way"
    left = "" if status.finished_at else f"; about {_span(status.estimate)} left"
    parked = f", {status.parked:,} need attention" if status.parked else ""
    return f"Backfill from {status.since} {how}: {status.done:,} of {status.total:,} done{parked}{left}."


def _span(time: timedelta) -> str:
    hours, rest = divmod(round(time.total_seconds()), 3600)
    days, hours = divmod(hours, 24)
    minutes, seconds = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{seconds} s"


def _ended(sentence: str, code: int) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(code)
