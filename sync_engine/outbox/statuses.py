"""What can become of a delivery: the whole life of one is this table."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Final


class Kind(StrEnum):
    """What a delivery brings."""

    INVOICE = "invoice"
    PAYMENT = "payment"


class Status(StrEnum):
    WAITING = "waiting"  # for its invoice to come, or for its payments to go
    DUE = "due"
    SENDING = "sending"  # under way, or its outcome is not known yet
    DONE = "done"  # Xero holds what it should
    PARKED = "parked"  # a person is told why
    MISSED = "missed"  # not connected when it was written: waits for *Synchronise* (R10)


class Lane(IntEnum):
    """Live before backfill, so that the day's work never queues behind the past (R8)."""

    LIVE = 0
    BACKFILL = 1


MAY_BECOME: Final[Mapping[Status, frozenset[Status]]] = {
    Status.WAITING: frozenset({Status.DUE, Status.DONE, Status.PARKED, Status.MISSED}),
    Status.DUE: frozenset({Status.SENDING, Status.WAITING, Status.DONE, Status.PARKED, Status.MISSED}),
    Status.SENDING: frozenset({Status.DONE, Status.DUE, Status.WAITING, Status.PARKED, Status.MISSED}),
    Status.DONE: frozenset({Status.DUE, Status.WAITING, Status.PARKED, Status.MISSED}),
    Status.PARKED: frozenset({Status.DUE, Status.WAITING, Status.DONE, Status.MISSED}),
    Status.MISSED: frozenset({Status.DUE, Status.WAITING, Status.DONE, Status.PARKED}),
}


class ForbiddenMoveError(Exception):
    """A delivery was about to become what it may not become."""


def moved(now: Status, then: Status) -> Status:
    """Return where the delivery goes. Raises ForbiddenMoveError unless the table allows it."""
    if then is not now and then not in MAY_BECOME[now]:
        raise ForbiddenMoveError(f"a delivery that is {now} may not become {then}")
    return then
