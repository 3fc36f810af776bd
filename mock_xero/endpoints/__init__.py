"""The accounting API over HTTP, one file for each resource: parse, ask the books, render. No rules here."""

from starlette.routing import Route

from mock_xero.endpoints import (
    accounts,
    branding,
    contact_groups,
    contacts,
    currencies,
    elsewhere,
    invoices,
    items,
    organisations,
    payments,
    tax_rates,
    tracking,
    users,
)

__all__ = ["accounting_routes"]


def accounting_routes() -> list[Route]:
    """Return all routes under /api.xro/2.0, the busiest first; the last one catches the rest."""
    rooms = (
        *(payments, invoices, contacts, accounts, tax_rates, organisations),
        *(items, tracking, currencies, contact_groups, branding, users),
        elsewhere,
    )
    return [route for room in rooms for route in room.ROUTES]
