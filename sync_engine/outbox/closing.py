"""Closes deliveries: what Xero said of each document becomes its link and its next status.

Every close plans again from the record as it is now, so a change made meanwhile is never lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.engine import Connection

from sync_engine.outbox.attempts import Attempt, ask_about, forget, outlived
from sync_engine.outbox.cases import InvoiceCase, PaymentCase, cases_under_way
from sync_engine.outbox.moving import AnyCase, invoice_at_rest, link, move, payment_at_rest, settle
from sync_engine.outbox.privacy import name_in, nameless
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import CONTACT_LINK
from sync_engine.outbox.vain import goes_alone, is_hopeless
from sync_engine.plan import InXero, Link, Step, plan
from sync_engine.reasons import Reason, recognised


@dataclass(frozen=True, slots=True)
class Stands:
    """Xero holds it, as it was sent."""

    xero_id: str
    contact_id: str | None = None
    noticed: Reason | None = None  # what a person is to be told of it


@dataclass(frozen=True, slots=True)
class Gone:
    """Xero holds it no more: voided or deleted."""

    xero_id: str
    noticed: Reason | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Xero does not take it; a person has to help."""

    words: str
    reason: Reason | None = None  # where more is known than the words say


@dataclass(frozen=True, slots=True)
class PerhapsThere:
    """Xero refuses it in words that may mean that it is there already: that has to be asked."""

    words: str


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """Xero answered and said nothing of it: that is asked; it goes by itself next, and then no more."""


@dataclass(frozen=True, slots=True)
class NameTaken:
    """The contact's name belongs to another contact in Xero: the full name, with the id, is next."""

    words: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """It never came to Xero's books, for want of a good token for instance."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """Nobody knew whether it had happened; Xero was asked and does not have it."""


@dataclass(frozen=True, slots=True)
class TryAlone:
    """A whole batch was refused and nobody knows for whose sake: each goes by itself."""


Told = Iterable[tuple[str, str]]
Verdict = Stands | Gone | Refused | PerhapsThere | Unmentioned | NameTaken | NotDone | NotThere | TryAlone
SILENCE: Final = "(Xero answered, and said nothing of this document.)"


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close has to tell: one line for each document."""

    operation: str
    kind: Kind
    number: int
    outcome: str


_UNNAMED: Final = delete(CONTACT_LINK).where(CONTACT_LINK.c.contact_key == bindparam("key_"))
_NAME: Final = insert(CONTACT_LINK)
_NAMED: Final = (
    update(CONTACT_LINK)
    .where(CONTACT_LINK.c.contact_key == bindparam("key_"))
    .values(contact_id=bindparam("contact_"))
)


def kind_of(step: Step) -> Kind:
    return Kind.PAYMENT if step in {Step.PAY, Step.UNPAY} else Kind.INVOICE


def close(
    transaction: Connection,
    attempt: Attempt,
    verdicts: Mapping[int, Verdict],
    *,
    connected: bool,
    unchanged: Sequence[AnyCase] | None = None,
) -> tuple[list[Closed], bool]:
    """Apply the verdicts, by delivery id. Returns what to tell, and whether the attempt is over.

    What has no verdict stays with the attempt. `unchanged` spares reading the cases again, where nothing has
    happened since they were sent. What another process took over meanwhile is its to close: nothing changes.
    """
    kind = kind_of(attempt.step)
    if unchanged is None:
        if (lost_meanwhile := outlived(transaction, attempt)) is None:
            return [], True
        under_way = cases_under_way(transaction, attempt.id, kind)
        connected = connected and not lost_meanwhile
    else:
        under_way = {case.id: case for case in unchanged}
    closing = _Closing(transaction, attempt, connected=connected)
    judged = [(under_way[each], verdict) for each, verdict in verdicts.items() if each in under_way]
    told = [
        Closed(operation, kind, case.invoice_number, outcome)
        for case, verdict in judged
        for operation, outcome in closing.apply(case, verdict)
    ]
    closing.let_others_go(judged)
    over = sum(not isinstance(each, PerhapsThere | Unmentioned) for _, each in judged) == len(under_way)
    if over:
        forget(transaction, attempt)
    return told, over


@dataclass(frozen=True, slots=True)
class _Closing:
    """One attempt's close. Its methods return what to tell: (operation, outcome)."""

    transaction: Connection
    attempt: Attempt
    connected: bool

    def apply(self, case: AnyCase, verdict: Verdict) -> Told:
        operation = self.attempt.step.value
        match verdict:
            case Stands() | Gone():
                return self._link(case, verdict)
            case PerhapsThere() | Unmentioned():
                self._ask_about(case, verdict)
                return [(operation, "unknown")]
            case Refused(words, reason):
                return [(operation, "failed"), *self._park(case, words, reason)]
            case NameTaken(words):
                return [(operation, "failed"), *self._rename(case, words)]
            case NotDone():
                self._again(case, case.vain)
            case NotThere() if is_hopeless(case.vain + 1):
                return self._park(case, "", Reason.BREAKS_XERO)
            case NotThere():
                self._again(case, case.vain + 1)
            case TryAlone():
                status = Status.DUE if self.connected else Status.MISSED
                move(self.transaction, case, status, alone=True)
            case _:
                assert_never(verdict)
        return []

    def _ask_about(self, case: AnyCase, verdict: PerhapsThere | Unmentioned) -> None:
        if isinstance(verdict, PerhapsThere):
            ask_about(self.transaction, self.attempt, case, nameless(verdict.words, name_in(case)))
        else:
            ask_about(self.transaction, self.attempt, case, SILENCE if case.alone else "", alone=True)

    def _again(self, case: AnyCase, vain: int) -> None:
        alone = case.alone or goes_alone(vain)
        settle(self.transaction, case, case.plan, connected=self.connected, alone=alone, vain=vain)

    def let_others_go(self, judged: Sequence[tuple[AnyCase, Verdict]]) -> None:
        """An invoice that came lets its payments go; money taken back lets its invoice go, and new money."""
        if not self.connected:
            return
        for case, verdict in judged:
            stands = isinstance(verdict, Stands) or case.link.state is InXero.STANDS
            if isinstance(case, PaymentCase) and case.invoice_waits:
                payment_at_rest(self.transaction, case.invoice_number)
            elif case.record.released if isinstance(case, PaymentCase) else stands:
                invoice_at_rest(self.transaction, case.invoice_number)

    def _link(self, case: AnyCase, verdict: Stands | Gone) -> Told:
        if isinstance(verdict, Stands):
            self._remember_contact(case, verdict.contact_id)
            known = Link(InXero.STANDS, verdict.xero_id, case.sending or case.link.fingerprint)
        else:
            known = Link(InXero.GONE, verdict.xero_id, case.link.fingerprint)
        status = link(self.transaction, case, known, connected=self.connected)
        if verdict.noticed and status in {Status.DONE, Status.PARKED}:
            status = Status.PARKED
            move(self.transaction, case, status, reason=verdict.noticed)
        if status is Status.PARKED:
            return [_parked(verdict.noticed or plan(case.record, known).reason)]
        return [(self.attempt.step.value, "ok")]

    def _park(self, case: AnyCase, words: str, reason: Reason | None = None) -> Told:
        """Set it aside, unless the clinic has changed it meanwhile: then the change is tried."""
        planned = case.plan
        if planned.step is self.attempt.step and not self._changed(case):
            told, why = nameless(words, name_in(case)), reason or recognised(words)
            move(self.transaction, case, Status.PARKED, reason=why, xero_says=told)
            return [_parked(why)]
        settle(self.transaction, case, planned, connected=self.connected)
        return []

    def _changed(self, case: AnyCase) -> bool:
        return isinstance(case, InvoiceCase) and case.sending != case.record.fingerprint

    def _rename(self, case: AnyCase, words: str) -> Told:
        """Two patients may have one name, two active contacts may not (facts §7.1)."""
        if not isinstance(case, InvoiceCase) or case.contact.by_full_name:
            return self._park(case, words)
        key = case.contact.key
        self.transaction.execute(_UNNAMED, {"key_": key})
        values = {"contact_key": key, "contact_id": None, "by_full_name": True}
        self.transaction.execute(_NAME, values)
        settle(self.transaction, case, case.plan, connected=self.connected)
        return []

    def _remember_contact(self, case: AnyCase, contact_id: str | None) -> None:
        if not contact_id or not isinstance(case, InvoiceCase) or case.contact.contact_id:
            return
        key, full = case.contact.key, case.contact.by_full_name
        named = self.transaction.execute(_NAMED, {"key_": key, "contact_": contact_id})
        if not named.rowcount:
            values = {"contact_key": key, "contact_id": contact_id, "by_full_name": full}
            self.transaction.execute(_NAME, values)


def _parked(reason: str) -> tuple[str, str]:
    """What is told of a document that is set aside: for which of the reasons."""
    return f"parked: {reason}", "failed"
