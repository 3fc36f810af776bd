"""How dates, money and waits read on a page. Pure; nothing here knows HTTP."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def money(amount: Decimal) -> str:
    """Spell 1234.5 as 1,234.50."""
    return f"{amount:,.2f}"


def day(when: date) -> str:
    """Spell a date (or an instant's date) as 2 March 2026."""
    return f"{when.day} {when:%B %Y}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Spell 1 invoice, 2 invoices."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def roughly(wait: timedelta) -> str:
    """Spell a wait in its largest unit: about 3 hours."""
    seconds = wait.total_seconds()
    for unit, size in _UNITS:
        if seconds >= size:
            return f"about {counted(round(seconds / size), unit)}"
    return "less than a minute"
