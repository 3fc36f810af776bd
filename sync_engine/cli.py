"""`sync-engine serve`, `worker` and `migrate`: the engine with its pages, without them, and its database.

One process may serve the pages while others work: on one database they take turns.
"""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Annotated, Final
from urllib.parse import urlsplit

import httpx
import typer
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sync_engine import ClinicRefused, Configuration, LimitsKnown, SyncEngine
from sync_engine.database import Database
from sync_engine.migrations import NOW
from sync_engine.pages import pages
from sync_engine.wall import SystemChance, WallClock

BAD_INPUT: Final = 2
LOOPBACK_HOSTS: Final = ("127.0.0.1", "localhost", "::1")
XERO_ITSELF: Final = "api.xero.com"
CLIENT_SECRET: Final = "SYNC_ENGINE_CLIENT_SECRET"  # noqa: S105 - a variable's name
ENCRYPTION_KEY: Final = "SYNC_ENGINE_KEY"
FINISH_WITHIN_SECONDS: Final = 45.0  # what is under way comes back, or is given up, within less
_PUBLISHED_DEMO_SECRET: Final = "demo-secret"  # noqa: S105 - printed by the mock, good nowhere else

cli = typer.Typer(
    help="Pushes a clinic's invoices and payments to Xero.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What the command line says of one clinic."""

    database: str
    xero: str
    client_id: str
    limits: LimitsKnown = field(default_factory=LimitsKnown)


DatabaseUrl = Annotated[
    str, typer.Option(help="Where everything is kept: an URL of SQLAlchemy, SQLite or PostgreSQL.")
]
XeroUrl = Annotated[str, typer.Option(help="Where Xero is; https://api.xero.com is Xero itself.")]
ClientId = Annotated[str, typer.Option(help="Client id of the app at Xero.")]
CallsPerMinute = Annotated[
    int, typer.Option(min=0, help="Calls that Xero allows an organisation in a minute; 0 is no such limit.")
]
A_FILE_HERE: Final = "sqlite:///sync-engine.sqlite"
THE_MOCK: Final = "http://127.0.0.1:5150"
THE_DEMO: Final = "demo-client"


@cli.callback()
def _sync_engine() -> None:
    """Push a clinic's invoices and payments to Xero."""


@cli.command()
def serve(
    *,
    database: DatabaseUrl = A_FILE_HERE,
    xero: XeroUrl = THE_MOCK,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")
    ] = 5160,
    client_id: ClientId = THE_DEMO,
    calls_per_minute: CallsPerMinute = 60,
    practice: Annotated[str, typer.Option(help="The clinic's name.")] = "Harbour Physio",
    time_zone: Annotated[str, typer.Option(help="The clinic's time zone.")] = "Australia/Sydney",
) -> None:
    """Serve the pages and keep Xero up to date until interrupted.

    The client secret is read from SYNC_ENGINE_CLIENT_SECRET, the key for tokens at rest from SYNC_ENGINE_KEY.
    """
    _check_address(xero)
    _client_secret(xero)
    installation = _installation(database, xero, client_id, calls_per_minute)
    with _listen(host, port) as listening, suppress(KeyboardInterrupt):
        asyncio.run(_run(installation, listening, host, (practice, time_zone)))


@cli.command()
def worker(
    *,
    database: DatabaseUrl = A_FILE_HERE,
    xero: XeroUrl = THE_MOCK,
    client_id: ClientId = THE_DEMO,
    calls_per_minute: CallsPerMinute = 60,
) -> None:
    """Keep Xero up to date without pages, beside any number of others on the same database.

    SIGTERM lets it finish what is under way. Secrets are read as `serve` reads them.
    """
    _check_address(xero)
    _client_secret(xero)
    asyncio.run(_work(_installation(database, xero, client_id, calls_per_minute)))


@cli.command()
def migrate(*, database: DatabaseUrl = A_FILE_HERE) -> None:
    """Bring the database's schema up to date; serve and worker do so as they start."""
    with _opening():
        opened = Database(database)
    was = opened.was_at
    opened.close()
    print(f"Made at revision {NOW}." if was is None else f"Was at revision {was}, is at {NOW}.")


def main() -> None:
    """The entry point of the `sync-engine` command."""
    cli()


async def _run(
    installation: Installation, listening: socket.socket, host: str, practice: tuple[str, str]
) -> None:
    url = _url_of(listening, host)
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        engine = _engine(installation, f"{url}/integrations/xero/callback", transport)
        try:
            _open_practice(engine, *practice)
            print(f"Sync engine listens on {url} (Xero at {installation.xero})", flush=True)
            await _serve(engine, listening, host)
        finally:
            engine.close()


async def _work(installation: Installation) -> None:
    """Work until SIGTERM or an interrupt, or until the engine breaks."""
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        engine = _engine(installation, "", transport)
        asked_to_stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, asked_to_stop.set)
        running, asked = asyncio.create_task(engine.run()), asyncio.create_task(asked_to_stop.wait())
        try:
            print(f"Sync engine works (Xero at {installation.xero})", flush=True)
            await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
            await _ended(engine, running)
        finally:
            asked.cancel()
            engine.close()


async def _ended(engine: SyncEngine, running: asyncio.Task[None]) -> None:
    """Let what is under way come back; what does not is given up, and said to be in doubt."""
    engine.stop()
    await asyncio.wait({running}, timeout=FINISH_WITHIN_SECONDS)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


def _engine(installation: Installation, redirect_uri: str, transport: httpx.AsyncBaseTransport) -> SyncEngine:
    with _opening():
        return SyncEngine(
            installation.database,
            transport=transport,
            clock=WallClock(),
            chance=SystemChance(),
            configuration=_configuration(installation, redirect_uri),
        )


@contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        raise _bad_input("The database cannot be opened; is --database an URL of SQLAlchemy?") from error


def _open_practice(engine: SyncEngine, name: str, time_zone: str) -> None:
    try:
        engine.clinic.open_practice(name, time_zone)
    except ClinicRefused as refused:
        raise _bad_input(str(refused)) from refused


def _installation(database: str, xero: str, client_id: str, calls_per_minute: int) -> Installation:
    limits = LimitsKnown(minute=calls_per_minute or None)
    return Installation(database=database, xero=xero, client_id=client_id, limits=limits)


def _configuration(installation: Installation, redirect_uri: str) -> Configuration:
    secret, key = _client_secret(installation.xero), os.environ.get(ENCRYPTION_KEY, "")
    if urlsplit(installation.xero).hostname == XERO_ITSELF:
        return Configuration.for_xero(
            client_id=installation.client_id,
            client_secret=secret,
            redirect_uri=redirect_uri,
            encryption_key=key,
            limits=installation.limits,
        )
    return Configuration.for_server(
        installation.xero,
        client_id=installation.client_id,
        client_secret=secret,
        redirect_uri=redirect_uri,
        encryption_key=key,
        limits=installation.limits,
    )


async def _serve(engine: SyncEngine, listening: socket.socket, host: str) -> None:
    """Serve until interrupted. An engine that breaks takes its pages down with it: somebody will notice."""
    import uvicorn

    app = pages(engine, clock=WallClock(), chance=SystemChance())
    if host in LOOPBACK_HOSTS:  # a page elsewhere must not reach this one under a name of its own
        app = TrustedHostMiddleware(app, allowed_hosts=["127.0.0.1", "localhost", "["])
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning", access_log=False))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as an interrupt does: in good order
    running = asyncio.create_task(engine.run())
    running.add_done_callback(lambda _: setattr(server, "should_exit", True))
    try:
        await server.serve(sockets=[listening])
    finally:
        await _ended(engine, running)


def _check_address(xero: str) -> None:
    try:
        address = urlsplit(xero)
        well_formed = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        raise _bad_input(f"--xero {xero!r} is not an http or https URL.") from None
    if not well_formed:
        raise _bad_input(f"--xero {xero!r} is not an http or https URL.")
    if address.scheme == "http" and address.hostname not in LOOPBACK_HOSTS:
        raise _bad_input("--xero is on another machine: secrets travel over https only.")


def _client_secret(xero: str) -> str:
    """Return the secret from the environment; the mock's published one serves on this machine only."""
    secret = os.environ.get(CLIENT_SECRET, "")
    if not secret and urlsplit(xero).hostname not in LOOPBACK_HOSTS:
        raise _bad_input(f"Set {CLIENT_SECRET} to the app's client secret; none is known for {xero}.")
    return secret or _PUBLISHED_DEMO_SECRET


def _listen(host: str, port: int) -> socket.socket:
    """Bind before anything is printed, so that a printed address is a true one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _bad_input(f"sync-engine cannot listen on {host}:{port}: {error.strerror}.") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise _bad_input(f"sync-engine cannot listen on {host}:{port}: {error.strerror}.") from error
    return listening


def _url_of(listening: socket.socket, host: str) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _bad_input(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(BAD_INPUT)


if __name__ == "__main__":
    main()
