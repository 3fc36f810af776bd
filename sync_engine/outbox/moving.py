"""From a plan to a delivery's status: the only file that writes one, apart from whole lanes at once."""

from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import bindparam, update
from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import InvoiceCase, PaymentCase, invoice_case
from sync_engine.outbox.notices import note
from sync_engine.outbox.statuses import Kind, Lane, Status, moved
from sync_engine.outbox.tables import DELIVERY
from sync_engine.plan import Link, Plan, Step, plan

AnyCase = InvoiceCase | PaymentCase


class Told(TypedDict, total=False):
    """What goes with a status: words for a person, a lane, that it must be sent alone, tries in vain."""

    reason: str
    xero_says: str
    lane: int
    alone: bool
    vain: int


_MOVE: Final = (
    update(DELIVERY)
    .where(DELIVERY.c.id == bindparam("id_"))
    .values(
        status=bindparam("status_"),
        lane=bindparam("lane_"),
        reason=bindparam("reason_"),
        xero_says=bindparam("xero_says_"),
        attempt_id=None,
        sending=None,
        alone=bindparam("alone_"),
        vain=bindparam("vain_"),
    )
)
_LINK: Final = _MOVE.values(
    in_xero=bindparam("in_xero_"), xero_id=bindparam("xero_id_"), fingerprint=bindparam("fingerprint_")
)
_LET_GO: Final = (
    update(DELIVERY)
    .where(
        DELIVERY.c.invoice_number == bindparam("number_"),
        DELIVERY.c.kind == Kind.PAYMENT.value,
        DELIVERY.c.status == Status.WAITING.value,
    )
    .values(status=Status.DUE.value)
)
_ACTIONS: Final = frozenset({Step.CREATE, Step.UPDATE, Step.VOID, Step.PAY, Step.UNPAY})


def status_for(step: Step, *, connected: bool) -> Status:
    """Return where a step puts its delivery; what wants to go and can't is missed (R10)."""
    if step is Step.NOTHING:
        return Status.DONE
    if step is Step.PARK:
        return Status.PARKED
    if not connected:
        return Status.MISSED
    return Status.DUE if step in _ACTIONS else Status.WAITING


def settle(
    transaction: Connection,
    case: AnyCase,
    planned: Plan,
    *,
    connected: bool,
    alone: bool = False,
    vain: int = 0,
) -> None:
    """Put a delivery where its plan says."""
    status = status_for(planned.step, connected=connected)
    move(transaction, case, status, reason=planned.reason, alone=alone, vain=vain)


def reconsider(transaction: Connection, case: AnyCase, *, connected: bool) -> None:
    """Plan again after a person changed the record; the day's work goes in the live lane.

    What is under way is planned again when it closes. What was missed still waits for *Synchronise*.
    """
    if case.status is Status.SENDING:
        return
    may_go = connected and case.status is not Status.MISSED
    status = status_for(case.plan.step, connected=may_go)
    move(transaction, case, status, reason=case.plan.reason, lane=Lane.LIVE)


def link(transaction: Connection, case: AnyCase, in_xero: Link, *, connected: bool) -> Status:
    """Write what Xero holds of a document, then plan again with it; returns where that puts the delivery."""
    planned = plan(case.record, in_xero)
    status = status_for(planned.step, connected=connected)
    values = {
        **_values(case, status, reason=planned.reason),
        "in_xero_": in_xero.state.value,
        "xero_id_": in_xero.xero_id,
        "fingerprint_": in_xero.fingerprint,
    }
    transaction.execute(_LINK, values)
    _note_if_parked(transaction, case, status)
    return status


def move(transaction: Connection, case: AnyCase, status: Status, **told: Unpack[Told]) -> None:
    """Write a delivery's status. Raises ForbiddenMoveError."""
    transaction.execute(_MOVE, _values(case, status, **told))
    _note_if_parked(transaction, case, status)


def invoice_at_rest(transaction: Connection, number: int) -> None:
    """Let the payments go that waited for this invoice, or for others to leave it."""
    transaction.execute(_LET_GO, {"number_": number})


def payment_at_rest(transaction: Connection, number: int) -> None:
    """Plan an invoice again that waited for money taken back to go."""
    case = invoice_case(transaction, number)
    settle(transaction, case, case.plan, connected=True)


def _note_if_parked(transaction: Connection, case: AnyCase, status: Status) -> None:
    """What was parked before is known already."""
    if status is Status.PARKED and case.status is not Status.PARKED:
        note(transaction, case.id)


def _values(case: AnyCase, status: Status, **told: Unpack[Told]) -> dict[str, Any]:
    return {
        "id_": case.id,
        "status_": moved(case.status, status).value,
        "lane_": told.get("lane", case.lane),
        "reason_": told.get("reason") or None,
        "xero_says_": told.get("xero_says") or None,
        "alone_": told.get("alone", False),
        "vain_": told.get("vain", 0),
    }
