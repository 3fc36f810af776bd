"""Where a clinic is: its time zone and its currency, by their standard names. Pure."""

import re
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync_engine.refusals import ClinicRefused

FIXED_OFFSET: Final = re.compile(r"UTC[+-]\d\d:\d\d")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def check_zone(time_zone: str) -> None:
    """Accept IANA's names, and a fixed offset like UTC+10:30. Raises ClinicRefused."""
    if FIXED_OFFSET.fullmatch(time_zone):
        return
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ClinicRefused(f"There is no time zone {time_zone}.") from unknown


def check_currency(currency: str | None) -> None:
    """Accept three capital letters; whether Xero knows them, Xero says. Raises ClinicRefused."""
    if currency is not None and not _CURRENCY.fullmatch(currency):
        raise ClinicRefused("A currency is three capital letters, like AUD.")
