"""From a document's currency to the books': entries, what is still due, and what a payment settles.

A rate says how much foreign money one unit of the books' currency buys, so that amounts are divided by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from mock_xero.books.accounts import SystemAccount
from mock_xero.books.books import Books
from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.drafts import PaymentDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.journal import Posting
from mock_xero.books.money import ZERO, rounded


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a payment moves in the books' currency: `bank` at its own rate, `cleared` at the document's.

    The difference is a currency gain (or loss) that has been realised.
    """

    rate: Decimal
    bank: Decimal
    cleared: Decimal


def rate_for(books: Books, currency: str, said: Decimal | None) -> Decimal:
    """Return the rate with six decimals: what was said, else the day's; the books' own currency has 1."""
    if currency == books.currencies.base:
        return ONE
    return books.currencies.day_rate(currency) if said is None else said.quantize(ONE)


def base_amount(books: Books, amount: Decimal, rate: Decimal) -> Decimal:
    return amount if rate == ONE else rounded(amount / rate, books.behaviour.half_cent)


def base_due(books: Books, invoice: Invoice) -> Decimal:
    """Return what is still due in the books' currency: the debtors' (or creditors') share of the document."""
    if not invoice.is_posted:
        return ZERO
    total = base_amount(books, invoice.total, invoice.currency_rate)
    credited = base_amount(books, invoice.amount_credited, invoice.currency_rate)
    return total - credited - sum((each.cleared for each in invoice.payments), ZERO)


def in_base(books: Books, postings: Iterable[Posting], rate: Decimal) -> tuple[Posting, ...]:
    """Return the entry in the books' currency; cents lost in rounding go to the rounding account."""
    if rate == ONE:
        return tuple(postings)
    converted = tuple(
        replace(
            each,
            amount=base_amount(books, each.amount, rate),
            tax_amount=base_amount(books, each.tax_amount, rate),
        )
        for each in postings
    )
    lost = sum((each.amount for each in converted), ZERO)
    if not lost:
        return converted
    return (*converted, Posting(_id(books, SystemAccount.ROUNDING), -lost, "Rounding of currencies"))


def settlement(books: Books, invoice: Invoice, draft: PaymentDraft, amount: Decimal) -> Settlement:
    """Return what this payment settles; the last one clears whatever is left in the books' currency."""
    if invoice.currency_rate == ONE:
        return Settlement(ONE, amount, amount)
    rate = _payment_rate(books, invoice, draft, amount)
    bank = base_amount(books, amount, rate)
    if draft.bank_amount is not None:
        bank = rounded(draft.bank_amount, books.behaviour.half_cent)
    due = base_due(books, invoice)
    cleared = min(base_amount(books, amount, invoice.currency_rate), due)
    return Settlement(rate, bank, due if amount == invoice.amount_due else cleared)


def _payment_rate(books: Books, invoice: Invoice, draft: PaymentDraft, amount: Decimal) -> Decimal:
    """The rate that was said, or that the bank's amount means, or the day's."""
    if draft.currency_rate is None and draft.bank_amount:
        return (amount / draft.bank_amount).quantize(ONE)
    return rate_for(books, invoice.currency, draft.currency_rate)


def _id(books: Books, role: SystemAccount) -> str:
    return books.accounts.system(role).account_id
