"""The accounting API over HTTP, one file for each resource: parse, ask the books, render. No rules here."""

from starlette.routing import Route

from mock_xero.endpoints import (
    accounts,
    bank_transactions,
    bank_transfers,
    batch_payments,
    contacts,
    credit_notes,
    elsewhere,
    invoices,
    journals,
    manual_journals,
    money_in_advance,
    organisations,
    payments,
    reports,
    tax_rates,
)

__all__ = ["accounting_routes"]


def accounting_routes() -> list[Route]:
    """Return all routes under /api.xro/2.0, the busiest first; the last one catches the rest."""
    rooms = (
        payments,
        invoices,
        contacts,
        accounts,
        tax_rates,
        organisations,
        credit_notes,
        money_in_advance,
        bank_transactions,
        *(journals, manual_journals, reports, bank_transfers, batch_payments),
        elsewhere,
    )
    return [route for room in rooms for route in room.ROUTES]
