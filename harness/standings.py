"""How each invoice stood on either side, from instant to instant: what a report shows of the past.

Pure values, written down while a run lives, so that making one must cost little. Nothing here compares the
sides or judges.
"""

from collections.abc import Iterable
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
