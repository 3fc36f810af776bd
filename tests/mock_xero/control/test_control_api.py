"""The control API: time, journal, limits, faults, organisations, snapshots, reset."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import BackwardsError, SettableClock
from mock_xero.gates.limits import PROFILES
from mock_xero.wall import RealClock, SeededChoices

Ask = Callable[..., httpx.Response]
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def mock() -> MockXero:
    return MockXero(SettableClock(START), SeededChoices(7), limits=PROFILES["article"])


@pytest.fixture
def ask(mock: MockXero) -> Ask:
    return caller_of(mock)


def caller_of(mock: MockXero) -> Ask:
    def ask(method: str, path: str, **content: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(mock.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, **content)

        return asyncio.run(once())

    return ask


def bearer(ask: Ask) -> dict[str, str]:
    form = {"grant_type": "client_credentials"}
    answer = ask("POST", "/connect/token", data=form, auth=("demo-client", "demo-secret")).json()
    return {"Authorization": f"Bearer {answer['access_token']}", "Accept": "application/json"}


def test_the_clock_stands_until_it_is_moved(ask: Ask) -> None:
    assert ask("GET", "/_mock/clock").json() == {"now": "2026-03-02T08:00:00+00:00", "kind": "virtual"}

    advanced = ask("POST", "/_mock/clock", json={"advance_seconds": 90.5})
    moved = ask("POST", "/_mock/clock", json={"set": "2026-03-03T08:00:00+11:00"})

    assert advanced.json()["now"] == "2026-03-02T08:01:30.500000+00:00"
    assert moved.json()["now"] == "2026-03-02T21:00:00+00:00"


@pytest.mark.parametrize(
    "body",
    [
        {"set": "2026-03-02T07:59:59+00:00"},
        {"set": "yesterday"},
        {"set": "2026-03-03T08:00:00"},
        {"set": 5},
        {"advance_seconds": -1},
        {"advance_seconds": "1"},
        {"advance_seconds": True},
        {"advance_seconds": 1e300},
        {"advance_seconds": 1, "set": "2026-03-03T08:00:00Z"},
        {},
        [],
    ],
)
def test_a_clock_that_is_asked_for_nonsense_says_what_is_wrong_and_stands_still(ask: Ask, body: Any) -> None:
    refused = ask("POST", "/_mock/clock", json=body)

    assert refused.status_code == 400
    assert list(refused.json()) == ["error"]
    assert ask("GET", "/_mock/clock").json()["now"] == "2026-03-02T08:00:00+00:00"


def test_a_body_that_is_not_json_is_a_bad_ask(ask: Ask) -> None:
    assert ask("POST", "/_mock/clock", content=b"{").status_code == 400
    assert ask("POST", "/_mock/faults", content=b"\xff").status_code == 400


def test_a_real_clock_can_not_be_moved() -> None:
    ask = caller_of(MockXero(RealClock(), SeededChoices(7)))

    refused = ask("POST", "/_mock/clock", json={"advance_seconds": 1})

    assert refused.status_code == 409
    assert "virtual" in refused.json()["error"]
    assert ask("GET", "/_mock/clock").json()["kind"] == "real"


def test_time_never_goes_back() -> None:
    clock = SettableClock(START)
    clock.advance(1)

    with pytest.raises(BackwardsError):
        clock.set_to(START)


def test_the_journal_tells_every_exchange_with_xero_and_none_with_the_control(ask: Ask) -> None:
    headers = bearer(ask)
    ask("GET", "/api.xro/2.0/Organisation", headers=headers)
    ask("GET", "/_mock/clock")

    exchanges = ask("GET", "/_mock/journal").json()["exchanges"]

    assert [(each["number"], each["path"]) for each in exchanges] == [
        (1, "/connect/token"),
        (2, "/api.xro/2.0/Organisation"),
    ]
    assert exchanges[1]["status"] == 200
    assert exchanges[1]["tenant_id"]
    assert ask("GET", "/_mock/journal?since=1").json()["exchanges"] == exchanges[1:]


@pytest.mark.parametrize("since", ["-1", "x", "²"])
def test_a_journal_can_only_be_read_on_from_a_number(ask: Ask, since: str) -> None:
    assert ask("GET", "/_mock/journal", params={"since": since}).status_code == 400


def test_what_is_left_of_the_limits_can_be_seen(ask: Ask) -> None:
    headers = bearer(ask)
    ask("PUT", "/api.xro/2.0/Payments", headers=headers, json={})

    seen = ask("GET", "/_mock/limits").json()

    assert seen["limits"]["payments_per_minute"] == 1
    assert seen["left"][0]["minute_left"] == 59
    assert seen["left"][0]["in_flight"] == 0


def test_faults_are_begun_listed_and_ended(ask: Ask) -> None:
    headers = bearer(ask)

    begun = ask("POST", "/_mock/faults", json={"kind": "outage", "path": "/api.xro/"})
    during = ask("GET", "/api.xro/2.0/Organisation", headers=headers)
    listed = ask("GET", "/_mock/faults").json()["faults"]
    ended = ask("DELETE", f"/_mock/faults/{begun.json()['id']}")
    afterwards = ask("GET", "/api.xro/2.0/Organisation", headers=headers)

    assert (during.status_code, afterwards.status_code) == (503, 200)
    assert listed == [begun.json()]
    assert ended.json() == {"faults": []}


def test_all_faults_are_ended_at_once(ask: Ask) -> None:
    for kind in ("outage", "server-error", "latency"):
        ask("POST", "/_mock/faults", json={"kind": kind, "seconds": 1})

    assert ask("DELETE", "/_mock/faults").json() == {"faults": []}
    assert ask("DELETE", "/_mock/faults/1").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "flood"},
        {"kind": "outage", "count": 0},
        {"kind": "outage", "count": True},
        {"kind": "latency", "seconds": -1},
        {"kind": "latency", "seconds": "1"},
        {"kind": "outage", "path": 5},
        {"kind": "outage", "after_the_deed": "yes"},
        {"kind": "outage", "until": "tomorrow"},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(ask: Ask, body: dict[str, Any]) -> None:
    refused = ask("POST", "/_mock/faults", json=body)

    assert (refused.status_code, list(refused.json())) == (400, ["error"])


def test_a_user_disconnects_an_organisation(ask: Ask) -> None:
    headers = bearer(ask)
    tenant = ask("GET", "/_mock/organisations").json()["organisations"][0]["tenant_id"]

    answer = ask("POST", f"/_mock/organisations/{tenant}/disconnect")

    assert answer.json() == {"disconnected": tenant}
    assert ask("GET", "/api.xro/2.0/Organisation", headers=headers).status_code == 403
    assert ask("POST", "/_mock/organisations/nowhere/disconnect").status_code == 404


def test_the_books_return_to_a_snapshot(ask: Ask) -> None:
    headers = bearer(ask)
    snapshot = ask("POST", "/_mock/snapshots").json()["id"]
    ask("PUT", "/api.xro/2.0/Contacts", headers=headers, json={"Name": "Ada"})

    ask("POST", f"/_mock/snapshots/{snapshot}/restore")

    assert ask("GET", "/api.xro/2.0/Contacts", headers=headers).json()["Contacts"] == []
    assert ask("POST", "/_mock/snapshots/99/restore").status_code == 404


def test_a_reset_makes_everything_as_at_the_start_but_the_clock(ask: Ask) -> None:
    headers = bearer(ask)
    ask("PUT", "/api.xro/2.0/Contacts", headers=headers, json={"Name": "Ada"})
    ask("POST", "/_mock/clock", json={"advance_seconds": 60})

    ask("POST", "/_mock/reset")

    assert ask("GET", "/api.xro/2.0/Contacts", headers=headers).status_code == 401
    assert ask("GET", "/api.xro/2.0/Contacts", headers=bearer(ask)).json()["Contacts"] == []
    assert [each["number"] for each in ask("GET", "/_mock/journal").json()["exchanges"]] == [1, 2, 3]
    assert ask("GET", "/_mock/clock").json()["now"] == "2026-03-02T08:01:00+00:00"


def test_the_inspector_shows_what_has_happened_as_text(ask: Ask) -> None:
    ask("GET", "/api.xro/2.0/<script>")

    page = ask("GET", "/_mock/")

    assert page.status_code == 200
    assert "Demo Company (AU)" in page.text
    assert "&lt;script&gt;" in page.text
    assert "<script>" not in page.text


def test_an_unknown_control_is_not_found(ask: Ask) -> None:
    assert ask("GET", "/_mock/nothing").status_code == 404
    assert ask("PUT", "/_mock/clock").status_code == 405
