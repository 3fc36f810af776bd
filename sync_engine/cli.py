"""`sync-engine serve`, `worker` and `migrate`: the engine with its pages, without them, and its database.

One process may serve the pages while others work: on one database they take turns.
"""

import asyncio
import logging
import os
import signal
import socket
from contextlib import suppress
from typing import Annotated, Final

import httpx
import typer
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sync_engine import ClinicRefused, Configuration, LimitsKnown, Observer, Postman, SyncEngine
from sync_engine.backfill_command import commands
from sync_engine.database import Database
from sync_engine.installation import (
    CLIENT_SECRET,
    ENCRYPTION_KEY,
    LOOPBACK_HOSTS,
    PUBLISHED_DEMO_SECRET,
    Installation,
    bad_input,
    check_address,
    client_secret,
    configuration_of,
    installation_of,
)
from sync_engine.listening import listen, url_of
from sync_engine.mail.smtp import MailServerError, postman_at
from sync_engine.migrations import NOW
from sync_engine.operating.cli import add_to
from sync_engine.operating.log import Hearing, JsonLog
from sync_engine.operating.measuring import Calls, Measured
from sync_engine.pages import pages
from sync_engine.sharing import APP_MINUTE
from sync_engine.wall import SystemChance, WallClock
from sync_engine.working import ended, opening, work

cli = typer.Typer(
    help="Pushes a clinic's invoices and payments to Xero.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Smtp = Annotated[
    str, typer.Option(help="Mail server: smtp://[user@]host[:port] or smtps://…", envvar="SYNC_ENGINE_SMTP")
]
MailTo = Annotated[
    list[str] | None,
    typer.Option(help="Who is told of refused documents.", envvar="SYNC_ENGINE_MAIL_TO"),
]
MailFrom = Annotated[
    str, typer.Option(help="The sender; else the first of --mail-to.", envvar="SYNC_ENGINE_MAIL_FROM")
]


add_to(cli)


DatabaseUrl = Annotated[
    str, typer.Option(help="Where everything is kept: an URL of SQLAlchemy, SQLite or PostgreSQL.")
]
DatabaseUrls = Annotated[
    list[str] | None,
    typer.Option("--database", help="A clinic's database, as an URL; repeat it for more clinics."),
]
AppCallsPerMinute = Annotated[
    int, typer.Option(min=1, help="Calls that Xero allows the app in a minute, for all clinics together.")
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
    smtp: Smtp = "",
    mail_to: MailTo = None,
    mail_from: MailFrom = "",
) -> None:
    """Serve the pages and keep Xero up to date until interrupted.

    The client secret is read from SYNC_ENGINE_CLIENT_SECRET, the key for tokens at rest from SYNC_ENGINE_KEY,
    the mail server's password from SYNC_ENGINE_SMTP_PASSWORD.
    """
    check_address(xero)
    client_secret(xero)
    installation = installation_of(
        database, xero, client_id, calls_per_minute, _postman(smtp, mail_to or [], mail_from)
    )
    with listen(host, port) as listening, suppress(KeyboardInterrupt):
        asyncio.run(_run(installation, listening, host, (practice, time_zone)))


@cli.command()
def worker(
    *,
    database: DatabaseUrls = None,
    xero: XeroUrl = THE_MOCK,
    client_id: ClientId = THE_DEMO,
    calls_per_minute: CallsPerMinute = 60,
    app_calls_per_minute: AppCallsPerMinute = APP_MINUTE,
    smtp: Smtp = "",
    mail_to: MailTo = None,
    mail_from: MailFrom = "",
) -> None:
    """Keep Xero up to date without pages, beside any number of others on the same database.

    Several clinics, each with a database of its own, share the app's limit fairly. SIGTERM lets it finish
    what is under way. Secrets are read as `serve` reads them.
    """
    check_address(xero)
    client_secret(xero)
    postman = _postman(smtp, mail_to or [], mail_from)
    clinics = [
        installation_of(each, xero, client_id, calls_per_minute, postman)
        for each in dict.fromkeys(database or [A_FILE_HERE])
    ]
    asyncio.run(work(clinics, app_calls_per_minute))


@cli.command()
def migrate(*, database: DatabaseUrl = A_FILE_HERE) -> None:
    """Bring the database's schema up to date; serve and worker do so as they start."""
    with opening():
        opened = Database(database)
    was = opened.was_at
    opened.close()
    print(f"Made at revision {NOW}." if was is None else f"Was at revision {was}, is at {NOW}.")


def _opened(database: str, limits: LimitsKnown) -> SyncEngine:
    """Return the engine of a clinic that is there, for a command that sends nothing itself."""
    configuration = Configuration.for_xero(
        client_id="",
        client_secret=os.environ.get(CLIENT_SECRET, "") or PUBLISHED_DEMO_SECRET,
        redirect_uri="",
        limits=limits,
        encryption_key=os.environ.get(ENCRYPTION_KEY, ""),
    )
    return SyncEngine(
        database, transport=None, clock=WallClock(), chance=SystemChance(), configuration=configuration
    )


cli.add_typer(commands(_opened), name="backfill")


def main() -> None:
    """The entry point of the `sync-engine` command."""
    cli()


async def _run(
    installation: Installation, listening: socket.socket, host: str, practice: tuple[str, str]
) -> None:
    url = url_of(listening, host)
    log = JsonLog(WallClock())
    logging.getLogger().addHandler(Hearing(log))
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        measured = Measured(transport, WallClock(), log)
        engine = _engine(installation, f"{url}/integrations/xero/callback", measured, log)
        try:
            _open_practice(engine, *practice)
            print(f"Sync engine listens on {url} (Xero at {installation.xero})", flush=True)
            log.event("started")
            await _serve(engine, listening, host, measured.calls)
        except Exception as broken:
            log.broke("stopped", broken)
            raise
        finally:
            engine.close()


def _engine(
    installation: Installation,
    redirect_uri: str,
    transport: httpx.AsyncBaseTransport,
    observer: Observer,
) -> SyncEngine:
    with opening():
        return SyncEngine(
            installation.database,
            transport=transport,
            clock=WallClock(),
            chance=SystemChance(),
            configuration=configuration_of(installation, redirect_uri),
            observer=observer,
            postman=installation.postman,
        )


def _open_practice(engine: SyncEngine, name: str, time_zone: str) -> None:
    try:
        engine.clinic.open_practice(name, time_zone)
    except ClinicRefused as refused:
        raise bad_input(str(refused)) from refused


async def _serve(engine: SyncEngine, listening: socket.socket, host: str, calls: Calls) -> None:
    """Serve until interrupted. An engine that breaks takes its pages down with it: somebody will notice."""
    import uvicorn

    app = pages(engine, clock=WallClock(), chance=SystemChance(), calls=calls)
    if host in LOOPBACK_HOSTS:  # a page elsewhere must not reach this one under a name of its own
        app = TrustedHostMiddleware(app, allowed_hosts=["127.0.0.1", "localhost", "["])
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as an interrupt does: in good order
    running = asyncio.create_task(engine.run())
    running.add_done_callback(lambda _: setattr(server, "should_exit", True))
    try:
        await server.serve(sockets=[listening])
    finally:
        await ended(engine, running)


def _postman(smtp: str, mail_to: list[str], mail_from: str) -> Postman | None:
    try:
        return postman_at(smtp, mail_to, mail_from)
    except MailServerError as wrong:
        raise bad_input(f"E-mail: {wrong}.") from wrong


if __name__ == "__main__":
    main()
