"""Troubles switched on from outside: they strike what they fit, as often as they say."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from mock_xero.gates.faults import Fault, FaultKind, Faults
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]


class Doing:
    def __init__(self) -> None:
        self.deeds = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.deeds += 1
        await JSONResponse({"done": True})(scope, receive, send)


@pytest.fixture
def doing() -> Doing:
    return Doing()


@pytest.fixture
def faults(doing: Doing, choices: SeededChoices) -> Faults:
    return Faults(doing, choices=choices)


def test_an_outage_is_answered_by_a_page_with_503_until_it_is_ended(
    ask: Ask, faults: Faults, doing: Doing
) -> None:
    outage = faults.begin(Fault(kind=FaultKind.OUTAGE))

    during = ask(faults, "GET", "/")
    faults.end(outage)
    afterwards = ask(faults, "GET", "/")

    assert during.status_code == 503
    assert during.headers["content-type"].startswith("text/html")
    assert (afterwards.status_code, doing.deeds) == (200, 1)


def test_a_server_error_speaks_xeros_json(ask: Ask, faults: Faults, doing: Doing) -> None:
    faults.begin(Fault(kind=FaultKind.SERVER_ERROR))

    answer = ask(faults, "GET", "/")

    assert (answer.status_code, answer.json()["Title"]) == (500, "An error occurred")
    assert doing.deeds == 0


def test_after_the_deed_the_deed_is_done_and_the_error_is_answered(
    ask: Ask, faults: Faults, doing: Doing
) -> None:
    faults.begin(Fault(kind=FaultKind.SERVER_ERROR, after_the_deed=True))

    answer = ask(faults, "PUT", "/")

    assert (answer.status_code, doing.deeds) == (500, 1)


def test_a_fault_strikes_only_the_method_and_path_it_is_meant_for(ask: Ask, faults: Faults) -> None:
    faults.begin(Fault(kind=FaultKind.OUTAGE, method="put", path="/api.xro/2.0/payments"))

    assert ask(faults, "PUT", "/api.xro/2.0/Payments").status_code == 503
    assert ask(faults, "GET", "/api.xro/2.0/Payments").status_code == 200
    assert ask(faults, "PUT", "/api.xro/2.0/Invoices").status_code == 200


def test_a_counted_fault_ends_by_itself(ask: Ask, faults: Faults) -> None:
    faults.begin(Fault(kind=FaultKind.OUTAGE, count=2))

    assert [ask(faults, "GET", "/").status_code for _ in range(3)] == [503, 503, 200]
    assert faults.active() == {}


@pytest.mark.parametrize("trouble", [{}, {"after_the_deed": True}])
def test_latency_holds_the_answer_for_its_seconds(
    faults: Faults, doing: Doing, trouble: dict[str, Any]
) -> None:
    async def first_look_then_wait() -> tuple[bool, httpx.Response]:
        faults.begin(Fault(kind=FaultKind.LATENCY, seconds=0.01, **trouble))
        transport = httpx.ASGITransport(faults)
        async with httpx.AsyncClient(transport=transport, base_url="http://xero.test") as client:
            asked = asyncio.create_task(client.get("/"))
            for _ in range(5):
                await asyncio.sleep(0)
            return asked.done(), await asked

    answered_at_once, answer = asyncio.run(first_look_then_wait())

    assert not answered_at_once
    assert (answer.json(), doing.deeds) == ({"done": True}, 1)


def test_all_faults_can_be_ended_together(ask: Ask, faults: Faults) -> None:
    faults.begin(Fault(kind=FaultKind.OUTAGE))
    faults.begin(Fault(kind=FaultKind.SERVER_ERROR, count=3))

    faults.end_all()

    assert ask(faults, "GET", "/").status_code == 200
