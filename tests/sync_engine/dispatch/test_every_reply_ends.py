"""Whatever Xero answers, a document is done, parked, missed, or due at an instant; no trouble parks it."""

from pathlib import Path
from typing import Final

import httpx
import pytest

from sync_engine import Reason
from sync_engine.outbox.closing import SILENCE
from sync_engine.outbox.statuses import Status
from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import FakeXero

NO_REFUSAL: Final = (401, 403, 408, 429, 500, 502, 503, 504)
STATUSES: Final = (200, 204, 302, 400, 404, 413, 418, *NO_REFUSAL)
BODIES: Final = {
    "nothing": b"",
    "a page": b"<html>Sorry</html>",
    "no element": b'{"Message": "no", "Invoices": [], "Payments": []}',
    "a problem": b'{"Title": "An error occurred", "Detail": "TokenExpired"}',
    "an element": (
        b'{"Elements": [{"InvoiceNumber": "1", "ValidationErrors": '
        b'[{"Message": "The period is closed"}], "HasValidationErrors": true}]}'
    ),
}
ROUTES: Final = ("PUT /Invoices", "POST /Invoices", "PUT /Payments", "POST /Payments")
AT_REST: Final = {Status.DONE.value, Status.PARKED.value, Status.MISSED.value}


class Stubborn(httpx.AsyncBaseTransport):
    """Gives one and the same answer to every write of one route, for a while."""

    def __init__(self, xero: FakeXero, route: str, answer: tuple[int, bytes]) -> None:
        self._xero = xero
        self._route = route
        self._answer = answer
        self.stubborn = True
        self.asked = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api.xro/2.0")
        if self.stubborn and f"{request.method} /{path.split('/')[1]}" == self._route:
            self.asked += 1
            status, body = self._answer
            return httpx.Response(status, content=body)
        return await self._xero.handle_async_request(request)


class StubbornDay(ClinicDay):
    """A clinic whose line to Xero is stubborn about one route."""

    def __init__(self, folder: Path, route: str, answer: tuple[int, bytes]) -> None:
        self.line: Stubborn | None = None
        self._told = (route, answer)
        super().__init__(folder)

    def transport(self) -> httpx.AsyncBaseTransport:
        self.line = Stubborn(self.xero, *self._told)
        return self.line


def live(day: ClinicDay) -> None:
    """Invoices, a payment, a change and a deletion: every step there is."""
    day.connect()
    for number in (1, 2, 3):
        day.issue(number)
    label = day.pay({"Cash": "120"}, {1: "120"})
    day.spend(300)
    day.engine.clinic.delete_payment(label)
    day.engine.clinic.delete_invoice(3)
    day.spend(300)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("route", ROUTES)
def test_every_document_ends_or_is_due_at_a_known_instant(
    tmp_path: Path, route: str, status: int, body: str
) -> None:
    day = StubbornDay(tmp_path, route, (status, BODIES[body]))
    try:
        live(day)
        check(day, status)
    finally:
        day.close()


def check(day: StubbornDay, status: int) -> None:

    counts = day.engine.counts()
    waiting = sum(count for where, count in counts.items() if where not in AT_REST)

    assert sum(counts.values()) == 4
    assert waiting == 0 or day.engine.unsettled() is not None
    if status in NO_REFUSAL:
        assert day.engine.parked() == []
    assert day.line is not None
    assert day.line.asked < 60, "it is asked again without a pause"


def test_a_document_that_xero_never_mentions_is_parked_in_the_end(tmp_path: Path) -> None:
    day = StubbornDay(tmp_path, "PUT /Invoices", (200, BODIES["no element"]))
    try:
        day.connect()
        day.issue(1)
        day.issue(2)
        day.settle()

        told = [(each.number, each.code, each.xero_says) for each in day.engine.parked()]
        assert told == [(1, Reason.UNKNOWN.value, SILENCE), (2, Reason.UNKNOWN.value, SILENCE)]
    finally:
        day.close()
