"""Which invoices a request to Xero is about, by their numbers: a report tells the exchanges of an invoice.

Read from what the engine sends and resolved in Xero's books. A body that is no JSON of Xero's names nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

import httpx
import msgspec

from mock_xero.books import Books

NOTHING_ASKED: Final = httpx.QueryParams()
_NUMBER: Final = re.compile(r'InvoiceNumber=="([^"]*)"')
_ID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


class _Invoice(msgspec.Struct, rename="pascal"):
    invoice_number: str = ""
    invoice_id: str = msgspec.field(default="", name="InvoiceID")


class _Payment(msgspec.Struct, rename="pascal"):
    invoice: _Invoice = msgspec.field(default_factory=_Invoice)


class _Body(msgspec.Struct, rename="pascal"):
    """The parts of a request's body that name invoices; documents stand alone or in a list."""

    invoices: list[_Invoice] = []
    payments: list[_Payment] = []
    invoice: _Invoice = msgspec.field(default_factory=_Invoice)
    invoice_number: str = ""
    invoice_id: str = msgspec.field(default="", name="InvoiceID")

    def named(self) -> Iterator[tuple[str, str]]:
        """(number, id) of each; one of the two may be missing."""
        yield self.invoice_number, self.invoice_id
        for each in (*self.invoices, *(payment.invoice for payment in self.payments), self.invoice):
            yield each.invoice_number, each.invoice_id


_DECODER: Final = msgspec.json.Decoder(_Body)


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
    try:
        return list(_DECODER.decode(request.read()).named())
    except msgspec.DecodeError:
        return []
