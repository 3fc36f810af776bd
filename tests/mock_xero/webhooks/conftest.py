"""A mock with an app that listens to it, all on one event loop and on the time that the test sets."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import httpx
import msgspec
import pytest

from mock_xero.app import MockXero
from mock_xero.books.contact_deeds import create_contact
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft
from mock_xero.books.invoice_deeds import create_invoice
from mock_xero.books.statuses import InvoiceStatus, InvoiceType
from mock_xero.control.settable_clock import SettableClock
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation
from mock_xero.wall import SeededChoices

URL: Final = "https://app.test/hooks"
KEY: Final = "the-signing-key"
SECONDS_MAX: Final = 20


class Listener(httpx.AsyncBaseTransport):
    """An app's webhook, as a good one is; `answers` says what it answers instead, one after the other."""

    def __init__(self) -> None:
        self.answers: list[httpx.Response | Exception] = []
        self.down = False
        self.bodies: list[bytes] = []
        self.signatures_held: list[bool] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        signed = base64.b64encode(hmac.new(KEY.encode(), body, hashlib.sha256).digest()).decode()
        self.bodies.append(body)
        self.signatures_held.append(signed == request.headers["x-xero-signature"])
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        if self.down:
            raise httpx.ConnectError("nobody there")
        return httpx.Response(200 if self.signatures_held[-1] else 401)

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The bodies that hold events."""
        told = [msgspec.json.decode(each) for each in self.bodies]
        return [each for each in told if each["events"]]

    @property
    def events(self) -> list[tuple[str, str, str]]:
        """Category, type and id of every event, in the order of arrival."""
        return [
            (each["eventCategory"], each["eventType"], each["resourceId"])
            for post in self.posts
            for each in post["events"]
        ]


class Scene:
    """What a story of a test can do."""

    def __init__(self, mock: MockXero, listener: Listener, client: httpx.AsyncClient) -> None:
        self.mock = mock
        self.listener = listener
        self.client = client

    @property
    def organisation(self) -> Organisation:
        return next(iter(self.mock.organisations.values()))

    async def subscribe(self, **said: Any) -> dict[str, Any]:
        answer = await self.client.post("/_mock/webhooks", json={"url": URL, "key": KEY, **said})
        told: dict[str, Any] = answer.json()
        return told

    async def webhook(self) -> dict[str, Any]:
        told: dict[str, Any] = (await self.client.get("/_mock/webhooks")).json()["webhooks"][0]
        return told

    async def pass_time(self, seconds: float) -> None:
        await asyncio.sleep(0)
        answer = await self.client.post("/_mock/clock", json={"advance_seconds": seconds})
        assert answer.status_code == 200

    def enters_contact(self, name: str) -> str:
        """A person enters a contact in Xero's own pages."""
        stamp = self.organisation.stamp()
        return create_contact(self.organisation.books, ContactDraft(name=name), stamp).contact_id

    def enters_sale(self, number: str) -> str:
        line = LineDraft(
            description="x", quantity=Decimal(1), unit_amount=Decimal(100), account_code="200",
            tax_type="EXEMPTOUTPUT",
        )  # fmt: skip
        today = self.organisation.today()
        draft = InvoiceDraft(
            type=InvoiceType.ACCREC, number=number, contact=ContactDraft(name="Ada"), lines=(line,),
            status=InvoiceStatus.AUTHORISED, date=today, due_date=today,
        )  # fmt: skip
        return create_invoice(self.organisation.books, draft, self.organisation.stamp()).invoice_id


Story = Callable[[Scene], Awaitable[None]]
Tell = Callable[..., Listener]


@pytest.fixture
def tell() -> Tell:
    """Run a story against a mock and return what its listener heard."""

    def told(
        story: Story, *, seed: int = 7, ordering: Ordering = Ordering.OLDEST_FIRST, **options: Any
    ) -> Listener:
        listener = Listener()

        async def scene() -> None:
            clock = SettableClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
            mock = MockXero(
                clock, SeededChoices(seed), ordering=ordering, webhook_transport=listener, **options
            )
            transport = httpx.ASGITransport(mock.app)
            async with (
                asyncio.timeout(SECONDS_MAX),
                httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
            ):
                await story(Scene(mock, listener, client))

        asyncio.run(scene())
        return listener

    return told
