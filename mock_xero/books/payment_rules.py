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
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.statuses import InvoiceStatus


@dataclass(frozen=True, slots=True)
class PaymentCase:
    """A payment as it would be, with what its references were found to mean.

    It doubles as the echo of a refused payment: what was asked is in `draft`.
    """

    books: Books
    draft: PaymentDraft
    invoice: Invoice | None
    account: Account | None
    date: date
    amount: Decimal


PaymentRule = Callable[[PaymentCase], Iterator[Problem]]


def invoice_is_named(case: PaymentCase) -> Iterator[Problem]:
    if case.draft.invoice_id is None and not case.draft.invoice_number:
        yield problems.PAYMENT_NEEDS_INVOICE


def invoice_is_approved(case: PaymentCase) -> Iterator[Problem]:
    if case.invoice is not None and case.invoice.status is not InvoiceStatus.AUTHORISED:
        yield problems.PAYMENT_NEEDS_AUTHORISED


def amount_is_positive(case: PaymentCase) -> Iterator[Problem]:
    if case.amount <= ZERO:
        yield problems.AMOUNT_NOT_POSITIVE


def amount_is_outstanding(case: PaymentCase) -> Iterator[Problem]:
    """There is no overpaying through the API (facts §0.19)."""
    if case.invoice is not None and case.invoice.is_posted and case.amount > case.invoice.amount_due:
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
    """Both are optional; in the books' own currency neither is looked at."""
    if case.invoice is None or case.invoice.currency == case.books.currencies.base:
        return
    said = (case.draft.currency_rate, case.draft.bank_amount)
    if any(each is not None and each.quantize(ONE) <= ZERO for each in said):
        yield catalogue_problems.RATE_NOT_POSITIVE


def period_is_open(case: PaymentCase) -> Iterator[Problem]:
    if case.books.behaviour.lock_refuses_payments:
        yield from closed_to(case.books, "payment", case.date)


RULES: Final[tuple[PaymentRule, ...]] = (
    invoice_is_named,
    invoice_is_approved,
    amount_is_positive,
    amount_is_outstanding,
    rate_is_positive,
    account_takes_payments,
    period_is_open,
)


def judge(case: PaymentCase) -> list[Problem]:
    return [problem for rule in RULES for problem in rule(case)]
