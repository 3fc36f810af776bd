"""What the commands are told of one installation, checked; its secrets come from the environment.

Only the commands use it: the engine is handed a finished configuration.
"""

import os
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import typer

from sync_engine import Configuration, LimitsKnown, Postman

BAD_INPUT: Final = 2
LOOPBACK_HOSTS: Final = ("127.0.0.1", "localhost", "::1")
XERO_ITSELF: Final = "api.xero.com"
CLIENT_SECRET: Final = "SYNC_ENGINE_CLIENT_SECRET"  # noqa: S105 - a variable's name
ENCRYPTION_KEY: Final = "SYNC_ENGINE_KEY"
PUBLISHED_DEMO_SECRET: Final = "demo-secret"  # noqa: S105 - printed by the mock, good nowhere else


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What the command line says of one clinic."""

    database: str
    xero: str
    client_id: str
    limits: LimitsKnown = field(default_factory=LimitsKnown)
    postman: Postman | None = None


def installation_of(
    database: str, xero: str, client_id: str, calls_per_minute: int, postman: Postman | None
) -> Installation:
    limits = LimitsKnown(minute=calls_per_minute or None)
    return Installation(database=database, xero=xero, client_id=client_id, limits=limits, postman=postman)


def configuration_of(installation: Installation, redirect_uri: str) -> Configuration:
    """Return the configuration for Xero itself, or for one server that stands in for it."""
    secret, key = client_secret(installation.xero), os.environ.get(ENCRYPTION_KEY, "")
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


def check_address(xero: str) -> None:
    """Refuse what is no address, and what would carry secrets in clear."""
    try:
        address = urlsplit(xero)
        well_formed = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        raise bad_input(f"--xero {xero!r} is not an http or https URL.") from None
    if not well_formed:
        raise bad_input(f"--xero {xero!r} is not an http or https URL.")
    if address.scheme == "http" and address.hostname not in LOOPBACK_HOSTS:
        raise bad_input("--xero is on another machine: secrets travel over https only.")


def client_secret(xero: str) -> str:
    """Return the secret from the environment; the mock's published one serves on this machine only."""
    secret = os.environ.get(CLIENT_SECRET, "")
    if not secret and urlsplit(xero).hostname not in LOOPBACK_HOSTS:
        raise bad_input(f"Set {CLIENT_SECRET} to the app's client secret; none is known for {xero}.")
    return secret or PUBLISHED_DEMO_SECRET


def bad_input(sentence: str) -> typer.Exit:
    """Say what is wrong; what is returned ends the command."""
    typer.echo(sentence, err=True)
    return typer.Exit(BAD_INPUT)
