"""Entries of the general journal, as Xero shows them at /Journals."""

from mock_xero.books import Books
from mock_xero.books.journal import Entry, Posting, Source, SourceType
from mock_xero.wire.dates import spelled_date, spelled_instant
from mock_xero.wire.encoding import Json


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
    key = source.document_id
    if source.type in {SourceType.ACCREC, SourceType.ACCPAY}:
        invoice = books.invoices.by_id(key)
        return None if invoice is None else invoice.reference
    if source.type in {SourceType.ACCRECPAYMENT, SourceType.ACCPAYPAYMENT}:
        payment = books.payments.by_id(key)
        return None if payment is None else payment.reference
    if source.type is SourceType.TRANSFER:
        transfer = books.transfers.by_id(key)
        return None if transfer is None else transfer.reference
    return None


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
    body["TrackingCategories"] = []
    return body
