"""What has to be done so that a document is in Xero as it is in the clinic. Pure: records in, a step out.

Knows no HTTP, no tables, no time. Account credit cannot be expressed here, so it can't be planned (R9).
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, assert_never

from sync_engine.reasons import Reason


class Step(Enum):
    CREATE = "create invoice"  # the invoice is not in Xero
    UPDATE = "update invoice"  # Xero holds another content of it
    VOID = "void invoice"  # the clinic deleted it
    PAY = "pay"  # new money stands against an invoice that is in Xero
    UNPAY = "unpay"  # the money does not stand any more
    WAIT = "wait"  # another document has to come, or go, first
    NOTHING = "nothing"  # Xero holds what it should
    PARK = "park"  # only a person can help


class InXero(Enum):
    """What we last knew of a document in Xero."""

    NEVER = "never"  # it was never there
    STANDS = "stands"
    GONE = "gone"  # voided or deleted, by us or by a person


@dataclass(frozen=True, slots=True)
class Link:
    """A clinic record's counterpart in Xero: its id there, and the content that was last accepted."""

    state: InXero = InXero.NEVER
    xero_id: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceRecord:
    """An invoice in the clinic now; `held_by_payments` while money taken back is, or may be, still on it."""

    fingerprint: str
    deleted: bool
    held_by_payments: bool


@dataclass(frozen=True, slots=True)
class PartRecord:
    """New money on one invoice; `invoice_at_rest` when that is in Xero and nothing has to go there first."""

    released: bool
    invoice_at_rest: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The step, and for a parked document the reason's code."""

    step: Step
    reason: str = ""


VOIDED_BY_A_PERSON: Final = Plan(Step.PARK, Reason.VOIDED_IN_XERO)
DELETED_BY_A_PERSON: Final = Plan(Step.PARK, Reason.DELETED_IN_XERO)


def plan(record: InvoiceRecord | PartRecord, link: Link) -> Plan:
    """Compare the clinic's record with its link; say what to do next."""
    match record:
        case InvoiceRecord():
            return _plan_invoice(record, link)
        case PartRecord():
            return _plan_payment(record, link)
        case _:
            assert_never(record)


def _plan_invoice(invoice: InvoiceRecord, link: Link) -> Plan:
    match link.state, invoice.deleted:
        case (InXero.NEVER, False):
            return Plan(Step.CREATE)
        case (InXero.STANDS, True):
            return Plan(Step.WAIT if invoice.held_by_payments else Step.VOID)
        case (InXero.STANDS, False):
            if invoice.fingerprint == link.fingerprint:
                return Plan(Step.NOTHING)
            return Plan(Step.WAIT if invoice.held_by_payments else Step.UPDATE)
        case (InXero.GONE, False):
            return VOIDED_BY_A_PERSON
        case _:
            return Plan(Step.NOTHING)


def _plan_payment(part: PartRecord, link: Link) -> Plan:
    match link.state, part.released:
        case (InXero.NEVER, False):
            return Plan(Step.PAY if part.invoice_at_rest else Step.WAIT)
        case (InXero.STANDS, True):
            return Plan(Step.UNPAY)
        case (InXero.GONE, False):
            return DELETED_BY_A_PERSON
        case _:
            return Plan(Step.NOTHING)
