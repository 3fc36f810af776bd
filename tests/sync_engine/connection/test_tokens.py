"""Tokens: one refresh at a time, the pair stored before it is used, lost answers survived."""

import asyncio

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import Trouble


def test_a_token_is_renewed_before_it_ends(day: ClinicDay) -> None:
    day.connect()

    for number in range(1, 6):
        day.spend(900)
        day.issue(number)
        day.settle()

    assert len(day.in_xero()) == 5
    assert day.xero.count("POST /connect/token") == 3
    assert ("refresh token", None, None, "ok") in day.notes.heard


def test_many_calls_at_once_renew_it_once(day: ClinicDay) -> None:
    day.connect()
    day.spend(3600)
    day.xero.latency_seconds = 0.5

    async def ten_at_once() -> list[str]:
        return await asyncio.gather(*(day.engine._tokens.access() for _ in range(10)))

    tokens = day.loop.run_until_complete(ten_at_once())

    assert len(set(tokens)) == 1
    assert day.xero.count("POST /connect/token") == 2


@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST, Trouble.REQUEST_LOST, Trouble.GATEWAY_ERROR])
def test_a_lost_renewal_is_repeated_with_the_same_refresh_token(day: ClinicDay, trouble: Trouble) -> None:
    day.connect()
    day.spend(3600)
    day.xero.trouble("POST /connect", trouble, trouble)

    day.issue(1)
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert ("refresh token", None, None, "unknown") in day.notes.heard


def test_a_crash_before_the_new_pair_was_stored_is_survived(day: ClinicDay) -> None:
    day.connect()
    day.spend(3600)
    day.xero.trouble("POST /connect", Trouble.ANSWER_LOST)
    day.issue(1)
    day.spend(5)

    day.crash()
    day.start()
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]


def test_tokens_are_not_readable_in_the_database(day: ClinicDay) -> None:
    day.connect()

    with day.engine._database.transaction() as transaction:
        tables = SQLModel.metadata.sorted_tables
        stored = repr([list(transaction.execute(select(table))) for table in tables])

    assert "Harbour Physio" in stored
    assert "access-" not in stored
    assert "refresh-" not in stored
