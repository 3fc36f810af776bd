"""Allocations of account credit as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.credits.drafts import AllocationDraft
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, guid, number, text
from mock_xero.wire.reading.references import InvoiceReference


class AllocationBody(Body):
    invoice: InvoiceReference | None = None
    amount: Decimal | None = None
    date: Text = None


def allocation_draft(body: AllocationBody) -> AllocationDraft:
    invoice = body.invoice or InvoiceReference()
    return AllocationDraft(
        invoice_id=guid(invoice.invoice_id),
        invoice_number=text(invoice.invoice_number) or None,
        amount=number(body.amount),
        date=day(body.date),
    )
