"""`sync-engine serve`: the engine and its pages in one process and one event loop."""

import asyncio
import logging
import os
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlsplit

import httpx
import typer
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sync_engine import ClinicRefused, Configuration, LimitsKnown, Observer, Postman, SyncEngine
from sync_engine.backfill_command import commands
from sync_engine.mail.smtp import MailServerError, postman_at
from sync_engine.operating.cli import add_to
from sync_engine.operating.log import Hearing, JsonLog
from sync_engine.operating.measuring import Calls, Measured
from sync_engine.pages import pages
from sync_engine.together import together
from sync_engine.wall import SystemChance, WallClock

BAD_INPUT: Final = 2
NUDGE_SECONDS: Final = 5
LOOPBACK_HOSTS: Final = ("127.0.0.1", "localhost", "::1")
XERO_ITSELF: Final = "api.xero.com"
CLIENT_SECRET: Final = "SYNC_ENGINE_CLIENT_SECRET"  # noqa: S105 - a variable's name
ENCRYPTION_KEY: Final = "SYNC_ENGINE_KEY"
_PUBLISHED_DEMO_SECRET: Final = "demo-secret"  # noqa: S105 - printed by the mock, good nowhere else

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What the command line says of one clinic."""

    database: str
    xero: str
    client_id: str
    practice: str
    time_zone: str
    postman: Postman | None = None


@cli.callback()
def _sync_engine() -> None:
    """Push a clinic's invoices and payments to Xero."""


@cli.command()
def serve(
    *,
    database: Annotated[str, typer.Option(help="Where everything is kept, as an URL of SQLAlchemy.")] = (
        "sqlite:///sync-engine.sqlite"
    ),
    xero: Annotated[str, typer.Option(help="Where Xero is; https://api.xero.com is Xero itself.")] = (
        "http://127.0.0.1:5150"
    ),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")
    ] = 5160,
    client_id: Annotated[str, typer.Option(help="Client id of the app at Xero.")] = "demo-client",
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
    _check_address(xero)
    _client_secret(xero)
    installation = Installation(
        database=database,
        xero=xero,
        client_id=client_id,
        practice=practice,
        time_zone=time_zone,
        postman=_postman(smtp, mail_to or [], mail_from),
    )
    with _listen(host, port) as listening, suppress(KeyboardInterrupt):
        asyncio.run(_run(installation, listening, host))


def _opened(database: str, limits: LimitsKnown) -> SyncEngine:
    """Return the engine of a clinic that is there, for a command that sends nothing itself."""
    configuration = Configuration.for_xero(
        client_id="",
        client_secret=os.environ.get(CLIENT_SECRET, "") or _PUBLISHED_DEMO_SECRET,
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


async def _run(installation: Installation, listening: socket.socket, host: str) -> None:
    url = _url_of(listening, host)
    log = JsonLog(WallClock())
    logging.getLogger().addHandler(Hearing(log))
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        measured = Measured(transport, WallClock(), log)
        engine = _engine(installation, url, measured, log)
        try:
            print(f"Sync engine listens on {url} (Xero at {installation.xero})", flush=True)
            log.event("started")
            await _serve(engine, listening, host, measured.calls)
        except Exception as broken:
            log.broke("stopped", broken)
            raise
        finally:
            engine.close()


def _engine(
    installation: Installation, url: str, transport: httpx.AsyncBaseTransport, observer: Observer
) -> SyncEngine:
    try:
        engine = SyncEngine(
            installation.database,
            transport=transport,
            clock=WallClock(),
            chance=SystemChance(),
            configuration=_configuration(installation, f"{url}/integrations/xero/callback"),
            observer=observer,
            postman=installation.postman,
        )
    except (SQLAlchemyError, ImportError) as error:
        raise _bad_input("The database cannot be opened; is --database an URL of SQLAlchemy?") from error
    try:
        engine.clinic.open_practice(installation.practice, installation.time_zone)
    except ClinicRefused as refused:
        engine.close()
        raise _bad_input(str(refused)) from refused
    return engine


def _configuration(installation: Installation, redirect_uri: str) -> Configuration:
    secret, key = _client_secret(installation.xero), os.environ.get(ENCRYPTION_KEY, "")
    if urlsplit(installation.xero).hostname == XERO_ITSELF:
        return Configuration.for_xero(
            client_id=installation.client_id,
            client_secret=secret,
            redirect_uri=redirect_uri,
            encryption_key=key,
        )
    return Configuration.for_server(
        installation.xero,
        client_id=installation.client_id,
        client_secret=secret,
        redirect_uri=redirect_uri,
        encryption_key=key,
    )


async def _serve(engine: SyncEngine, listening: socket.socket, host: str, calls: Calls) -> None:
    """Serve until interrupted. An engine that breaks takes its pages down with it: somebody will notice."""
    import uvicorn

    app = pages(engine, clock=WallClock(), chance=SystemChance(), calls=calls)
    if host in LOOPBACK_HOSTS:  # a page elsewhere must not reach this one under a name of its own
        app = TrustedHostMiddleware(app, allowed_hosts=["127.0.0.1", "localhost", "["])
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as an interrupt does: in good order
    running = asyncio.create_task(together(engine.run(), _nudge(engine)))
    running.add_done_callback(lambda _: setattr(server, "should_exit", True))
    try:
        await server.serve(sockets=[listening])
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _nudge(engine: SyncEngine) -> None:
    """See what other commands wrote to the database, `retry` for instance."""
    while True:
        await asyncio.sleep(NUDGE_SECONDS)
        engine.nudge()


def _postman(smtp: str, mail_to: list[str], mail_from: str) -> Postman | None:
    try:
        return postman_at(smtp, mail_to, mail_from)
    except MailServerError as wrong:
        raise _bad_input(f"E-mail: {wrong}.") from wrong


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
