"""Allocations of account credit as Xero spells them (facts §6.6): answered to a write, embedded, removed."""

from collections.abc import Sequence

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.credits.allocation_rules import AllocationCase
from mock_xero.books.credits.credit import Allocation, Credit
from mock_xero.books.credits.types import CreditKind
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import midnight, spelled_bare, spelled_date
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages

ID_KEYS = {
    CreditKind.CREDIT_NOTE: ("CreditNote", "CreditNoteID"),
    CreditKind.OVERPAYMENT: ("Overpayment", "OverpaymentID"),
    CreditKind.PREPAYMENT: ("Prepayment", "PrepaymentID"),
}


def written_allocation(allocation: Allocation) -> Json:
    """The invoice and the credit by their ids, without lines."""
    invoice = _bare_invoice(allocation.invoice.invoice_id) | {"ValidationErrors": []}
    return {
        "AllocationID": allocation.allocation_id,
        "Amount": allocation.amount,
        "Date": spelled_date(allocation.date),
        "Invoice": invoice,
        **_credit(allocation.credit),
        "ValidationErrors": [],
    }


def embedded_allocation(allocation: Allocation) -> Json:
    """Inside the credit that was allocated."""
    bare = _bare_invoice(allocation.invoice.invoice_id)
    number = {"InvoiceNumber": allocation.invoice.number}
    return {
        "AllocationID": allocation.allocation_id,
        "Amount": allocation.amount,
        "Date": spelled_date(allocation.date),
        "Invoice": {"InvoiceID": bare["InvoiceID"], **number, **bare},
    }


def failed_allocation(case: AllocationCase, problems: Sequence[Problem]) -> Json:
    invoice = _bare_invoice(case.draft.invoice_id or UNSAVED)
    if case.draft.invoice_number:
        invoice["InvoiceNumber"] = case.draft.invoice_number
    return {
        "Amount": case.amount,
        "Date": spelled_date(case.date),
        "Invoice": invoice,
        **_credit(case.credit),
        "ValidationErrors": messages(problems),
    }


def unremoved_allocation(allocation: Allocation, problems: Sequence[Problem]) -> Json:
    return written_allocation(allocation) | {"ValidationErrors": messages(problems)}


def removed_allocation(allocation: Allocation) -> Json:
    """Without an envelope, the id with a small d, the invoice in a list: as documented (facts §6.6)."""
    return {
        "AllocationId": allocation.allocation_id,
        "Date": spelled_bare(midnight(allocation.date)),
        "Invoice": [{"InvoiceID": allocation.invoice.invoice_id}],
        "IsDeleted": True,
    }


def removed_allocation_in_list(allocation: Allocation) -> Json:
    """The other reading: an element of an ordinary answer."""
    return written_allocation(allocation) | {"IsDeleted": True}


def _bare_invoice(invoice_id: str) -> Json:
    return {
        "InvoiceID": invoice_id,
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "LineItems": [],
    }


def _credit(credit: Credit) -> Json:
    name, id_key = ID_KEYS[credit.kind]
    return {name: {id_key: credit.credit_id, "ID": credit.credit_id, "LineItems": []}}
