"""The two readings of the journal: accrual, as it is, and cash, where a document counts when money moves.

On the cash basis invoices and credit notes are passed over, and a payment stands for its share of the lines
of what it paid. Payments of other documents stay on the control account.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from mock_xero.behaviour import HalfCent
from mock_xero.books.accounts import SystemAccount
from mock_xero.books.books import Books
from mock_xero.books.journal import Entry, Posting, Source, SourceType
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.postings import source_of_invoice

_DOCUMENTS: Final = frozenset(
    {SourceType.ACCREC, SourceType.ACCPAY, SourceType.ACCRECCREDIT, SourceType.ACCPAYCREDIT}
)
_PAYMENTS: Final = frozenset({SourceType.ACCRECPAYMENT, SourceType.ACCPAYPAYMENT})


def read(books: Books, *, payments_only: bool) -> Iterable[Entry]:
    """Return the entries in the order of their numbers."""
    return _cash(books) if payments_only else books.journal.entries()


def _cash(books: Books) -> Iterator[Entry]:
    documents: dict[Source, Entry] = {}
    counted: dict[int, Entry] = {}
    for entry in books.journal.entries():
        if entry.source.type in _DOCUMENTS:
            if entry.reverses is None:
                documents[entry.source] = entry
            continue
        found = _counted(books, entry, documents, counted)
        if found is not None:
            counted[entry.number] = found
            yield found


def _counted(
    books: Books, entry: Entry, documents: dict[Source, Entry], counted: dict[int, Entry]
) -> Entry | None:
    """Return the entry as it counts in cash; a reversal takes back exactly what was counted."""
    if entry.reverses is not None:
        former = counted.get(entry.reverses)
        return None if former is None else replace(entry, postings=_opposite(former.postings))
    if entry.source.type is SourceType.MANJOURNAL:
        journal = books.manual_journals.by_id(entry.source.document_id)
        return entry if journal is None or journal.show_on_cash_basis else None
    if entry.source.type in _PAYMENTS:
        return _instead_of_control(books, entry, documents)
    return entry


def _instead_of_control(books: Books, entry: Entry, documents: dict[Source, Entry]) -> Entry:
    payment = books.payments.by_id(entry.source.document_id)
    document = None if payment is None else documents.get(source_of_invoice(payment.invoice))
    if document is None:
        return entry
    controls = {
        books.accounts.system(role).account_id for role in (SystemAccount.DEBTORS, SystemAccount.CREDITORS)
    }
    lines = [each for each in document.postings if each.account_id not in controls]
    postings: list[Posting] = []
    for posting in entry.postings:
        if posting.account_id in controls:
            postings += _shares(posting.amount, lines, books.behaviour.half_cent)
        else:
            postings.append(posting)
    return replace(entry, postings=tuple(postings))


def _shares(amount: Decimal, lines: list[Posting], half: HalfCent) -> Iterator[Posting]:
    """The amount over the lines in proportion; the last one takes what rounding leaves."""
    total = sum((each.amount for each in lines), ZERO)
    left = amount
    for place, line in enumerate(lines, 1):
        share = left if place == len(lines) else rounded(line.amount * amount / total, half)
        left -= share
        yield replace(line, amount=share, tax_amount=rounded(line.tax_amount * amount / total, half))


def _opposite(postings: tuple[Posting, ...]) -> tuple[Posting, ...]:
    return tuple(replace(each, amount=-each.amount, tax_amount=-each.tax_amount) for each in postings)
