"""The question whether something arrived: one GET about some of an attempt's documents (facts §4.8). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from sync_engine.dispatch.judging import invoices_found, payments_found
from sync_engine.outbox.attempts import Attempt
from sync_engine.outbox.cases import PaymentCase
from sync_engine.outbox.closing import Verdict, kind_of
from sync_engine.outbox.moving import AnyCase
from sync_engine.outbox.statuses import Kind
from sync_engine.plan import Step
from sync_engine.xero import wire

AT_ONCE: Final = 20  # long lists break the URL (facts §4.8)
PAGE: Final = 1000  # twenty invoices have fewer payments than this


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, about which documents."""

    path: str
    cases: Sequence[AnyCase]


class TooManyAnswersError(Exception):
    """The page is full: what is not on it may still be there, so nothing may be concluded."""


def question(attempt: Attempt, cases: Sequence[AnyCase]) -> Question:
    """Ask about the first few of an attempt's open documents."""
    some = cases[:AT_ONCE]
    paging = f"page=1&pageSize={PAGE}"
    if kind_of(attempt.step) is Kind.PAYMENT:
        ids = dict.fromkeys(case.invoice_xero_id for case in some if isinstance(case, PaymentCase))
        where = " OR ".join(f'Invoice.InvoiceID==Guid("{invoice_id}")' for invoice_id in ids)
        return Question(f"/Payments?where={quote(where, safe='')}&{paging}", some)
    if attempt.step is Step.CREATE:
        numbers = quote(",".join(case.reference or "" for case in some), safe=",")
        return Question(f"/Invoices?InvoiceNumbers={numbers}&{paging}", some)
    ids_text = ",".join(case.link.xero_id or "" for case in some)
    return Question(f"/Invoices?IDs={ids_text}&{paging}", some)


def conclusions(attempt: Attempt, asked: Question, body: bytes) -> dict[int, Verdict]:
    """Judge the answer. Raises msgspec.DecodeError, or TooManyAnswersError."""
    if kind_of(attempt.step) is Kind.PAYMENT:
        if len(wire.PAYMENTS.decode(body).payments) >= PAGE:
            raise TooManyAnswersError
        return payments_found(attempt.step, body, asked.cases)
    return invoices_found(attempt.step, body, asked.cases, wire.net_sent(attempt.request.body))
