"""What the harness needs of an engine, built-in or foreign: deeds in, an honest account of itself out.

Everything is `async`, so that an engine behind HTTP fits as well as one in this process.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

import httpx

from harness.checkers.evidence import Parked, SettingsView
from harness.ledger import ManualPayment
from harness.simulation.choices import Choices
from harness.simulation.virtual_clock import VirtualClock
from harness.workload.deeds import Deed


class EngineRefusedError(Exception):
    """The engine would not do what a person asked for; the message is the sentence that it gave."""


class Letter(Protocol):
    """One e-mail of an engine; the same one sent twice has the same `message_id`."""

    @property
    def message_id(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...


class Postman(Protocol):
    """Takes an engine's e-mails away."""

    async def post(self, letter: Letter) -> None: ...


class Observer(Protocol):
    """Where an engine says what it does, one call for each document and outcome (ok, failed, unknown).

    The coverage of trouble listens for `backfill finished` and for `parked: REASON` (docs/refusals.md).
    """

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """All that an engine is given. `limits` are Xero's, as published to its apps; None is no such limit.

    An engine that tells people by e-mail hands its letters to the `postman`.
    """

    database_url: str
    transport: httpx.AsyncBaseTransport
    clock: VirtualClock
    choices: Choices
    observer: Observer
    xero_url: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    limits: Mapping[str, int | None]
    practice: str
    time_zone: str
    currency: str | None = None  # None is the currency of the organisation in Xero
    postman: Postman | None = None


class Engine(Protocol):
    """One engine on one database. A second one on the same database finds what the first one committed."""

    async def run(self) -> None:
        """Recover, then deliver for ever."""
        ...

    async def begin_connection(self) -> str:
        """Return the URL to which *Connect to Xero* sends the user's browser."""
        ...

    async def finish_connection(self, callback_url: str) -> None:
        """Take the browser back from Xero. Raises EngineRefusedError."""
        ...

    async def settings(self) -> SettingsView | None:
        """Return the integration settings as the page shows them selected; None before the first save."""
        ...

    async def save_settings(self, settings: SettingsView) -> None:
        """Press *Save integration settings*. Raises EngineRefusedError."""
        ...

    async def do(self, deed: Deed) -> None:
        """Record one deed of the clinic."""
        ...

    async def synchronise(self, since: date) -> None:
        """Press *Synchronise previous information to Xero*. Raises EngineRefusedError."""
        ...

    async def unsettled(self) -> str | None:
        """Say what is still in flight or due; None when nothing more will happen by itself."""
        ...

    async def parked(self) -> Sequence[Parked]:
        """What waits for a person."""
        ...

    async def manual_payments(self) -> Sequence[ManualPayment]:
        """What a person has to record in Xero by hand."""
        ...

    async def close(self) -> None:
        """Give back what the engine holds open. Not called at a crash."""
        ...


@runtime_checkable
class Retrying(Protocol):
    """What an engine has beside the rest if people can let parked documents go once more."""

    async def try_again(self, invoice: str | None) -> None:
        """Press *Try again* on everything about this invoice, or on all. Raises EngineRefusedError."""
        ...


EngineFactory = Callable[[Seat], Engine]  # what `--engine MODULE:FACTORY` names
