"""Takes what is due: plans it, moves aside what has nothing to do, returns what one request can carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import due_invoices, due_payments
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


def claim_payments(transaction: Connection, *, lane: int, most: int) -> Claim | None:
    """Take what one call can bring of payments, `most` at the most, None when nothing is due."""
    return _claim(transaction, lambda: due_payments(transaction, lane=lane, most=most), most)


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
