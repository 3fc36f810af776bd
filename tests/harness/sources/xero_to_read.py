"""The mock on virtual time with a few documents in it, and a reader at its door."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import httpx

from harness.ledger import Posting
from harness.simulation.app_transport import AppTransport
from harness.simulation.choices import SeededChoices
from harness.simulation.virtual_clock import VirtualClock, VirtualLoop
from harness.sources.json_lines import read_json_lines
from harness.sources.xero.documents import APP_REFERENCE, Spelling
from harness.sources.xero.reading import XeroReader
from harness.sources.xero.saving import save_books
from mock_xero.app import MockXero
from mock_xero.gates.limits import PROFILES, Limits

URL: Final = "http://xero.test"
APP: Final = ("demo-client", "demo-secret")
MORNING: Final = datetime(2026, 3, 2, 8, tzinfo=UTC)
NO_LIMITS: Final = PROFILES["unlimited"]


class XeroToRead:
    """A Xero with one organisation that is looked at; `said` is what the reader told meanwhile."""

    def __init__(self, limits: Limits = NO_LIMITS) -> None:
        self.loop = VirtualLoop()
        self.mock = MockXero(VirtualClock(self.loop, MORNING), SeededChoices(7), limits=limits)
        self.organisation = next(iter(self.mock.organisations.values()))
        self.bookkeeper = self.organisation.bookkeeper
        self.client = httpx.AsyncClient(transport=AppTransport(self.mock.app), base_url=URL)
        self.said: list[str] = []
        self.token = ""
        self.renew_token()

    def renew_token(self) -> None:
        form = {"grant_type": "client_credentials"}
        self.token = self.run(self.client.post("/connect/token", data=form, auth=APP)).json()["access_token"]

    def run(self, coroutine: Any) -> Any:
        return self.loop.run_until_complete(coroutine)

    def spend(self, seconds: float) -> None:
        self.run(asyncio.sleep(seconds))

    def issue(self, *numbers: str, amount: str = "120.00", customer: str = "Ada Lovelace") -> None:
        for number in numbers:
            self.bookkeeper.issues_invoice(number, Decimal(amount), customer, "200")

    def pay_by_app(self, number: str, amount: str) -> None:
        """Pay as the engine does: with its reference."""
        payment = {
            "Invoice": {"InvoiceNumber": number},
            "Account": {"Code": "610"},
            "Date": "2026-03-02",
            "Amount": float(amount),
            "Reference": f"pay-1/EFTPOS/{number}",
        }
        headers = {
            "Authorization": f"Bearer {self.token}",
            "xero-tenant-id": self.organisation.tenant_id,
            "Accept": "application/json",
        }
        self.run(self.client.put("/api.xro/2.0/Payments", json=payment, headers=headers)).raise_for_status()

    def pay_by_hand(self, number: str, amount: str) -> None:
        self.bookkeeper.records_payment(number, Decimal(amount), "610", date(2026, 3, 2))

    def save(self, file: Path, *, page_size: int = 1000, prefix: str = "") -> None:
        reader = XeroReader(self.client, self._given(), self.said.append, page_size)
        self.run(save_books(reader, spelling(prefix), self.organisation.tenant_id, file))

    def read(self, file: Path, *, page_size: int = 1000, prefix: str = "") -> list[Posting]:
        self.save(file, page_size=page_size, prefix=prefix)
        return list(read_json_lines(file))

    def only_tenant(self) -> str:
        found: str = self.run(XeroReader(self.client, self._given(), self.said.append).only_tenant())
        return found

    def close(self) -> None:
        self.run(self.client.aclose())
        self.loop.close()

    def _given(self) -> Callable[[], str]:
        return lambda: self.token


def spelling(prefix: str = "") -> Spelling:
    return Spelling(re.compile(APP_REFERENCE), prefix)
