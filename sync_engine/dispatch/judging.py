"""From Xero's answer to one verdict for each document it speaks of. Elements are judged one by one. Pure.

A document that the answer does not mention has to be asked about: its outcome stays unknown.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from sync_engine.outbox.closing import (
    Gone,
    NameTaken,
    PerhapsThere,
    Refused,
    Stands,
    TryAlone,
    Unmentioned,
    Verdict,
)
from sync_engine.outbox.moving import AnyCase
from sync_engine.plan import Step
from sync_engine.xero import wire
from sync_engine.xero.wire import InvoiceElement, PaymentElement

_PERHAPS_THERE: Final[Mapping[Step, tuple[str, ...]]] = {
    Step.CREATE: ("Invoice # must be unique",),
    Step.UPDATE: ("not of valid status for modification",),
    Step.VOID: ("not of valid status for modification",),
    Step.PAY: (
        "Payments can only be made against Authorised documents",
        "Payment amount exceeds the amount outstanding",
    ),
    Step.UNPAY: ("not of valid status for modification",),
}
_NAME_TAKEN: Final = "is already assigned to another contact"


def verdicts_in(step: Step, body: bytes, cases: Sequence[AnyCase]) -> dict[int, Verdict]:
    """Judge the elements of an answer to a write. Raises msgspec.DecodeError for a body that is none."""
    if step in {Step.PAY, Step.UNPAY}:
        answer = wire.PAYMENTS.decode(body)
        said: dict[str, Verdict] = {
            element.reference: _of_payment(step, element) for element in (*answer.payments, *answer.elements)
        }
    else:
        invoices = wire.INVOICES.decode(body)
        said = {
            element.number: _of_invoice(step, element) for element in (*invoices.invoices, *invoices.elements)
        }
    if len(cases) == 1 and len(said) == 1:
        return {cases[0].id: next(iter(said.values()))}  # an answer about one document may leave its name out
    return {case.id: said.get(case.reference or "", Unmentioned()) for case in cases}


def refused_whole(words: str, cases: Sequence[AnyCase]) -> dict[int, Verdict]:
    """Judge a request that was refused without naming an element: a batch is tried one by one."""
    if len(cases) > 1:
        return {case.id: TryAlone() for case in cases}
    return {case.id: Refused(words) for case in cases}


def names_elements(body: bytes) -> bool:
    """Whether a refusal says which elements it is about (facts §4.5)."""
    try:
        return bool(_ELEMENTS.decode(body).elements)
    except msgspec.DecodeError:
        return False


class _Elements(msgspec.Struct):
    elements: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Elements")


_ELEMENTS: Final = msgspec.json.Decoder(_Elements)


def _of_invoice(step: Step, element: InvoiceElement) -> Verdict:
    if element.refused:
        return _refusal(step, element.words)
    if step is Step.VOID:
        return Gone(element.invoice_id)
    return Stands(element.invoice_id, element.contact.contact_id or None)


def _of_payment(step: Step, element: PaymentElement) -> Verdict:
    if step is Step.UNPAY and element.status == "DELETED" and not element.errors:
        return Gone(element.payment_id or "")
    if element.refused:
        return _refusal(step, element.words)
    return Stands(element.payment_id or "")


def _refusal(step: Step, words: str) -> Verdict:
    if any(saying in words for saying in _PERHAPS_THERE[step]):
        return PerhapsThere(words)
    return NameTaken(words) if _NAME_TAKEN in words else Refused(words)
