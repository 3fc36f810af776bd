"""From what Xero holds to one verdict for each document that was asked about, also days later. Pure.

A bookkeeper may have voided, renumbered, changed or re-entered it meanwhile: that is noticed, never undone.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sync_engine.dispatch.naming import invoice_reference, looks_like_ours
from sync_engine.outbox.cases import InvoiceCase, PaymentCase
from sync_engine.outbox.closing import Gone, NotThere, Refused, Stands, Verdict
from sync_engine.outbox.moving import AnyCase
from sync_engine.plan import Step
from sync_engine.reasons import Reason
from sync_engine.xero.wire import InvoiceElement, PaymentElement, Sent

_DEAD: Final = frozenset({"VOIDED", "DELETED"})


def invoices_found(
    step: Step, found: Sequence[InvoiceElement], cases: Sequence[AnyCase], sent: Mapping[str, Sent]
) -> dict[int, Verdict]:
    """Judge which invoices Xero holds. `sent` is what left for there, by number or id."""
    ours = [each for each in found if each.type == "ACCREC"]
    judge = _created if step is Step.CREATE else _changed
    return {case.id: judge(step, case, ours, sent) for case in cases if isinstance(case, InvoiceCase)}


def payments_found(
    step: Step, found: Sequence[PaymentElement], cases: Sequence[AnyCase]
) -> dict[int, Verdict]:
    """Judge which payments Xero holds on the invoices concerned."""
    if step is Step.UNPAY:
        by_id = {each.payment_id: each for each in found}
        return {case.id: _taken_back(case, by_id.get(case.link.xero_id)) for case in cases}
    return {case.id: _paid(case, found) for case in cases if isinstance(case, PaymentCase)}


def _created(
    step: Step, case: InvoiceCase, found: Sequence[InvoiceElement], sent: Mapping[str, Sent]
) -> Verdict:
    """A number may be somebody else's, and ours may have another by now: the reference tells which it is."""
    del step
    number, reference = (case.reference or "").casefold(), invoice_reference(case.invoice_number)
    wanted = sent.get(case.reference or "")
    marked = [each for each in found if each.reference == reference]
    numbered = [each for each in found if each.number.casefold() == number]
    likeliest = sorted((*marked, *numbered), key=lambda each: (each not in numbered, each not in marked))
    for each in likeliest:
        if wanted is not None and _same(each, wanted):
            return _there(each)
    if marked:
        return _there(next(each for each in likeliest if each in marked), Reason.CHANGED_IN_XERO)
    return Refused(case.xero_says or "", Reason.NUMBER_TAKEN) if numbered else _not_there(case)


def _changed(
    step: Step, case: InvoiceCase, found: Sequence[InvoiceElement], sent: Mapping[str, Sent]
) -> Verdict:
    now = next((each for each in found if each.invoice_id == case.link.xero_id), None)
    if now is None:
        return _not_there(case)
    wanted = sent.get(now.invoice_id)
    if now.status in _DEAD or (step is Step.UPDATE and wanted is not None and now.total == wanted.total):
        return _there(now)
    return _not_there(case)


def _there(found: InvoiceElement, noticed: Reason | None = None) -> Verdict:
    if found.status in _DEAD:
        return Gone(found.invoice_id)
    return Stands(found.invoice_id, found.contact.contact_id or None, noticed)


def _same(found: InvoiceElement, wanted: Sent) -> bool:
    return found.total == wanted.total and found.day in {wanted.day, None}


def _paid(case: PaymentCase, found: Sequence[PaymentElement]) -> Verdict:
    ours = [each for each in found if each.reference.strip() == case.reference and each.payment_id]
    live = [each for each in ours if each.status != "DELETED"]
    if live:
        return Stands(live[0].payment_id or "")
    twin = any(_is_twin(case, each) for each in found)
    if ours:
        return Gone(ours[0].payment_id or "", Reason.CHANGED_IN_XERO if twin else None)
    if twin and not case.xero_says:
        return Refused("", Reason.CHANGED_IN_XERO)
    return Refused(case.xero_says) if case.xero_says else NotThere()


def _is_twin(case: PaymentCase, other: PaymentElement) -> bool:
    """Whether a person seems to have entered this very payment: only a person can tell for sure."""
    return (
        other.status != "DELETED"
        and not looks_like_ours(other.reference)
        and other.invoice.invoice_id == case.invoice_xero_id
        and (other.amount, other.day) == (case.amount, case.paid_on)
    )


def _taken_back(case: AnyCase, found: PaymentElement | None) -> Verdict:
    if found is None or found.status == "DELETED":
        return Gone(case.link.xero_id or "")
    return _not_there(case)


def _not_there(case: AnyCase) -> Verdict:
    return Refused(case.xero_says) if case.xero_says else NotThere()
