"""The two readings of the journal: accrual, as it is, and cash, where a document counts when money moves.

On the cash basis invoices and credit notes are passed over, and a payment stands for its share of the lines
of what it paid. Payments of other documents stay on the control account.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import SystemAccount
from mock_xero.books.books import Books
from mock_xero.books.day_totals import DayTotals
from mock_xero.books.journal import Entry, Posting, Source, SourceType
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.postings import source_of_invoice

_DOCUMENTS: Final = frozenset(
    {SourceType.ACCREC, SourceType.ACCPAY, SourceType.ACCRECCREDIT, SourceType.ACCPAYCREDIT}
)
_PAYMENTS: Final = frozenset({SourceType.ACCRECPAYMENT, SourceType.ACCPAYPAYMENT})


def read(books: Books, *, payments_only: bool) -> Iterable[Entry]:
    """Return the entries in the order of their numbers."""
    return CashBasis(books).entries() if payments_only else books.journal.entries()


def day_totals(books: Books, *, payments_only: bool) -> DayTotals:
    """Return what moved day by day: the journal keeps the accrual reading itself."""
    if not payments_only:
        return books.journal.day_totals
    totals = DayTotals()
    for entry in CashBasis(books).entries():
        for posting in entry.postings:
            totals.add(posting.account_id, entry.date, posting.amount, posting.tracking)
    return totals


class CashBasis:
    """Reads the journal once, from its beginning."""

    def __init__(self, books: Books) -> None:
        self._books = books
        roles = (SystemAccount.DEBTORS, SystemAccount.CREDITORS)
        self._controls = frozenset(books.accounts.system(role).account_id for role in roles)
        self._documents: dict[Source, Entry] = {}  # as they last stood
        self._counted: dict[int, Entry] = {}

    def entries(self) -> Iterator[Entry]:
        for entry in self._books.journal.entries():
            if entry.source.type in _DOCUMENTS:
                if entry.reverses is None:
                    self._documents[entry.source] = entry
            elif (found := self._in_cash(entry)) is not None:
                self._counted[entry.number] = found
                yield found

    def _in_cash(self, entry: Entry) -> Entry | None:
        """Return the entry as it counts in cash; a reversal takes back exactly what was counted."""
        if entry.reverses is not None:
            former = self._counted.get(entry.reverses)
            return None if former is None else replace(entry, postings=_opposite(former.postings))
        if entry.source.type is SourceType.MANJOURNAL:
            journal = self._books.manual_journals.by_id(entry.source.document_id)
            return entry if journal is None or journal.show_on_cash_basis else None
        if entry.source.type in _PAYMENTS:
            return self._instead_of_control(entry)
        return entry

    def _instead_of_control(self, entry: Entry) -> Entry:
        payment = self._books.payments.by_id(entry.source.document_id)
        document = None if payment is None else self._documents.get(source_of_invoice(payment.invoice))
        if document is None:
            return entry
        lines = [each for each in document.postings if each.account_id not in self._controls]
        postings: list[Posting] = []
        for posting in entry.postings:
            if posting.account_id in self._controls:
                postings += self._shares(posting.amount, lines)
            else:
                postings.append(posting)
        return replace(entry, postings=tuple(postings))

    def _shares(self, amount: Decimal, lines: list[Posting]) -> Iterator[Posting]:
        """The amount over the lines in proportion; the last one takes what rounding leaves."""
        half = self._books.behaviour.half_cent
        total = sum((each.amount for each in lines), ZERO)
        left = amount
        for place, line in enumerate(lines, 1):
            share = left if place == len(lines) else rounded(line.amount * amount / total, half)
            left -= share
            tax = rounded(line.tax_amount * amount / total, half) if line.tax_amount else ZERO
            yield replace(line, amount=share, tax_amount=tax)


def _opposite(postings: tuple[Posting, ...]) -> tuple[Posting, ...]:
    return tuple(replace(each, amount=-each.amount, tax_amount=-each.tax_amount) for each in postings)
