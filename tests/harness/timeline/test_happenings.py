"""When the connection was lost and found again: as people say it, and as the traffic shows it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from harness.timeline.happenings import Event, Happening, HappeningError, event_said, events_in, in_order
from harness.timeline.mapping import ColumnMapping
from harness.timeline.table import read_table
from harness.timeline.traffic import (
    UnreadableTrafficError,
    events_of,
    read_har,
    read_journal,
    silences,
)

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def exchange(hours: float, method: str, path: str, status: int) -> dict[str, Any]:
    instant = (MONDAY + timedelta(hours=hours)).isoformat()
    return {"instant": instant, "method": method, "path": path, "status": status}


LOST_FOR_ELEVEN_DAYS = [
    exchange(0, "PUT", "/api.xro/2.0/Invoices", 200),
    exchange(1, "PUT", "/api.xro/2.0/Invoices", 401),
    exchange(1.01, "POST", "/connect/token", 400),
    exchange(264, "GET", "/identity/connect/authorize", 302),
    exchange(264.01, "POST", "/connect/token", 200),
    exchange(264.02, "GET", "/connections", 200),
]
A_TOKEN_RENEWED = [
    exchange(0, "PUT", "/api.xro/2.0/Invoices", 401),
    exchange(0.001, "POST", "/connect/token", 200),
    exchange(0.002, "PUT", "/api.xro/2.0/Invoices", 200),
]


def journal(entries: list[dict[str, Any]]) -> bytes:
    return json.dumps({"exchanges": entries}).encode()


def har(entries: list[dict[str, Any]]) -> bytes:
    calls = [
        {
            "startedDateTime": each["instant"],
            "request": {"method": each["method"], "url": f"https://api.xero.com{each['path']}?page=1"},
            "response": {"status": each["status"]},
        }
        for each in entries
    ]
    return json.dumps({"log": {"entries": calls}}).encode()


def happened(events: list[Event]) -> list[tuple[Happening, float]]:
    return [(each.happening, (each.at - MONDAY) / timedelta(hours=1)) for each in events]


@pytest.mark.parametrize(
    "of", [lambda each: read_journal(journal(each), UTC), lambda each: read_har(har(each), UTC)]
)
def test_traffic_shows_when_xero_would_not_know_the_app_and_when_somebody_consented(of: Any) -> None:
    exchanges = of(LOST_FOR_ELEVEN_DAYS)

    assert happened(events_of(exchanges)) == [(Happening.DISCONNECTED, 1), (Happening.RECONNECTED, 264)]
    assert silences(exchanges) == ["no traffic from 2026-03-02 10:00 to 2026-03-13 09:00"]


def test_a_token_that_is_renewed_is_no_disconnection() -> None:
    assert events_of(read_journal(journal(A_TOKEN_RENEWED), UTC)) == []


def test_a_loss_that_nobody_mended_lasts() -> None:
    lost = read_journal(journal(LOST_FOR_ELEVEN_DAYS[:3]), UTC)

    assert happened(events_of(lost)) == [(Happening.DISCONNECTED, 1)]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"exchanges": 7}', b'{"exchanges": [{"path": "/"}]}', b"\xff"]
)
def test_a_file_that_is_no_traffic_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(UnreadableTrafficError, match="journal: "):
        read_journal(content, UTC)


def test_a_day_without_a_time_is_told() -> None:
    event = event_said(Happening.DISCONNECTED, "5 March 2026", UTC)

    assert event.at == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)
    assert event.assumed == "disconnected on 2026-03-05: no time is said, 00:01 is assumed"


def test_a_synchronisation_goes_back_to_the_last_disconnection_unless_somebody_says() -> None:
    lost = event_said(Happening.DISCONNECTED, "2026-03-05 14:12", UTC)
    synchronised = event_said(Happening.SYNCHRONISED, "2026-03-16 09:35", UTC)
    said = event_said(Happening.SYNCHRONISED, "2026-03-17 09:35 from 2026-03-01", UTC)

    _, first, second = in_order([said, synchronised, lost], date(2026, 2, 1))

    assert (first.since, second.since) == (date(2026, 3, 5), date(2026, 3, 1))


def test_events_may_come_from_a_csv() -> None:
    rows = ["05/03/2026 14:12;Disconnected;", "16/03/2026 09:30;Reconnected;", "16/03/2026;Synced;05/03/2026"]
    content = "\n".join(["when;what;from", *rows]).encode()

    events = events_in(read_table("events", content, ColumnMapping()), UTC)

    assert [each.happening.name for each in events] == ["DISCONNECTED", "RECONNECTED", "SYNCHRONISED"]
    assert events[2].since == date(2026, 3, 5)


def test_a_row_of_events_that_cannot_be_read_is_named() -> None:
    table = read_table("events", b"when,what\nsome time in March,disconnected\n", ColumnMapping())

    with pytest.raises(HappeningError, match="events, row 2, column when"):
        events_in(table, UTC)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            [(Happening.DISCONNECTED, "2026-03-05"), (Happening.DISCONNECTED, "2026-03-07")],
            "nobody reconnected between",
        ),
        ([(Happening.SYNCHRONISED, "2026-03-05 from 2026-03-07")], "that is a later day"),
        ([(Happening.RECONNECTED, "in March")], '--reconnected "in March"'),
    ],
)
def test_dates_that_cannot_be_lived_through_are_refused(said: list[tuple[Happening, str]], told: str) -> None:
    with pytest.raises(HappeningError, match=told):
        in_order([event_said(happening, when, UTC) for happening, when in said], date(2026, 3, 1))
