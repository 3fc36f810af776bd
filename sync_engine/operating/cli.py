"""`sync-engine status`, `retry` and `rotate-key`: what whoever operates the engine asks of its database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import httpx
import msgspec
import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from sync_engine import Configuration, SyncEngine
from sync_engine.outbox.parked import ParkedDelivery
from sync_engine.wall import SystemChance, WallClock

BAD_INPUT: Final = 2
NOT_DONE: Final = 1
CLIENT_SECRET: Final = "SYNC_ENGINE_CLIENT_SECRET"  # noqa: S105 - a variable's name
ENCRYPTION_KEY: Final = "SYNC_ENGINE_KEY"
USUAL_DATABASE: Final = "sqlite:///sync-engine.sqlite"
_PUBLISHED_DEMO_SECRET: Final = "demo-secret"  # noqa: S105 - printed by the mock, good nowhere else

DatabaseOption = Annotated[str, typer.Option(help="Where everything is kept, as an URL of SQLAlchemy.")]


def add_to(cli: typer.Typer) -> None:
    """Give the command line these commands."""
    cli.command()(status)
    cli.command()(retry)
    cli.command("rotate-key")(rotate_key)


def status(
    *,
    database: DatabaseOption = USUAL_DATABASE,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say how the sync stands: connection, documents, backfill, what waits for a person."""
    with _opened(database) as engine:
        told = _told(engine)
    if as_json:
        print(msgspec.json.encode(told).decode())
        return
    for name, value in told.items():
        text = ", ".join(f"{number} {each}" for each, number in value.items()) if _is_counts(value) else value
        print(f"{name.replace('_', ' '):<20}{text}")


def retry(
    *,
    database: DatabaseOption = USUAL_DATABASE,
    invoice: Annotated[list[int] | None, typer.Option(help="Only what belongs to this invoice.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything that is set aside.")] = False,
) -> None:
    """Let documents go once more that wait for a person, after the cause is removed."""
    if bool(invoice) == everything:
        raise _bad_input("Say which: --invoice NUMBER, as often as you like, or --all.")
    with _opened(database) as engine:
        wanted = [each for each in engine.parked() if everything or each.number in (invoice or ())]
        for each in wanted:
            engine.try_again(each)
            print(f"{_named(each)} may go again.")
    if not wanted:
        print("Nothing of that is set aside.")
        raise typer.Exit(NOT_DONE)


def rotate_key(*, database: DatabaseOption = USUAL_DATABASE) -> None:
    """Encrypt what is kept of the connection with the first key of SYNC_ENGINE_KEY.

    Put the new key first and keep the old one behind it, separated by a comma: SYNC_ENGINE_KEY=new,old.
    Restart the engine with both, run this, then leave the old one out.
    """
    with _opened(database) as engine:
        done = engine.rotate_key()
    if not done:
        typer.echo("None of the keys in SYNC_ENGINE_KEY opens what is kept; nothing was changed.", err=True)
        raise typer.Exit(NOT_DONE)
    print("What is kept of the connection is encrypted with the first key now.")


@contextmanager
def _opened(database: str) -> Iterator[SyncEngine]:
    """Open the engine's database without running the engine."""
    try:
        url = make_url(database)
        if url.drivername.startswith("sqlite") and url.database and not Path(url.database).is_file():
            raise _bad_input(f"There is no database {url.database}.")
        engine = SyncEngine(
            database,
            transport=httpx.AsyncHTTPTransport(trust_env=False),
            clock=WallClock(),
            chance=SystemChance(),
            configuration=_configuration(),
        )
    except (SQLAlchemyError, ImportError) as error:
        raise _bad_input("The database cannot be opened; is --database an URL of SQLAlchemy?") from error
    try:
        yield engine
    finally:
        engine.close()


def _configuration() -> Configuration:
    """Nothing is sent from here: only the keys matter."""
    return Configuration.for_server(
        "http://127.0.0.1",
        client_id="none",
        client_secret=os.environ.get(CLIENT_SECRET, "") or _PUBLISHED_DEMO_SECRET,
        redirect_uri="http://127.0.0.1/callback",
        encryption_key=os.environ.get(ENCRYPTION_KEY, ""),
    )


def _told(engine: SyncEngine) -> dict[str, Any]:
    run = engine.backfill.status()
    oldest = engine.oldest_due()
    told: dict[str, Any] = {
        "connection": engine.connection.state.value,
        "organisation": engine.connection.organisation or "none",
        "documents": dict(engine.counts()),
        "oldest_due": oldest.isoformat() if oldest else "none",
        "needs_attention": len(engine.parked()),
        "to_record_by_hand": len(engine.manual_payments()),
        "backfill": "none",
    }
    if run is not None:
        how = "finished" if run.finished_at else "on hold" if run.paused else "under way"
        told["backfill"] = f"{how}: {run.done} of {run.total} done"
    return told


def _is_counts(value: object) -> bool:
    return isinstance(value, dict)


def _named(parked: ParkedDelivery) -> str:
    return f"Payment of invoice {parked.number}" if parked.kind == "payment" else f"Invoice {parked.number}"


def _bad_input(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(BAD_INPUT)
