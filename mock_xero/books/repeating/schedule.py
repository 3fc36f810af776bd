"""On which days a schedule makes an invoice, and when that invoice is due. Pure."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


class DueDateType(Enum):
    DAYS_AFTER_BILL_DATE = "DAYSAFTERBILLDATE"
    DAYS_AFTER_BILL_MONTH = "DAYSAFTERBILLMONTH"
    DAYS_AFTER_INVOICE_DATE = "DAYSAFTERINVOICEDATE"
    DAYS_AFTER_INVOICE_MONTH = "DAYSAFTERINVOICEMONTH"
    OF_CURRENT_MONTH = "OFCURRENTMONTH"
    OF_FOLLOWING_MONTH = "OFFOLLOWINGMONTH"


_D = DueDateType


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Every `period` weeks or months from the start on; `due` counts days, or is the day of a month."""

    period: int
    unit: Unit
    due: int
    due_type: DueDateType
    start: dt.date
    end: dt.date | None = None

    def __deepcopy__(self, memo: dict[int, object]) -> "Schedule":
        return self  # immutable: a snapshot shares it

    def day(self, turn: int) -> dt.date | None:
        """Return the day of this turn, counted from 0; None when the schedule is over by then.

        Counted from the start each time, so that the 31st comes back after a short month.
        """
        if self.unit is Unit.WEEKLY:
            found = self.start + dt.timedelta(weeks=self.period * turn)
        else:
            found = _day_of_month(self.start, self.period * turn, self.start.day)
        return None if self.end is not None and found > self.end else found

    def due_on(self, day: dt.date) -> dt.date:
        """Return when an invoice of this day is due; never before the day itself."""
        match self.due_type:
            case _D.DAYS_AFTER_BILL_DATE | _D.DAYS_AFTER_INVOICE_DATE:
                return day + dt.timedelta(days=self.due)
            case _D.DAYS_AFTER_BILL_MONTH | _D.DAYS_AFTER_INVOICE_MONTH:
                return _day_of_month(day, 0, 31) + dt.timedelta(days=self.due)
            case _D.OF_CURRENT_MONTH:
                return max(day, _day_of_month(day, 0, self.due))
            case _D.OF_FOLLOWING_MONTH:
                return _day_of_month(day, 1, self.due)


def _day_of_month(day: dt.date, months_later: int, number: int) -> dt.date:
    """The day of this number, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months_later, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(number, calendar.monthrange(year, month + 1)[1]))
