"""When a document was entered, where an export has only dates: invoices by morning, payments by afternoon."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum
from typing import Final

APART: Final = timedelta(seconds=5)
SPAN: Final = timedelta(hours=2, minutes=30)  # of each kind's time of day; then it begins again


class Desk(Enum):
    """When in a day each kind of document is entered, if nothing says so."""

    INVOICES = time(8, 30)
    PAYMENTS = time(12)
    CREDIT = time(15)
    REFUNDS = time(17, 45)
    DELETIONS = time(20, 30)


@dataclass(slots=True)
class Schedule:
    """Hands out instants in the order asked for."""

    zone: tzinfo
    _taken: Counter[tuple[date, Desk]] = field(default_factory=Counter)

    def at(
        self, desk: Desk, day: date, instant: datetime | None, *, after: datetime | None = None
    ) -> datetime:
        """Return the instant that the export says, or one of its day; later than `after` in any case."""
        if instant is None:
            self._taken[day, desk] += 1
            offset = (self._taken[day, desk] * APART) % SPAN
            instant = datetime.combine(day, desk.value, tzinfo=self.zone) + offset
        return instant if after is None or instant > after else after + timedelta(seconds=1)
