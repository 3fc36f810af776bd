"""`mock-xero`: the mock over HTTP, for people and for programs in any language, and what it covers."""

import asyncio
import shlex
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import typer

from mock_xero import configuration
from mock_xero.app import MockXero
from mock_xero.behaviour import Behaviour, UnknownReadingError
from mock_xero.control.settable_clock import SettableClock
from mock_xero.coverage_table import as_json, as_table
from mock_xero.endpoints import accounting_routes
from mock_xero.endpoints.coverage import coverage as every_operation
from mock_xero.gates.limits import PROFILES
from mock_xero.identity.applications import DEMO_APPLICATION, LOOPBACK_HOSTS, Application
from mock_xero.listening import CannotListenError, listen, url_of
from mock_xero.ordering import Ordering
from mock_xero.seams import Choices, Clock
from mock_xero.wall import RealClock, SeededChoices, new_seed
from mock_xero.webhooks.subscriptions import Subscription

BAD_INPUT: Final = 2
_ISO_EXAMPLE: Final = "2026-03-02T08:00:00+11:00"

cli = typer.Typer(help="A stand-in for Xero.", no_args_is_help=True, pretty_exceptions_enable=False)


@cli.callback()
def _mock_xero() -> None:
    """A stand-in for Xero."""


Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")]
Profile = Annotated[
    Literal["article", "standard", "starter", "unlimited"], typer.Option(help="Which limits apply.")
]
Seed = Annotated[int | None, typer.Option(help="Seed of all chance; drawn when left out.")]
Order = Annotated[Ordering, typer.Option(help="Order of what Xero does in no documented order.")]
ClockKind = Annotated[
    Literal["real", "virtual"], typer.Option(help="A virtual clock moves only by POST /_mock/clock.")
]
Start = Annotated[str | None, typer.Option(help=f"Where a virtual clock starts, e.g. {_ISO_EXAMPLE}.")]
ClientId = Annotated[str, typer.Option(help="Client id of the app.")]
ClientSecret = Annotated[str, typer.Option(help="Client secret of the app.")]
RedirectUris = Annotated[
    list[str] | None, typer.Option(help="Allowed redirect URI, repeatable; default: any loopback one.")
]
AutoConsent = Annotated[
    bool, typer.Option("--auto-consent", help="Answer authorize requests as if the user had allowed.")
]

GranularOnly = Annotated[
    bool, typer.Option("--granular-only", help="The app is a new one: no broad scopes for it.")
]
Switches = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="A reading of Xero, repeatable; see docs/xero-behaviour.md."),
]
Config = Annotated[
    Path | None, typer.Option(help="More apps, users, organisations and webhooks, in YAML or JSON.")
]
WebhookUrl = Annotated[str | None, typer.Option(help="Where the app hears of changes.")]
WebhookKey = Annotated[str | None, typer.Option(help="What webhooks are signed with; drawn when left out.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


@cli.command()
def serve(
    *,
    host: Host = "127.0.0.1",
    port: Port = 5150,
    profile: Profile = "standard",
    seed: Seed = None,
    ordering: Order = Ordering.RANDOM,
    clock: ClockKind = "real",
    start: Start = None,
    client_id: ClientId = DEMO_APPLICATION.client_id,
    client_secret: ClientSecret = DEMO_APPLICATION.client_secret or "",
    redirect_uri: RedirectUris = None,
    auto_consent: AutoConsent = False,
    granular_only: GranularOnly = False,
    behaviour: Switches = None,
    config: Config = None,
    webhook_url: WebhookUrl = None,
    webhook_key: WebhookKey = None,
) -> None:
    """Serve the mock until it is interrupted."""
    told = _application(client_id, client_secret, redirect_uri or [])
    application = replace(told, granular_only=granular_only)
    chosen_seed = new_seed() if seed is None else seed
    mock = _mock(
        _configuration(config, webhook_url, webhook_key, client_id),
        _clock(clock, start),
        SeededChoices(chosen_seed),
        behaviour=_behaviour(behaviour or []),
        limits=PROFILES[profile],
        ordering=ordering,
        applications=[application],
        auto_consent=auto_consent,
    )
    listening = _listen(host, port)
    _introduce(mock, application, url_of(listening), f"profile {profile}, seed {chosen_seed}")
    _serve_until_interrupted(mock, listening)


@cli.command()
def coverage(*, json: AsJson = False) -> None:
    """Print every operation of Xero's Accounting API: stateful here, or answered 501."""
    covered = every_operation(accounting_routes())
    print(as_json(covered) if json else as_table(covered))


def main() -> None:
    """The entry point of the `mock-xero` command."""
    cli()


def _application(client_id: str, client_secret: str, redirect_uris: list[str]) -> Application:
    if not client_id or not client_secret:
        raise typer.BadParameter("neither --client-id nor --client-secret may be empty")
    for uri in redirect_uris:
        if urlsplit(uri).scheme not in {"http", "https"} or not urlsplit(uri).netloc or "#" in uri:
            raise typer.BadParameter(f"{uri!r} is not an absolute http or https URI without fragment")
    return Application(
        client_id=client_id,
        client_secret=client_secret,
        name=DEMO_APPLICATION.name,
        redirect_uris=tuple(redirect_uris),
        grants=DEMO_APPLICATION.grants,
    )


def _mock(said: Mapping[str, Any], clock: Clock, choices: Choices, **options: Any) -> MockXero:
    try:
        return MockXero(clock, choices, furnish=partial(configuration.furnish, said=said), **options)
    except configuration.BadConfigurationError as error:
        raise typer.BadParameter(str(error)) from error


def _configuration(
    path: Path | None, webhook_url: str | None, webhook_key: str | None, client_id: str
) -> dict[str, Any]:
    """Return what the file says and, as one entry more, the webhook of the options."""
    if webhook_key is not None and webhook_url is None:
        raise typer.BadParameter("--webhook-key goes with --webhook-url")
    try:
        said = dict(configuration.read(path)) if path is not None else {}
    except configuration.BadConfigurationError as error:
        raise typer.BadParameter(str(error)) from error
    if webhook_url is not None:
        entry = {"url": webhook_url, "key": webhook_key, "client_id": client_id}
        said["webhooks"] = [*said.get("webhooks", ()), entry]
    return said


def _behaviour(switches: list[str]) -> Behaviour:
    parted = [each.partition("=") for each in switches]
    for name, equals, _ in parted:
        if not equals:
            raise typer.BadParameter(f"--behaviour {name!r} is not NAME=VALUE")
    try:
        return Behaviour.said({name: word for name, _, word in parted})
    except UnknownReadingError as error:
        raise typer.BadParameter(f"--behaviour: {error}") from error


def _clock(kind: str, start: str | None) -> Clock:
    if kind == "real":
        if start is not None:
            raise typer.BadParameter("--start is for --clock virtual; a real clock starts now")
        return RealClock()
    return SettableClock(RealClock().now() if start is None else _instant(start))


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"--start {text!r} is not an ISO instant like {_ISO_EXAMPLE}") from error
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except CannotListenError as error:
        typer.echo(f"mock-xero {error}.", err=True)
        raise typer.Exit(BAD_INPUT) from error


def _introduce(mock: MockXero, application: Application, url: str, choices: str) -> None:
    credentials = shlex.quote(f"{application.client_id}:{application.client_secret}")
    lines = [
        f"Mock Xero listens on {url} ({choices})",
        f"  app           {application.client_id} / {application.client_secret}",
        f"  redirects to  {', '.join(application.redirect_uris) or 'any loopback URI over http'}",
        *(f"  organisation  {each.tenant_id}  {each.name}" for each in mock.organisations.values()),
        *(f"  user          {each.email} / {each.password}" for each in mock.identity.users.values()),
        *(f"  webhook       {each.url}, key {each.key}" for each in mock.webhooks.subscriptions.values()),
        f"  look inside   {url}/_mock/",
        f"  a token       curl -s -u {credentials} -d grant_type=client_credentials {url}/connect/token",
    ]
    if urlsplit(url).hostname not in LOOPBACK_HOSTS:
        lines.append("  beware        other machines can reach this; its secrets are published ones")
    for line in lines:
        print(line, flush=True)


def _serve_until_interrupted(mock: MockXero, listening: socket.socket) -> None:
    from mock_xero.serving import serve as serve_until_interrupted

    with suppress(KeyboardInterrupt):
        asyncio.run(serve_until_interrupted(mock, listening, _tell_of_webhook))


def _tell_of_webhook(webhook: Subscription) -> None:
    told = f"webhook {webhook.number}: {webhook.status.value}"
    hint = f"; POST /_mock/webhooks/{webhook.number}/validate asks again" if webhook.failures else ""
    print(f"{told}{''.join(f'; {each}' for each in webhook.failures)}{hint}", flush=True)


if __name__ == "__main__":
    main()
