"""What can be done to quotes. A deed is done, or raises `Refused` and has changed nothing."""

from mock_xero.books.books import Books
from mock_xero.books.document_drawing import enter_contact
from mock_xero.books.document_rules import judge
from mock_xero.books.line_drawing import with_new_ids
from mock_xero.books.problems import DOCUMENT_NOT_FOUND
from mock_xero.books.proposals.quote_rules import RULES, QuoteCase, draw_up
from mock_xero.books.proposals.quotes import Quote, QuoteDraft, QuoteStatus
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp


def create_quote(books: Books, draft: QuoteDraft, stamp: Stamp) -> Quote:
    """PUT: always a new quote."""
    case = _judged(draw_up(books, draft, None, stamp))
    quote = case.candidate
    quote.quote_id = books.new_id("quote")
    quote.number = quote.number or books.quotes.take_number()
    _record(case, quote)
    books.history.note(quote.quote_id, "Created", stamp)
    return quote


def update_or_create_quote(books: Books, draft: QuoteDraft, stamp: Stamp) -> Quote:
    """POST: the quote with this id, or this number, is changed, else one created."""
    if draft.quote_id is None:
        current = books.quotes.by_number(draft.number) if draft.number else None
    else:
        current = books.quotes.by_id(draft.quote_id)
        if current is None:
            raise NotFound((DOCUMENT_NOT_FOUND,), draw_up(books, draft, None, stamp).candidate)
    return (
        create_quote(books, draft, stamp) if current is None else update_quote(books, current, draft, stamp)
    )


def update_quote(books: Books, quote: Quote, draft: QuoteDraft, stamp: Stamp) -> Quote:
    """Change the quote; with a status of DELETED nothing else is looked at."""
    if draft.status is QuoteStatus.DELETED:
        draft = QuoteDraft(status=draft.status)
    case = _judged(draw_up(books, draft, quote, stamp))
    done = "Edited" if case.candidate.status is quote.status else case.candidate.status.value.title()
    _record(case, quote)
    books.history.note(quote.quote_id, done, stamp)
    return quote


def _record(case: QuoteCase, quote: Quote) -> None:
    candidate, books = case.candidate, case.books
    enter_contact(case.contact, candidate)
    candidate.lines = with_new_ids(candidate.lines, books)
    books.quotes.keep(quote, candidate)


def _judged(case: QuoteCase) -> QuoteCase:
    if found := judge(case, RULES):
        raise Refused(found, case.candidate)
    return case
