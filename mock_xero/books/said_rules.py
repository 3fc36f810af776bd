"""What a person lets Xero say without a cause in the books: a refusal of certain deeds, in any words."""

from collections.abc import Iterator

from mock_xero.books.books import Books
from mock_xero.books.problems import Problem
from mock_xero.books.settings import Deeds


def said_of(books: Books, deeds: Deeds) -> Iterator[Problem]:
    """Yield what Xero says of such deeds, whatever they are like."""
    if words := books.settings.refused.get(deeds):
        yield Problem(words)
