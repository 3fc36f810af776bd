"""Takes what is due: plans it, moves aside what has nothing to do, returns what one request can carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import PaymentCase, due_invoices, due_payments
from sync_engine.outbox.moving import AnyCase, settle
from sync_engine.plan import Step

INVOICES_A_CALL: Final = 50  # about 50 elements a call are recommended (facts §4.7)
LOOK_AT: Final = 50
BATCHED: Final = frozenset({Step.CREATE, Step.PAY})
_AT_REST: Final = frozenset({Step.WAIT, Step.NOTHING, Step.PARK})


@dataclass(frozen=True, slots=True)
class Claim:
    """Deliveries that one request carries, all for the same step."""

    step: Step
    cases: Sequence[AnyCase]


def claim_invoices(transaction: Connection, *, lane: int) -> Claim | None:
    """Take what one call can bring of invoices, None when nothing is due."""
    return _claim(transaction, lambda: due_invoices(transaction, lane=lane, most=LOOK_AT), INVOICES_A_CALL)


class PaymentsAhead:
    """Due payments, read some way ahead: good for as long as nothing happens that could change them."""

    def __init__(self) -> None:
        self._cases: list[PaymentCase] = []

    def forget(self) -> None:
        """Something has happened that could have changed them: read anew."""
        self._cases = []

    def claim(self, transaction: Connection, *, lane: int, most: int) -> Claim | None:
        """Take what one call can bring, `most` at the most; None when nothing is due."""
        claim = _claim(transaction, lambda: self._next(transaction, lane, most), most)
        if claim is not None and len(claim.cases) < most:
            self._cases = []  # what was looked at and not claimed is read again
        return claim

    def _next(self, transaction: Connection, lane: int, most: int) -> Sequence[PaymentCase]:
        if not self._cases:
            self._cases = due_payments(transaction, lane=lane, most=max(most, LOOK_AT))
        window, self._cases = self._cases[:most], self._cases[most:]
        return window


def _claim(transaction: Connection, look: Callable[[], Sequence[AnyCase]], most: int) -> Claim | None:
    while cases := look():
        ready = [(case, case.plan.step) for case in cases if not _set_aside(transaction, case)]
        if ready:
            return _batch(ready, most)
    return None


def _set_aside(transaction: Connection, case: AnyCase) -> bool:
    planned = case.plan
    if planned.step in _AT_REST:
        settle(transaction, case, planned, connected=True)
        return True
    return False


def _batch(ready: Sequence[tuple[AnyCase, Step]], most: int) -> Claim:
    first, step = ready[0]
    if first.alone or step not in BATCHED:
        return Claim(step, [first])
    alike = [case for case, other in ready if other is step and not case.alone]
    return Claim(step, alike[:most])
