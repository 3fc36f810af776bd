"""How each invoice stood on either side, from instant to instant: what a report shows of the past.

Pure values, written down while a run lives, so that making one must cost little. Nothing here compares the
sides or judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

import msgspec


class Side(Enum):
    CLINIC = "clinic"
    XERO = "xero"


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One invoice on one side, from this instant until its next standing.

    `document` is that side's own id. `paid` is new money, `payments` how many payments make it up; `credit`
    is what account credit paid. `patient` is the clinic's id of the patient, empty on Xero's side.
    """

    instant: datetime
    side: Side
    document: str
    number: str
    total: Decimal
    paid: Decimal
    credit: Decimal
    payments: int
    void: bool
    patient: str = ""

    @property
    def open(self) -> bool:
        return not self.void and self.total > self.paid + self.credit


def standing_at(standings: Iterable[Standing], instant: datetime, side: Side) -> list[Standing]:
    """Return the invoices that stood on a side at an instant, each as it was then; void ones don't stand."""
    latest: dict[str, Standing] = {}
    for each in standings:
        if each.instant > instant:
            break
        if each.side is side:
            latest[each.document] = each
    return [each for each in latest.values() if not each.void]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that came to Xero: an invoice (`place` 0), or the first, second, ... payment on one."""

    instant: datetime
    number: str
    place: int = 0

    @property
    def kind(self) -> str:
        return "payment" if self.place else "invoice"


def arrivals_in(standings: Iterable[Standing]) -> list[Arrival]:
    """Return what came to Xero, in the order of time; what was taken back and came again counts once."""
    came: list[Arrival] = []
    payments: dict[str, int] = {}
    for each in standings:
        if each.side is not Side.XERO:
            continue
        if each.number not in payments:
            payments[each.number] = 0
            came.append(Arrival(each.instant, each.number))
        places = range(payments[each.number] + 1, each.payments + 1)
        came += (Arrival(each.instant, each.number, place) for place in places)
        payments[each.number] = max(payments[each.number], each.payments)
    return came
