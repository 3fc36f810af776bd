"""A practice's time zone: IANA's name, or a fixed offset such as UTC+10:30. Pure."""

from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from sync_engine.clinic.place import FIXED_OFFSET


def zone(name: str) -> tzinfo:
    """Return the zone of that name."""
    if not FIXED_OFFSET.fullmatch(name):
        return ZoneInfo(name) if name != "UTC" else UTC
    sign = -1 if name[3] == "-" else 1
    return timezone(sign * timedelta(hours=int(name[4:6]), minutes=int(name[7:9])))
