"""The rules of payments: each looks at one case and yields what is wrong with it (facts §6.2).

The status message comes before the amount message, as recorded for an invoice that is paid already.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books import problems
from mock_xero.books.accounts import Account
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems as catalogue_problems
from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.drafts import PaymentDraft
from mock_xero.books.lock_rules import closed_to
from mock_xero.books.money import ZERO
from mock_xero.books.payments import Payable
from mock_xero.books.problems import Problem
from mock_xero.books.said_rules import said_of
from mock_xero.books.settings import Deeds
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceStatus


@dataclass(frozen=True, slots=True)
class PaymentCase:
    """A payment as it would be, with what its references were found to mean.

    It doubles as the echo of a refused payment: what was asked is in `draft`.
    """

    books: Books
    draft: PaymentDraft
    document: Payable | None
    account: Account | None
    date: date
    amount: Decimal
    stamp: Stamp | None = None

    @property
    def is_foreign(self) -> bool:
        return self.document is not None and self.document.currency != self.books.currencies.base


PaymentRule = Callable[[PaymentCase], Iterator[Problem]]


def document_is_named(case: PaymentCase) -> Iterator[Problem]:
    """Exactly one; what is named is not yet said to exist (facts §6.1)."""
    named = documents_named(case.draft)
    if not named:
        yield problems.PAYMENT_NEEDS_INVOICE
    elif len(named) > 1:
        yield problems.PAYMENT_OF_TWO_DOCUMENTS


def document_is_approved(case: PaymentCase) -> Iterator[Problem]:
    """A fully used credit is PAID and takes no refund either (facts §6.6)."""
    if case.document is not None and case.document.status is not InvoiceStatus.AUTHORISED:
        yield problems.PAYMENT_NEEDS_AUTHORISED


def amount_is_positive(case: PaymentCase) -> Iterator[Problem]:
    if case.amount <= ZERO:
        yield problems.AMOUNT_NOT_POSITIVE


def amount_is_outstanding(case: PaymentCase) -> Iterator[Problem]:
    """There is no overpaying through the API (facts §0.19), nor refunding more than remains."""
    if case.document is not None and case.document.is_posted and case.amount > case.document.amount_due:
        yield problems.PAYMENT_EXCEEDS_DUE


def account_takes_payments(case: PaymentCase) -> Iterator[Problem]:
    said = case.draft.account_code or case.draft.account_id
    if said is None:
        yield problems.ACCOUNT_REQUIRED
    elif case.account is None or not case.account.is_active:
        yield problems.account_code_invalid(said)
    elif not case.account.takes_payments:
        yield problems.PAYMENT_ACCOUNT_TYPE


def rate_is_positive(case: PaymentCase) -> Iterator[Problem]:
    """Both are optional."""
    if not case.is_foreign:
        return
    said = (case.draft.currency_rate, case.draft.bank_amount)
    if any(each is not None and each.quantize(ONE) <= ZERO for each in said):
        yield catalogue_problems.RATE_NOT_POSITIVE


def period_is_open(case: PaymentCase) -> Iterator[Problem]:
    if case.books.behaviour.lock_refuses_payments:
        yield from closed_to(case.books, "payment", case.date, case.stamp)


def nothing_else_is_said(case: PaymentCase) -> Iterator[Problem]:
    yield from said_of(case.books, Deeds.PAYMENTS)


RULES: Final[tuple[PaymentRule, ...]] = (
    document_is_named,
    document_is_approved,
    amount_is_positive,
    amount_is_outstanding,
    rate_is_positive,
    account_takes_payments,
    period_is_open,
    nothing_else_is_said,
)


def judge(case: PaymentCase) -> list[Problem]:
    return [problem for rule in RULES for problem in rule(case)]


def documents_named(draft: PaymentDraft) -> list[str]:
    """Return the members that name a document, of the four that can."""
    said = {
        "Invoice": draft.invoice_id or draft.invoice_number,
        "CreditNote": draft.credit_note_id or draft.credit_note_number,
        "Prepayment": draft.prepayment_id,
        "Overpayment": draft.overpayment_id,
    }
    return [name for name, key in said.items() if key]
