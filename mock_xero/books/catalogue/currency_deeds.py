"""Subscribing to a currency. The deed is done, or raises `Refused` and has changed nothing."""

from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.catalogue.currencies import KNOWN
from mock_xero.books.refusal import Refused


def subscribe_to_currency(books: Books, code: str) -> str:
    if not code:
        raise Refused((problems.CURRENCY_REQUIRED,), code)
    if books.currencies.has(code):
        raise Refused((problems.currency_already_subscribed(code),), code)
    if code not in KNOWN:
        raise Refused((problems.currency_unknown(code),), code)
    books.currencies.subscribe(code)
    return code
