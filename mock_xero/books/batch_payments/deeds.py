"""What can be done to batch payments: all payments of a batch are made or taken back, or none of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mock_xero.books import problems as payment_problems
from mock_xero.books.batch_payments import problems
from mock_xero.books.batch_payments.batches import BatchPayment, BatchStatus, BatchType, Remittance
from mock_xero.books.books import Books
from mock_xero.books.drafts import PaymentDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to
from mock_xero.books.money import ZERO
from mock_xero.books.payment_deeds import create_payment, draw_up_payment, take_back_payment
from mock_xero.books.payment_rules import PaymentCase, judge
from mock_xero.books.payments import Payment
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDraft:
    """What somebody asks for; account and date of the batch are those of each payment in it."""

    payments: tuple[tuple[PaymentDraft, Remittance], ...]
    remittance: Remittance
    account_id: str | None = None
    account_code: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BatchChange:
    """What is asked of an existing batch; `status` is as it was written."""

    batch_id: str | None
    status: str | None


_LONGEST: Final = (
    ("reference", 255),
    ("particulars", 12),
    ("code", 12),
    ("details", 18),
    ("narrative", 18),
)


def create_batch_payment(books: Books, draft: BatchDraft, stamp: Stamp) -> BatchPayment:
    cases = [draw_up_payment(books, each, stamp) for each, _ in draft.payments]
    if found := list(dict.fromkeys(_problems(books, draft, cases))):
        raise Refused(found, draft)
    batch_id = books.new_id("batch payment")
    payments = [_paid(books, case, batch_id, stamp) for case in cases]
    sale = payments[0].invoice.type is InvoiceType.ACCREC
    batch = BatchPayment(
        batch_id=batch_id,
        type=BatchType.RECBATCH if sale else BatchType.PAYBATCH,
        account=payments[0].account,
        date=payments[0].date,
        remittance=draft.remittance,
        payments=tuple(zip(payments, (told for _, told in draft.payments), strict=True)),
        created_by=stamp.author,
        updated_at=stamp.instant,
    )
    books.batch_payments.keep(batch)
    books.history.note(batch_id, "Created", stamp)
    return batch


def delete_batch_payment(books: Books, change: BatchChange, stamp: Stamp) -> BatchPayment:
    """The only change there is: every payment of the batch is deleted with it."""
    batch = books.batch_payments.by_id(change.batch_id or "")
    if batch is None:
        raise NotFound((problems.NOT_FOUND,), change)
    if (change.status or "").upper() != BatchStatus.DELETED.value:
        raise Refused((problems.ONLY_DELETED,), batch)
    if not batch.stands:
        raise Refused((problems.NOT_VALID_FOR_MODIFICATION,), batch)
    closed = closed_to(books, "payment", batch.date, stamp)
    if books.behaviour.lock_refuses_payments and (found := list(closed)):
        raise Refused(found, batch)
    for payment, _ in batch.payments:
        take_back_payment(books, payment, stamp)
    batch.status = BatchStatus.DELETED
    batch.updated_at = stamp.instant
    books.batch_payments.keep(batch)
    books.history.note(batch.batch_id, "Deleted", stamp)
    return batch


def _paid(books: Books, case: PaymentCase, batch_id: str, stamp: Stamp) -> Payment:
    payment = create_payment(books, case.draft, stamp)
    payment.batch_payment_id = batch_id
    return payment


def _problems(books: Books, draft: BatchDraft, cases: Sequence[PaymentCase]) -> Iterator[Problem]:
    if not cases:
        yield problems.PAYMENTS_REQUIRED
    for case in cases:
        found = judge(case)
        if case.document is None and payment_problems.PAYMENT_NEEDS_INVOICE not in found:
            yield payment_problems.INVOICE_NOT_FOUND
        yield from found
    yield from _problems_together(cases)
    if any(each.document and each.document.currency != books.profile.base_currency for each in cases):
        yield problems.FOREIGN_CURRENCY
    if any(_is_too_long(each) for each in (draft.remittance, *(told for _, told in draft.payments))):
        yield problems.TEXT_TOO_LONG


def _problems_together(cases: Sequence[PaymentCase]) -> Iterator[Problem]:
    """What no payment shows alone: two that together pay too much, or sales beside bills."""
    asked: dict[Invoice, Decimal] = defaultdict(lambda: ZERO)
    for case in cases:
        if isinstance(case.document, Invoice):  # a batch names invoices and nothing else
            asked[case.document] += case.amount
    if any(invoice.is_posted and amount > invoice.amount_due for invoice, amount in asked.items()):
        yield payment_problems.PAYMENT_EXCEEDS_DUE
    if len({invoice.type for invoice in asked}) > 1:
        yield problems.MIXED


def _is_too_long(told: Remittance) -> bool:
    return any(len(getattr(told, name) or "") > most for name, most in _LONGEST)
