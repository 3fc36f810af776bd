"""The question whether something arrived: GETs about some of an attempt's documents (facts §4.8).

Lists come in pages; nothing is concluded before the last one is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from sync_engine.dispatch.concluding import invoices_found, payments_found
from sync_engine.dispatch.naming import invoice_reference
from sync_engine.outbox.attempts import Attempt
from sync_engine.outbox.cases import PaymentCase
from sync_engine.outbox.closing import Verdict, kind_of
from sync_engine.outbox.moving import AnyCase
from sync_engine.outbox.statuses import Kind
from sync_engine.plan import Step
from sync_engine.xero import wire

AT_ONCE: Final = 20  # long lists break the URL (facts §4.8)
PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, page by page, about which documents."""

    list_path: str
    cases: Sequence[AnyCase]

    def page(self, number: int) -> str:
        """Return the path of one page; ids rise for ever, so that no page overlaps another."""
        return f"{self.list_path}&page={number}&pageSize={PAGE}"


class PagesRead:
    """What has been read of each question so far. Lost in a crash: the question is asked again then."""

    def __init__(self) -> None:
        self._bodies: dict[str, list[bytes]] = {}

    def next_path(self, asked: Question) -> str:
        return asked.page(len(self._bodies.get(asked.list_path, [])) + 1)

    def add(self, asked: Question, body: bytes) -> Sequence[bytes] | None:
        """Take a page; return all of them after the last. Raises msgspec.DecodeError."""
        pages = [*self._bodies.get(asked.list_path, []), body]
        if wire.PAGED.decode(body).goes_on_after(len(pages), PAGE):
            self._bodies[asked.list_path] = pages
            return None
        self._bodies.pop(asked.list_path, None)
        return pages


def question(attempt: Attempt, cases: Sequence[AnyCase]) -> Question:
    """Ask about the first few of an attempt's open documents."""
    some = cases[:AT_ONCE]
    if kind_of(attempt.step) is Kind.PAYMENT:
        ids = dict.fromkeys(case.invoice_xero_id for case in some if isinstance(case, PaymentCase))
        where = " OR ".join(f'Invoice.InvoiceID==Guid("{invoice_id}")' for invoice_id in ids)
        return Question(f"/Payments?where={quote(where, safe='')}&order=PaymentID", some)
    if attempt.step is Step.CREATE:
        where = " OR ".join(f'InvoiceNumber=="{case.reference}" OR {_marked(case)}' for case in some)
        return Question(f"/Invoices?where={quote(where, safe='')}&order=InvoiceID", some)
    ids_text = ",".join(case.link.xero_id or "" for case in some)
    return Question(f"/Invoices?IDs={ids_text}&order=InvoiceID", some)


def conclusions(attempt: Attempt, asked: Question, pages: Sequence[bytes]) -> dict[int, Verdict]:
    """Judge the whole answer. Raises msgspec.DecodeError."""
    if kind_of(attempt.step) is Kind.PAYMENT:
        payments = [each for page in pages for each in wire.PAYMENTS.decode(page).payments]
        return payments_found(attempt.step, payments, asked.cases)
    invoices = [each for page in pages for each in wire.INVOICES.decode(page).invoices]
    return invoices_found(attempt.step, invoices, asked.cases, wire.sent_in(attempt.request.body))


def _marked(case: AnyCase) -> str:
    return f'Reference=="{invoice_reference(case.invoice_number)}"'
