"""A clinic, its engine and a small Xero on virtual time, with the words that the tests speak."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from inspect import CORO_CREATED, getcoroutinestate
from pathlib import Path
from types import CoroutineType
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx

from harness.simulation.choices import SeededChoices
from harness.simulation.virtual_clock import Life, VirtualClock, VirtualLoop
from sync_engine import (
    Configuration,
    ConnectionState,
    IntegrationSettings,
    ItemDraft,
    LimitsKnown,
    PatientRef,
    Postman,
    SyncEngine,
)
from tests.sync_engine.fake_xero import FakeXero

MORNING: Final = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY: Final = date(2026, 3, 2)
ADA: Final = PatientRef("P-1", "Ada Lovelace")
SETTINGS: Final = IntegrationSettings(
    sales_account="200",
    payment_account="610",
    tax_exempt_rate="EXEMPTOUTPUT",
    payment_types={"EFTPOS": "611"},
    items={"Band": "210"},
)
CALLBACK: Final = "http://localhost/callback"


@dataclass
class Notes:
    """Hears everything that the engine says of itself."""

    heard: list[tuple[str, str | None, str | None, str]] = field(default_factory=list)

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None:
        self.heard.append((operation, kind, number, outcome))


class ClinicDay:
    """One world. `spend` lets virtual time pass; `crash` drops the engine where it stands."""

    def __init__(
        self,
        folder: Path,
        limits: LimitsKnown | None = None,
        *,
        seed: int = 1,
        postman: Postman | None = None,
    ) -> None:
        self.loop = VirtualLoop()
        self.clock = VirtualClock(self.loop, MORNING)
        self.xero = FakeXero(self.clock.now)
        self.notes = Notes()
        self._chance = SeededChoices(seed)
        self._url = f"sqlite:///{folder / 'engine.db'}"
        self._limits = limits or LimitsKnown()
        self._life = Life(self.loop)
        self._postman = postman
        self._payments = 0
        self.engines: list[SyncEngine] = []
        self.start()

    @property
    def engine(self) -> SyncEngine:
        return self.engines[-1]

    def start(self) -> None:
        configuration = Configuration.for_server(
            "http://xero.test",
            client_id="id",
            client_secret="secret",
            redirect_uri=CALLBACK,
            limits=self._limits,
        )
        self.engines.append(
            SyncEngine(
                self._url,
                transport=self.transport(),
                clock=self.clock,
                chance=self._chance.fork(f"engine {len(self.engines)}"),
                configuration=configuration,
                observer=self.notes,
                postman=self._postman,
            )
        )
        self.engine.clinic.open_practice("Harbour Physio", "Australia/Sydney")
        self._life = Life(self.loop)
        self._running = self._life.spawn(self.engine.run())
        self.spend(0)

    def transport(self) -> httpx.AsyncBaseTransport:
        return self.xero

    def crash(self) -> None:
        self._life.drop()
        for task in asyncio.all_tasks(self.loop):
            coroutine = task.get_coro()
            if isinstance(coroutine, CoroutineType) and getcoroutinestate(coroutine) == CORO_CREATED:
                coroutine.close()  # it was spawned and had not begun; nobody will ever await it

    def spend(self, seconds: float) -> None:
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def settle(self, hours: int = 48) -> None:
        """Let time pass until nothing moves by itself; fails when it still does after so many hours."""
        for _ in range(hours * 60):
            self.spend(60)
            if self._running.done():
                self._running.result()
            if self.engine.unsettled() is None:
                return
        raise AssertionError(self.engine.unsettled())

    def connect(self, settings: IntegrationSettings = SETTINGS, *, code: str = "good") -> None:
        url = self.engine.connection.begin()
        state = parse_qs(urlsplit(url).query)["state"][0]
        finish = self.engine.connection.finish(f"{CALLBACK}?code={code}&state={state}")
        self.loop.run_until_complete(finish)
        self.engine.settings.save(settings)

    def issue(
        self, number: int, amount: str = "120.00", patient: PatientRef = ADA, *, on: date = TODAY
    ) -> None:
        self.engine.clinic.issue_invoice(number, patient, on, [item(amount)])

    def pay(
        self,
        sources: Mapping[str, str],
        invoices: Mapping[int, str],
        credit: Mapping[int, str] | None = None,
        *,
        patient: PatientRef = ADA,
        on: date = TODAY,
    ) -> str:
        self._payments += 1
        label = f"pay-{self._payments}"
        self.engine.clinic.take_payment(
            label,
            patient,
            on,
            {source: Decimal(amount) for source, amount in sources.items()},
            {number: Decimal(amount) for number, amount in invoices.items()},
            {number: Decimal(amount) for number, amount in (credit or {}).items()},
        )
        return label

    def in_xero(self) -> list[tuple[str, str, str]]:
        """The invoices that stand in Xero, by number: number, net, status."""
        return sorted(
            (each["InvoiceNumber"], f"{each['SubTotal']:.2f}", each["Status"])
            for each in self.xero.live_invoices()
        )

    def paid_in_xero(self) -> list[tuple[str, str, str]]:
        """The payments that stand in Xero: invoice number, amount, account."""
        return sorted(
            (
                self.xero.invoices[each["Invoice"]["InvoiceID"]]["InvoiceNumber"],
                f"{each['Amount']:.2f}",
                each["Account"]["Code"],
            )
            for each in self.xero.live_payments()
        )

    def state(self) -> ConnectionState:
        return self.engine.connection.state

    def close(self) -> None:
        self.crash()
        for engine in self.engines:
            engine.close()
        self.loop.close()


def item(amount: str, *, taxable: bool = False, billable_item: str | None = None) -> ItemDraft:
    return ItemDraft(
        description="Consultation",
        quantity=Decimal(1),
        unit_price=Decimal(amount),
        taxable=taxable,
        billable_item=billable_item,
    )
