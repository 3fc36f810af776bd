"""Closes deliveries: what Xero said of each document becomes its link and its next status, in one transaction.

Every close plans again from the record as it is now, so a change made meanwhile is never lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.engine import Connection

from sync_engine.outbox.attempts import Attempt, ask_about, forget
from sync_engine.outbox.cases import InvoiceCase, cases_under_way
from sync_engine.outbox.moving import AnyCase, invoice_at_rest, link, move, payments_at_rest, settle
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import CONTACT_LINK
from sync_engine.plan import InXero, Link, Step

REFUSED: Final = "Xero refused it."


@dataclass(frozen=True, slots=True)
class Stands:
    """Xero holds it, as it was sent."""

    xero_id: str
    contact_id: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """Xero holds it no more: voided or deleted."""

    xero_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Xero does not take it; a person has to help."""

    words: str
    reason: str = REFUSED


@dataclass(frozen=True, slots=True)
class PerhapsThere:
    """Xero refuses it in words that may mean that it is there already: that has to be asked."""

    words: str


@dataclass(frozen=True, slots=True)
class NameTaken:
    """The contact's name belongs to another contact in Xero: the full name, with the id, is next."""

    words: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """It did not happen."""


@dataclass(frozen=True, slots=True)
class TryAlone:
    """A whole batch was refused and nobody knows for whose sake: each goes by itself."""


Verdict = Stands | Gone | Refused | PerhapsThere | NameTaken | NotThere | TryAlone


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close has to tell: one line for each document."""

    operation: str
    kind: Kind
    number: int
    outcome: str


_UNNAMED: Final = delete(CONTACT_LINK).where(CONTACT_LINK.c.patient_id == bindparam("patient_"))
_NAMED: Final = (
    update(CONTACT_LINK)
    .where(CONTACT_LINK.c.patient_id == bindparam("patient_"))
    .values(contact_id=bindparam("contact_"))
)


def kind_of(step: Step) -> Kind:
    return Kind.PAYMENT if step in {Step.PAY, Step.UNPAY} else Kind.INVOICE


def close(
    transaction: Connection, attempt: Attempt, verdicts: Mapping[int, Verdict], *, connected: bool
) -> list[Closed]:
    """Apply the verdicts, by delivery id; what has none stays with the attempt. Returns what to tell."""
    kind = kind_of(attempt.step)
    under_way = cases_under_way(transaction, attempt.id, kind)
    may_go = connected and not attempt.outlived
    told, left = [], len(under_way)
    for delivery, verdict in verdicts.items():
        case = under_way.get(delivery)
        if case is None:
            continue
        outcome = _apply(transaction, attempt, case, verdict, connected=may_go)
        left -= not isinstance(verdict, PerhapsThere)
        told += [Closed(operation, kind, case.invoice_number, ended) for operation, ended in outcome]
    closed = [(under_way[each], verdict) for each, verdict in verdicts.items() if each in under_way]
    _let_others_go(transaction, closed, connected=may_go)
    if not left:
        forget(transaction, attempt)
    return told


def _apply(
    transaction: Connection, attempt: Attempt, case: AnyCase, verdict: Verdict, *, connected: bool
) -> Iterable[tuple[str, str]]:
    operation = attempt.step.value
    match verdict:
        case Stands(xero_id, contact_id):
            _remember_contact(transaction, case, contact_id)
            content = case.sending or case.link.fingerprint
            link(transaction, case, Link(InXero.STANDS, xero_id, content), connected=connected)
            return [(operation, "ok")]
        case Gone(xero_id):
            gone = Link(InXero.GONE, xero_id, case.link.fingerprint)
            status = link(transaction, case, gone, connected=connected)
            return [("parked", "failed")] if status is Status.PARKED else [(operation, "ok")]
        case PerhapsThere(words):
            ask_about(transaction, attempt, case, words)
            return [(operation, "unknown")]
        case Refused(words, reason):
            return [(operation, "failed"), *_park(transaction, attempt, case, words, reason, connected=connected)]
        case NameTaken(words):
            return [(operation, "failed"), *_rename(transaction, attempt, case, words, connected=connected)]
        case NotThere():
            settle(transaction, case, case.plan, connected=connected)
            return []
        case TryAlone():
            move(transaction, case, Status.DUE if connected else Status.MISSED, alone=True)
            return []


def _park(  # noqa: PLR0913 - what a person is told
    transaction: Connection, attempt: Attempt, case: AnyCase, words: str, reason: str, *, connected: bool
) -> Iterable[tuple[str, str]]:
    """Set it aside, unless the clinic has changed it meanwhile: then the change is tried."""
    planned = case.plan
    same = not isinstance(case, InvoiceCase) or attempt.step is Step.VOID or case.sending == case.record.fingerprint
    if planned.step is attempt.step and same:
        move(transaction, case, Status.PARKED, reason=reason, xero_says=words)
        return [("parked", "failed")]
    settle(transaction, case, planned, connected=connected)
    return []


def _rename(
    transaction: Connection, attempt: Attempt, case: AnyCase, words: str, *, connected: bool
) -> Iterable[tuple[str, str]]:
    """Two patients may have one name, two active contacts may not (facts §7.1)."""
    if not isinstance(case, InvoiceCase) or case.contact.by_full_name:
        return _park(transaction, attempt, case, words, REFUSED, connected=connected)
    patient = case.contact.patient_id
    transaction.execute(_UNNAMED, {"patient_": patient})
    values = {"patient_id": patient, "contact_id": None, "by_full_name": True}
    transaction.execute(insert(CONTACT_LINK), values)
    settle(transaction, case, case.plan, connected=connected)
    return []


def _remember_contact(transaction: Connection, case: AnyCase, contact_id: str | None) -> None:
    if not contact_id or not isinstance(case, InvoiceCase) or case.contact.contact_id:
        return
    patient = case.contact.patient_id
    named = transaction.execute(_NAMED, {"patient_": patient, "contact_": contact_id})
    if not named.rowcount:
        values = {"patient_id": patient, "contact_id": contact_id, "by_full_name": case.contact.by_full_name}
        transaction.execute(insert(CONTACT_LINK), values)


def _let_others_go(
    transaction: Connection, closed: list[tuple[AnyCase, Verdict]], *, connected: bool
) -> None:
    """An invoice that came lets its payments go; payments that went let their deleted invoice go."""
    if not connected:
        return
    for case, verdict in closed:
        stands = isinstance(verdict, Stands) or case.link.state is InXero.STANDS
        if isinstance(case, InvoiceCase) and stands:
            invoice_at_rest(transaction, case.invoice_number)
    paid = [case.invoice_number for case, _ in closed if case.kind is Kind.PAYMENT]
    if paid:
        payments_at_rest(transaction, paid, connected=connected)
