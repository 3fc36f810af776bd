"""What is printed of a document: any that has a contact, lines and totals. A row a line, then the totals."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from starlette.responses import Response

from mock_xero.books.contacts import Contact
from mock_xero.books.lines import Line
from mock_xero.wire.pdf import PDF_TYPE, one_page


class Printable(Protocol):
    """Invoices, credit notes and quotes alike."""

    number: str
    contact: Contact
    date: dt.date
    currency: str
    lines: tuple[Line, ...]
    subtotal: Decimal
    total_tax: Decimal
    total: Decimal


def printed(kind: str, document: Printable, issuer: str, also: Mapping[str, object]) -> Response:
    """Return the PDF; `kind` is how it is headed, `also` what stands below its date."""
    lines = list(_lines(document, issuer, also))
    return Response(one_page(f"{kind} {document.number}", lines), media_type=PDF_TYPE)


def _lines(document: Printable, issuer: str, also: Mapping[str, object]) -> Iterator[str]:
    yield f"From: {issuer}"
    yield f"To: {document.contact.name}"
    yield f"Date: {document.date.isoformat()}"
    for name, value in also.items():
        if value:
            yield f"{name}: {value}"
    yield ""
    for line in document.lines:
        yield f"{line.description or ''}    {line.quantity} x {line.unit_amount} = {line.line_amount}"
    yield ""
    yield f"Subtotal: {document.subtotal}"
    yield f"Tax: {document.total_tax}"
    yield f"Total: {document.total} {document.currency}"
