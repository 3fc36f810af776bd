"""Which invoices a request to Xero is about, by their numbers: a report tells the exchanges of an invoice.

Read from what the engine sends and resolved in Xero's books. A body that is no JSON of Xero's names nothing.
"""

import re
from typing import Final

import httpx

from harness.simulation.papers import papers_in
from mock_xero.books import Books

NOTHING_ASKED: Final = httpx.QueryParams()
_NUMBER: Final = re.compile(r'InvoiceNumber=="([^"]*)"')
_ID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


class Subjects:
    """Reads requests with Xero's books at hand."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def of(self, request: httpx.Request) -> tuple[str, ...]:
        """Return the numbers of the invoices that the request names, each once."""
        named = [*_in_url(request.url), *_in_body(request)]
        found = (number or self._number_of(document) for number, document in named)
        return tuple(dict.fromkeys(number for number in found if number))

    def _number_of(self, document: str) -> str:
        document = document.lower()
        if (invoice := self._books.invoices.by_id(document)) is not None:
            return invoice.number
        payment = self._books.payments.by_id(document)
        return "" if payment is None or payment.is_refund else payment.invoice.number


def _in_url(url: httpx.URL) -> list[tuple[str, str]]:
    asked = url.params if url.query else NOTHING_ASKED
    numbers = [*asked.get("InvoiceNumbers", "").split(","), *_NUMBER.findall(asked.get("where", ""))]
    ids = _ID.findall(f"{url.path}?{asked}")
    return [*((number, "") for number in numbers), *(("", document) for document in ids)]


def _in_body(request: httpx.Request) -> list[tuple[str, str]]:
    return [(paper.invoice, paper.invoice_id) for paper in papers_in(request.url.path, request.read())]
