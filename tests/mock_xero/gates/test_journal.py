"""The journal: every exchange, numbered, with how it ended."""

from collections.abc import Callable

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from mock_xero.control.settable_clock import SettableClock
from mock_xero.exchange import exchange_in
from mock_xero.gates.journal import Journal
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]


async def teapot(scope: Scope, receive: Receive, send: Send) -> None:
    exchange_in(scope).refused_by = "minute"
    await PlainTextResponse("", 418)(scope, receive, send)


@pytest.fixture
def journal(clock: SettableClock, choices: SeededChoices) -> Journal:
    return Journal(teapot, clock=clock, choices=choices)


def test_every_exchange_is_written_down_with_its_instant_and_its_end(
    ask: Ask, journal: Journal, clock: SettableClock
) -> None:
    ask(journal, "GET", "/first?page=2")
    clock.advance(5)
    ask(journal, "PUT", "/second")

    first, second = journal.entries
    assert (first.number, first.method, first.path, first.query) == (1, "GET", "/first", "page=2")
    assert (second.number, second.status, second.refused_by) == (2, 418, "minute")
    assert (second.instant - first.instant).total_seconds() == 5


def test_reading_on_from_a_number_gives_what_came_after_it(ask: Ask, journal: Journal) -> None:
    for path in ("/1", "/2", "/3"):
        ask(journal, "GET", path)

    assert [each.path for each in journal.since(1)] == ["/2", "/3"]
    assert journal.since(3) == []
    assert len(journal.since(0)) == 3


def test_every_answer_has_a_correlation_id_of_its_own(ask: Ask, journal: Journal) -> None:
    answers = [ask(journal, "GET", "/") for _ in range(2)]

    assert len({each.headers["Xero-Correlation-Id"] for each in answers}) == 2
