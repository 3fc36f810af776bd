"""Instants are shown as a clock at the practice shows them, in a zone by name or a fixed offset."""

from datetime import UTC, datetime

import pytest

from sync_engine.pages.zones import zone

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "clock"),
    [
        ("UTC", "00:00"),
        ("Australia/Adelaide", "10:30"),
        ("UTC+10:30", "10:30"),
        ("UTC-03:30", "20:30"),
    ],
)
def test_a_zone_by_name_or_a_fixed_offset(name: str, clock: str) -> None:
    assert f"{MIDNIGHT.astimezone(zone(name)):%H:%M}" == clock
