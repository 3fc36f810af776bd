"""A repeated write is one deed, for six minutes (facts §3)."""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.behaviour import Behaviour
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.body import BodyGate
from mock_xero.gates.idempotency import IdempotencyGate
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
INVOICES = "/api.xro/2.0/Invoices"
KEY = {"Idempotency-Key": "the-key"}


class Counting:
    """Answers with the number of the deed, and rejects bodies that say so."""

    def __init__(self) -> None:
        self.deeds = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.deeds += 1
        rejected = await Request(scope, receive).body() == b"bad"
        await JSONResponse({"deed": self.deeds}, 400 if rejected else 200)(scope, receive, send)


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def keyed(
    clock: SettableClock, choices: SeededChoices, known: Callable[[ASGIApp], ASGIApp]
) -> Callable[..., ASGIApp]:
    def wrapped(inner: ASGIApp, behaviour: Behaviour | None = None) -> ASGIApp:
        gate = IdempotencyGate(inner, clock=clock, choices=choices, behaviour=behaviour or Behaviour())
        return known(BodyGate(gate))

    return wrapped


@pytest.fixture
def app(keyed: Callable[..., ASGIApp], counting: Counting) -> ASGIApp:
    return keyed(counting)


def test_the_same_request_with_the_same_key_is_one_deed_for_six_minutes(
    ask: Ask, app: ASGIApp, counting: Counting, clock: SettableClock
) -> None:
    first = ask(app, "PUT", INVOICES, content=b"one", headers=KEY)
    clock.advance(359)
    repeated = ask(app, "PUT", INVOICES, content=b"one", headers=KEY)

    assert repeated.content == first.content
    assert repeated.headers["content-type"] == first.headers["content-type"]
    assert counting.deeds == 1


def test_after_six_minutes_the_key_is_new_and_the_deed_is_done_again(
    ask: Ask, app: ASGIApp, counting: Counting, clock: SettableClock
) -> None:
    ask(app, "PUT", INVOICES, content=b"one", headers=KEY)
    clock.advance(200)
    ask(app, "PUT", INVOICES, content=b"one", headers=KEY)
    clock.advance(160)

    ask(app, "PUT", INVOICES, content=b"one", headers=KEY)

    assert counting.deeds == 2


@pytest.mark.parametrize(
    "other",
    [
        ("POST", INVOICES, b"one", "a-tenant"),
        ("PUT", "/api.xro/2.0/Payments", b"one", "a-tenant"),
        ("PUT", f"{INVOICES}?summarizeErrors=false", b"one", "a-tenant"),
        ("PUT", INVOICES, b"two", "a-tenant"),
        ("PUT", INVOICES, b"one", "another-tenant"),
    ],
)
def test_the_key_of_a_different_request_is_refused(
    ask: Ask, app: ASGIApp, counting: Counting, other: tuple[str, str, bytes, str]
) -> None:
    method, path, body, tenant = other
    ask(app, "PUT", INVOICES, content=b"one", headers=KEY)

    refused = ask(app, method, path, content=body, headers={**KEY, "x-tenant": tenant})

    assert refused.status_code == 400
    assert refused.text == "Idempotency Key: the-key is used with a different request."
    assert counting.deeds == 1


def test_keys_of_different_apps_have_nothing_to_do_with_each_other(
    ask: Ask, app: ASGIApp, counting: Counting
) -> None:
    ask(app, "PUT", INVOICES, content=b"one", headers=KEY)

    assert ask(app, "PUT", INVOICES, content=b"two", headers={**KEY, "x-app": "b"}).status_code == 200
    assert counting.deeds == 2


def test_errors_are_replayed_too(ask: Ask, app: ASGIApp, counting: Counting) -> None:
    answers = [ask(app, "PUT", INVOICES, content=b"bad", headers=KEY) for _ in range(2)]

    assert [each.status_code for each in answers] == [400, 400]
    assert counting.deeds == 1


def test_reads_ignore_the_key(ask: Ask, app: ASGIApp, counting: Counting) -> None:
    for _ in range(2):
        ask(app, "GET", INVOICES, headers=KEY)

    assert counting.deeds == 2


def test_a_key_of_128_characters_is_accepted_and_a_longer_one_refused(ask: Ask, app: ASGIApp) -> None:
    fits = ask(app, "PUT", INVOICES, headers={"Idempotency-Key": "k" * 128})
    too_long = ask(app, "PUT", INVOICES, headers={"Idempotency-Key": "k" * 129})

    assert fits.status_code == 200
    assert too_long.status_code == 400
    assert "k" * 129 in too_long.text
    assert "129" in too_long.text


def test_a_repetition_that_overtakes_the_answer_waits_for_it(
    keyed: Callable[..., ASGIApp], counting: Counting
) -> None:
    first, second = asyncio.run(two_at_once(keyed, counting, Behaviour()))

    assert second.content == first.content
    assert counting.deeds == 1


def test_under_the_other_reading_a_key_in_flight_is_refused(
    keyed: Callable[..., ASGIApp], counting: Counting
) -> None:
    first, second = asyncio.run(two_at_once(keyed, counting, Behaviour(key_in_flight_waits=False)))

    assert [first.status_code, second.status_code] == [200, 400]


def test_a_request_that_broke_off_leaves_its_key_unused(keyed: Callable[..., ASGIApp]) -> None:
    deeds = 0

    async def breaks_once(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal deeds
        deeds += 1
        if deeds == 1:
            raise ConnectionResetError
        await JSONResponse({})(scope, receive, send)

    async def twice() -> httpx.Response:
        transport = httpx.ASGITransport(keyed(breaks_once))
        async with httpx.AsyncClient(transport=transport, base_url="http://xero.test") as client:
            with pytest.raises(ConnectionResetError):
                await client.put(INVOICES, headers=KEY)
            return await client.put(INVOICES, headers=KEY)

    assert asyncio.run(twice()).status_code == 200


async def two_at_once(
    keyed: Callable[..., ASGIApp], counting: Counting, behaviour: Behaviour
) -> list[httpx.Response]:
    async def later(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        await counting(scope, receive, send)

    transport = httpx.ASGITransport(keyed(later, behaviour))
    async with httpx.AsyncClient(transport=transport, base_url="http://xero.test") as client:
        return list(await asyncio.gather(*(client.put(INVOICES, headers=KEY) for _ in range(2))))


def test_under_the_other_reading_a_key_of_a_different_request_is_refused_by_a_problem(
    ask: Ask, keyed: Callable[..., ASGIApp], counting: Counting
) -> None:
    app = keyed(counting, Behaviour(key_reuse_is_problem_json=True))
    ask(app, "PUT", INVOICES, content=b"one", headers=KEY)

    refused = ask(app, "PUT", INVOICES, content=b"two", headers=KEY)

    assert refused.status_code == 400
    assert refused.json()["Detail"] == "Idempotency Key: the-key is used with a different request."
