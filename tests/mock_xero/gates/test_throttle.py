"""Limits as a client meets them: what is left on every answer, and the 429 (facts §2)."""

import asyncio
import json
from collections.abc import Callable

import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.behaviour import Behaviour, RateWindow
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.body import BodyGate
from mock_xero.gates.limits import PROFILES, Allowances, Limits
from mock_xero.gates.throttle import ThrottleGate
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
Throttled = Callable[..., ASGIApp]
PAYMENTS = "/api.xro/2.0/Payments"
ORGANISATION = "/api.xro/2.0/Organisation"


async def answering_200(scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({})(scope, receive, send)


async def answering_400(scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({}, 400)(scope, receive, send)


@pytest.fixture
def throttled(clock: SettableClock, choices: SeededChoices, known: Callable[[ASGIApp], ASGIApp]) -> Throttled:
    def wrapped(
        limits: Limits, inner: ASGIApp = answering_200, behaviour: Behaviour | None = None
    ) -> ASGIApp:
        rules = behaviour or Behaviour()
        allowances = Allowances(limits, choices=choices, behaviour=rules)
        return known(BodyGate(ThrottleGate(inner, allowances, clock=clock, behaviour=rules)))

    return wrapped


def test_the_61st_call_within_a_minute_is_refused_and_told_when_to_come_back(
    ask: Ask, throttled: Throttled, clock: SettableClock
) -> None:
    app = throttled(PROFILES["standard"])
    answers = [ask(app, "GET", ORGANISATION) for _ in range(60)]
    clock.advance(33.2)

    refused = ask(app, "GET", ORGANISATION)

    assert {each.status_code for each in answers} == {200}
    assert [answers[0].headers["X-MinLimit-Remaining"], answers[59].headers["X-MinLimit-Remaining"]] == [
        "59",
        "0",
    ]
    assert (refused.status_code, refused.content) == (429, b"")
    assert "content-type" not in refused.headers
    assert refused.headers["X-Rate-Limit-Problem"] == "minute"
    assert refused.headers["Retry-After"] == "27"
    assert refused.headers["X-MinLimit-Remaining"] == "0"


def test_after_the_told_seconds_there_is_room_and_refusals_have_not_been_counted(
    ask: Ask, throttled: Throttled, clock: SettableClock
) -> None:
    app = throttled(Limits(minute=2, day=10))
    for _ in range(5):
        ask(app, "GET", ORGANISATION)

    clock.advance(60)
    answer = ask(app, "GET", ORGANISATION)

    assert answer.status_code == 200
    assert answer.headers["X-MinLimit-Remaining"] == "1"
    assert answer.headers["X-DayLimit-Remaining"] == "7"


def test_a_rejected_request_counts_like_any_other(ask: Ask, throttled: Throttled) -> None:
    app = throttled(Limits(minute=2), answering_400)

    answers = [ask(app, "GET", ORGANISATION) for _ in range(3)]

    assert [each.status_code for each in answers] == [400, 400, 429]


def test_when_the_day_is_used_up_the_day_is_named_and_the_wait_is_long(
    ask: Ask, throttled: Throttled
) -> None:
    app = throttled(Limits(minute=1, day=1))
    ask(app, "GET", ORGANISATION)

    refused = ask(app, "GET", ORGANISATION)

    assert refused.headers["X-Rate-Limit-Problem"] == "day"
    assert 60 < int(refused.headers["Retry-After"]) <= 86_400
    assert refused.headers["X-DayLimit-Remaining"] == "0"


def test_tenants_have_limits_of_their_own_but_share_the_limit_of_the_app(
    ask: Ask, throttled: Throttled
) -> None:
    app = throttled(Limits(minute=1, app_minute=2))
    tenants = ["one", "two", "three"]

    answers = [ask(app, "GET", ORGANISATION, headers={"x-tenant": each}) for each in tenants]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2].headers["X-Rate-Limit-Problem"] == "appminute"
    assert answers[2].headers["X-AppMinLimit-Remaining"] == "0"


def test_another_app_is_not_held_up(ask: Ask, throttled: Throttled) -> None:
    app = throttled(Limits(minute=1, app_minute=1))
    ask(app, "GET", ORGANISATION)

    assert ask(app, "GET", ORGANISATION, headers={"x-app": "another"}).status_code == 200


def test_the_sixth_call_in_flight_is_refused_without_a_time_to_come_back(throttled: Throttled) -> None:
    async def six_at_once() -> list[httpx.Response]:
        asked = asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            await asked.wait()
            await answering_200(scope, receive, send)

        transport = httpx.ASGITransport(throttled(PROFILES["standard"], slow))
        async with httpx.AsyncClient(transport=transport, base_url="http://xero.test") as client:
            waiting = [asyncio.create_task(client.get(ORGANISATION)) for _ in range(5)]
            await asyncio.sleep(0)
            sixth = await client.get(ORGANISATION)
            asked.set()
            return [*await asyncio.gather(*waiting), sixth, await client.get(ORGANISATION)]

    *five, sixth, seventh = asyncio.run(six_at_once())

    assert [each.status_code for each in five] == [200] * 5
    assert (sixth.status_code, sixth.headers["X-Rate-Limit-Problem"]) == (429, "concurrent")
    assert "Retry-After" not in sixth.headers
    assert seventh.status_code == 200


def test_a_second_payment_within_a_minute_is_refused_under_the_article_profile(
    ask: Ask, throttled: Throttled, clock: SettableClock
) -> None:
    app = throttled(PROFILES["article"])
    payment = {"Invoice": {"InvoiceNumber": "1041"}, "Amount": 120}

    first = ask(app, "PUT", PAYMENTS, json=payment)
    clock.advance(20)
    second = ask(app, "PUT", PAYMENTS, json=payment)
    clock.advance(40)
    third = ask(app, "PUT", PAYMENTS, json=payment)

    assert [first.status_code, second.status_code, third.status_code] == [200, 429, 200]
    assert second.headers["X-Rate-Limit-Problem"] == "paymentminute"
    assert second.headers["Retry-After"] == "40"
    assert second.headers["X-MinLimit-Remaining"] == "59"


@pytest.mark.parametrize("body", [[{}, {}], {"Payments": [{}, {}]}, {"payments": [{}, {}]}])
def test_two_payments_in_one_request_are_refused_as_a_whole(
    ask: Ask, throttled: Throttled, body: object
) -> None:
    app = throttled(PROFILES["article"])

    assert ask(app, "PUT", PAYMENTS, content=json.dumps(body)).status_code == 429


def test_invoices_reads_and_deleted_payments_are_not_payments(ask: Ask, throttled: Throttled) -> None:
    app = throttled(PROFILES["article"])
    ask(app, "POST", PAYMENTS, json={})

    assert ask(app, "GET", PAYMENTS).status_code == 200
    assert ask(app, "PUT", "/api.xro/2.0/Invoices", json={}).status_code == 200
    assert ask(app, "POST", f"{PAYMENTS}/an-id", json={"Status": "DELETED"}).status_code == 200


def test_a_payment_that_xero_rejected_does_not_use_the_minute_up(ask: Ask, throttled: Throttled) -> None:
    app = throttled(PROFILES["article"], answering_400)

    answers = [ask(app, "PUT", PAYMENTS, json={}) for _ in range(2)]

    assert [each.status_code for each in answers] == [400, 400]


def test_without_limits_the_headers_stay_at_the_published_numbers(ask: Ask, throttled: Throttled) -> None:
    app = throttled(PROFILES["unlimited"])

    answers = [ask(app, "GET", ORGANISATION) for _ in range(70)]

    assert {each.status_code for each in answers} == {200}
    assert answers[-1].headers["X-MinLimit-Remaining"] == "60"


def test_under_the_rolling_reading_each_call_frees_its_place_after_a_minute(
    ask: Ask, throttled: Throttled, clock: SettableClock
) -> None:
    app = throttled(Limits(minute=2), behaviour=Behaviour(rate_window=RateWindow.ROLLING))
    ask(app, "GET", ORGANISATION)
    clock.advance(50)
    ask(app, "GET", ORGANISATION)
    clock.advance(10)

    assert [ask(app, "GET", ORGANISATION).status_code for _ in range(2)] == [200, 429]


def test_under_the_other_reading_a_refusal_counts_and_has_a_body(
    ask: Ask, throttled: Throttled, clock: SettableClock
) -> None:
    strict = Behaviour(rate_window=RateWindow.ROLLING, limit_refusals_count=True, limit_refusal_has_body=True)
    app = throttled(Limits(minute=1), behaviour=strict)
    ask(app, "GET", ORGANISATION)

    clock.advance(30)
    refused = ask(app, "GET", ORGANISATION)
    clock.advance(30)
    again = ask(app, "GET", ORGANISATION)

    assert (refused.status_code, again.status_code) == (429, 429)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["Detail"] == "Rate limit exceeded"
