"""Entries of the general journal, as Xero shows them at /Journals."""

from typing import Protocol

from mock_xero.books import Books
from mock_xero.books.journal import Entry, Posting, Source, SourceType
from mock_xero.wire.dates import spelled_date, spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.lines import tracking_json


class _Referred(Protocol):
    @property
    def reference(self) -> str | None: ...


class _Referring(Protocol):
    def by_id(self, document_id: str, /) -> _Referred | None: ...


def journal_json(entry: Entry, books: Books) -> Json:
    """What the document is called now comes from the document: the journal keeps figures only."""
    body: Json = {
        "JournalID": entry.journal_id,
        "JournalDate": spelled_date(entry.date),
        "JournalNumber": entry.number,
        "CreatedDateUTC": spelled_instant(entry.posted_at),
    }
    if reference := _reference(books, entry.source):
        body["Reference"] = reference
    return body | {
        "SourceID": entry.source.document_id,
        "SourceType": entry.source.type.value,
        "JournalLines": [_line(line_id, posting, books) for line_id, posting in entry.lines()],
    }


def _reference(books: Books, source: Source) -> str | None:
    """Refunds and allocations of money in advance have entries under its type, and no reference."""
    stores: dict[SourceType, _Referring] = {
        SourceType.ACCREC: books.invoices,
        SourceType.ACCPAY: books.invoices,
        SourceType.ACCRECCREDIT: books.credit_notes,
        SourceType.ACCPAYCREDIT: books.credit_notes,
        SourceType.ACCRECPAYMENT: books.payments,
        SourceType.ACCPAYPAYMENT: books.payments,
        SourceType.ARCREDITPAYMENT: books.payments,
        SourceType.APCREDITPAYMENT: books.payments,
        SourceType.AROVERPAYMENT: books.overpayments,
        SourceType.APOVERPAYMENT: books.overpayments,
        SourceType.ARPREPAYMENT: books.prepayments,
        SourceType.APPREPAYMENT: books.prepayments,
        SourceType.CASHREC: books.bank_transactions,
        SourceType.CASHPAID: books.bank_transactions,
        SourceType.TRANSFER: books.transfers,
    }
    store = stores.get(source.type)
    document = None if store is None else store.by_id(source.document_id)
    return None if document is None else document.reference


def _line(line_id: str, posting: Posting, books: Books) -> Json:
    """Positive is a debit. Lines without a tax rate name none, as recorded in Xero's examples."""
    body: Json = {"JournalLineID": line_id, "AccountID": posting.account_id}
    account = books.accounts.by_id(posting.account_id)
    if account is not None:
        body |= {
            "AccountCode": account.code,
            "AccountType": account.type.word,
            "AccountName": account.name,
        }
    body |= {
        "Description": posting.description,
        "NetAmount": posting.amount,
        "GrossAmount": posting.amount + posting.tax_amount,
        "TaxAmount": posting.tax_amount,
    }
    if posting.tax_type:
        rate = books.tax_rates.by_type(posting.tax_type)
        body |= {"TaxType": posting.tax_type, "TaxName": "" if rate is None else rate.name}
    tracked = (books.tracking.tracked(each) for each in posting.tracking)
    body["TrackingCategories"] = [tracking_json(each) for each in tracked if each is not None]
    return body
