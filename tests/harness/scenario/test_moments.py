"""Days, times, durations and shares: what a person writes and what it means."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.scenario.moments import (
    Calendar,
    duration_text,
    offset_name,
    read_date,
    read_duration,
    read_instant,
    read_share,
    share_text,
    zone_named,
)
from harness.scenario.words import MisreadError

SYDNEY = Calendar(datetime.fromisoformat("2026-03-02T08:00:00+11:00"), ZoneInfo("Australia/Sydney"))


def test_day_1_is_the_date_on_which_the_scenario_starts() -> None:
    assert read_instant("day 1 09:00", SYDNEY) == datetime.fromisoformat("2026-03-02T09:00:00+11:00")


def test_day_1_is_the_date_in_the_clinics_time_zone_even_where_starts_is_in_utc() -> None:
    calendar = Calendar(datetime(2026, 3, 1, 21, tzinfo=UTC), ZoneInfo("Australia/Sydney"))

    assert read_date("day 1", calendar) == date(2026, 3, 2)


def test_a_day_after_the_clocks_went_back_has_the_new_offset() -> None:
    assert read_instant("day 40 09:00", SYDNEY).isoformat() == "2026-04-10T09:00:00+10:00"


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert read_instant("day 35 02:30", SYDNEY).isoformat() == "2026-04-05T02:30:00+11:00"


def test_a_local_time_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(MisreadError, match=r"day 217 02:30 does not exist in Australia/Sydney"):
        read_instant("day 217 02:30", SYDNEY)


def test_an_iso_instant_needs_its_offset() -> None:
    assert read_instant("2026-03-06T14:12:00+11:00", None).utcoffset() == timedelta(hours=11)
    with pytest.raises(MisreadError, match=r"has no offset; write for example 2026-03-06T14:12:00\+11:00"):
        read_instant("2026-03-06T14:12:00", SYDNEY)


@given(st.integers(1, 3000), st.times())
def test_the_day_of_an_instant_is_the_day_that_was_written(number: int, clock_time: time) -> None:
    brisbane = Calendar(datetime.fromisoformat("2026-03-02T08:00:00+10:00"), ZoneInfo("Australia/Brisbane"))

    instant = read_instant(f"day {number} {clock_time:%H:%M}", brisbane)

    assert brisbane.number_of(instant) == number
    assert brisbane.date_of(instant) == brisbane.day(number)


@given(st.integers(1, 10**9), st.sampled_from("smhd"))
def test_a_duration_written_back_is_the_same_duration(number: int, unit: str) -> None:
    try:
        duration = read_duration(f"{number % 100_000_000}{unit}")
    except OverflowError:
        return

    assert read_duration(duration_text(duration)) == duration


@given(st.integers(0, 10_000))
def test_a_share_written_back_is_the_same_share(hundredths: int) -> None:
    share = Decimal(hundredths) / 10_000

    assert read_share(share_text(share)) == share


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("20min", 'unknown unit "min"; write 20m'),
        ("3 hours", 'unknown unit "hours"; write 3h'),
        ("2w", 'unknown unit "w"; write 14d'),
        ("soon", '"soon" is no duration; write a number and a unit: 30s, 10m, 2h or 20d'),
    ],
)
def test_an_unknown_duration_says_what_to_write(written: str, told: str) -> None:
    with pytest.raises(MisreadError) as wrong:
        read_duration(written)

    assert str(wrong.value) == told


@given(st.integers(-12 * 4, 14 * 4))
def test_every_offset_has_a_name_that_leads_back_to_it(quarters: int) -> None:
    offset = timedelta(minutes=15 * quarters)
    instant = datetime(2026, 3, 2, 8, tzinfo=UTC)
    there = instant.astimezone(zone_named(offset_name(instant.astimezone(timezone(offset)))))

    assert there.utcoffset() == offset
