"""What can be done to linked transactions. A deed is done, or raises `Refused` and has changed nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mock_xero.books.books import Books
from mock_xero.books.invoices import Invoice
from mock_xero.books.linked import problems
from mock_xero.books.linked.linked_transactions import LinkedDraft, LinkedStatus, LinkedTransaction
from mock_xero.books.linked.sources import Stage, source, stage_of
from mock_xero.books.problems import CONTACT_NOT_FOUND, Problem
from mock_xero.books.refusal import Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceType

_FINAL: Final = frozenset({LinkedStatus.BILLED, LinkedStatus.VOIDED})


def create_linked(books: Books, draft: LinkedDraft, stamp: Stamp) -> LinkedTransaction:
    origin = source(books, draft.source_id or "")
    candidate = LinkedTransaction(
        source_id=draft.source_id or "",
        source_line_id=draft.source_line_id or "",
        source_type="" if origin is None else origin.type_code,
        updated_at=stamp.instant,
    )
    candidate = _aimed(books, candidate, draft)
    _refuse([*_wrong_with_source(books, draft), *_wrong_with_target(books, candidate)], draft)
    candidate.linked_id = books.new_id("linked transaction")
    books.linked_transactions.keep(candidate)
    return candidate


def update_linked(
    books: Books, linked: LinkedTransaction, draft: LinkedDraft, stamp: Stamp
) -> LinkedTransaction:
    """Give it to a customer, or put it on an invoice; what it comes from stays."""
    candidate = _aimed(books, replace(linked, updated_at=stamp.instant), draft)
    _refuse([*_wrong_with_change(books, linked, draft), *_wrong_with_target(books, candidate)], draft)
    linked.contact_id, linked.target_id = candidate.contact_id, candidate.target_id
    linked.target_line_id, linked.updated_at = candidate.target_line_id, candidate.updated_at
    return linked


def delete_linked(books: Books, linked: LinkedTransaction) -> None:
    if status_of(books, linked) in _FINAL:
        raise Refused((problems.ALREADY_BILLED,), linked)
    books.linked_transactions.remove(linked)


def status_of(books: Books, linked: LinkedTransaction) -> LinkedStatus:
    """A target that has ended charges nothing any more."""
    origin = source(books, linked.source_id)
    if origin is None or origin.stage is Stage.ENDED:
        return LinkedStatus.VOIDED
    target = _sale(books, linked.target_id)
    stage = Stage.ENDED if target is None else stage_of(target.status)
    if stage is Stage.APPROVED:
        return LinkedStatus.BILLED
    if stage is Stage.OPEN:
        return LinkedStatus.ON_DRAFT
    return LinkedStatus.DRAFT if origin.stage is Stage.OPEN else LinkedStatus.APPROVED


def _aimed(books: Books, candidate: LinkedTransaction, draft: LinkedDraft) -> LinkedTransaction:
    """With what the draft says of customer and target; who is not named is the target's contact."""
    if draft.target_id is not None and draft.target_id != candidate.target_id:
        candidate.target_id, candidate.target_line_id = draft.target_id, None
    candidate.target_line_id = draft.target_line_id or candidate.target_line_id
    candidate.contact_id = draft.contact_id or candidate.contact_id
    target = _sale(books, candidate.target_id)
    if target is not None and draft.contact_id is None:
        candidate.contact_id = target.contact.contact_id
    return candidate


def _wrong_with_source(books: Books, draft: LinkedDraft) -> Iterator[Problem]:
    if draft.source_id is None or draft.source_line_id is None:
        yield problems.SOURCE_REQUIRED
        return
    origin = source(books, draft.source_id)
    if origin is None:
        yield problems.SOURCE_NOT_FOUND
    elif draft.source_line_id not in origin.line_item_ids:
        yield problems.SOURCE_LINE_MISMATCH
    elif origin.stage is Stage.ENDED:
        yield problems.SOURCE_ENDED
    elif books.linked_transactions.of_source_line(draft.source_line_id) is not None:
        yield problems.SOURCE_TAKEN


def _wrong_with_change(books: Books, linked: LinkedTransaction, draft: LinkedDraft) -> Iterator[Problem]:
    if status_of(books, linked) in _FINAL:
        yield problems.ALREADY_BILLED
    said = (draft.source_id or linked.source_id, draft.source_line_id or linked.source_line_id)
    if said != (linked.source_id, linked.source_line_id):
        yield problems.SOURCE_FIXED


def _wrong_with_target(books: Books, candidate: LinkedTransaction) -> Iterator[Problem]:
    if candidate.contact_id is not None and books.contacts.by_id(candidate.contact_id) is None:
        yield CONTACT_NOT_FOUND
    if candidate.target_id is None:
        if candidate.target_line_id is not None:
            yield problems.TARGET_REQUIRED
        return
    target = _sale(books, candidate.target_id)
    if target is None:
        yield problems.TARGET_NOT_FOUND
        return
    if stage_of(target.status) is Stage.ENDED:
        yield problems.TARGET_ENDED
    if candidate.target_line_id not in {None, *(line.line_item_id for line in target.lines)}:
        yield problems.TARGET_LINE_MISMATCH
    if candidate.contact_id != target.contact.contact_id:
        yield problems.CONTACT_MISMATCH


def _sale(books: Books, invoice_id: str | None) -> Invoice | None:
    found = None if invoice_id is None else books.invoices.by_id(invoice_id)
    return found if found is not None and found.type is InvoiceType.ACCREC else None


def _refuse(found: list[Problem], draft: LinkedDraft) -> None:
    if found:
        raise Refused(found, draft)
