"""How dates travel: out in Xero's spelling, in by every spelling that Xero reads (facts §4.2)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_xero.wire.dates import (
    DateUnreadableError,
    read_date,
    read_instant,
    spelled_bare,
    spelled_date,
    spelled_date_string,
    spelled_instant,
    spelled_instant_string,
)


def test_a_date_is_midnight_utc_with_an_offset() -> None:
    day = date(2026, 9, 14)

    assert spelled_date(day) == "/Date(1789344000000+0000)/"
    assert spelled_date_string(day) == "2026-09-14T00:00:00"


def test_an_instant_has_milliseconds_and_the_envelopes_no_offset() -> None:
    instant = datetime(2026, 9, 14, 9, 29, 59, 160_999, tzinfo=UTC)

    assert spelled_instant(instant) == "/Date(1789378199160+0000)/"
    assert spelled_bare(instant) == "/Date(1789378199160)/"
    assert spelled_instant_string(instant) == "2026-09-14T09:29:59Z"


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-14",
        "2026-09-14T00:00:00",
        "2026-09-14T23:59:59Z",
        "2026-09-14T23:59:59.1234567+11:00",
        "/Date(1789344000000)/",
        "/Date(1789344000000+0000)/",
        "/Date(1789344000000+1300)/",
    ],
)
def test_every_spelling_of_a_date_is_read_and_none_is_shifted(text: str) -> None:
    assert read_date(text) == date(2026, 9, 14)


@pytest.mark.parametrize(
    "text", ["", "14/09/2026", "2026-02-30", "/Date(x)/", "/Date(999999999999999)/", "20260914T"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    with pytest.raises(DateUnreadableError):
        read_date(text)


@given(st.dates())
def test_what_is_spelled_is_read_back(day: date) -> None:
    assert read_date(spelled_date(day)) == read_date(spelled_date_string(day)) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-14T09:29:59",
        "2026-09-14T09:29:59Z",
        "2026-09-14T19:29:59+10:00",
        "Mon, 14 Sep 2026 09:29:59 GMT",
    ],
)
def test_modified_since_is_read_in_utc(text: str) -> None:
    assert read_instant(text) == datetime(2026, 9, 14, 9, 29, 59, tzinfo=UTC)


def test_a_modified_since_that_is_none_says_nothing() -> None:
    assert read_instant("yesterday") is None
