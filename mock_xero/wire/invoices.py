"""Invoices as Xero spells them: what a write answers, a list shows, a payment embeds (facts §5.5, §6.3)."""

from collections.abc import Sequence

from mock_xero.books.credits.types import CreditKind
from mock_xero.books.invoices import Invoice
from mock_xero.books.problems import Problem
from mock_xero.books.statuses import InvoiceStatus
from mock_xero.wire.contacts import full_contact, named_contact, thin_contact
from mock_xero.wire.credits import credit_inside_invoice
from mock_xero.wire.dates import (
    spelled_date,
    spelled_date_string,
    spelled_instant,
    spelled_instant_string,
)
from mock_xero.wire.embedded_payments import embedded_payment
from mock_xero.wire.encoding import Json
from mock_xero.wire.lines import line_json, written_line
from mock_xero.wire.outcomes import messages, with_warnings


def written_invoice(invoice: Invoice) -> Json:
    """In answers to writes and single reads: lines and the whole contact; empty Payments are left out."""
    body = with_warnings(_head(invoice), invoice.warnings)
    _add_money(body, invoice)
    _add_amounts(body, invoice)
    if invoice.status is InvoiceStatus.VOIDED:
        body["AmountDue"] = invoice.total  # recorded: the answer still shows it, a list shows 0 (facts §5.3)
    body |= {
        "HasErrors": False,
        "IsDiscounted": invoice.is_discounted,
        "Contact": full_contact(invoice.contact),
    }
    _add_terms(body, invoice)
    body["LineItems"] = [written_line(each) for each in invoice.lines]
    return _with_totals(body, invoice)


def paid_invoice(invoice: Invoice) -> Json:
    """Inside a payment's answer: the updated invoice with its lines (facts §6.3)."""
    body = _head(invoice)
    _add_money(body, invoice)
    _add_amounts(body, invoice)
    body |= {
        "HasErrors": False,
        "IsDiscounted": invoice.is_discounted,
        "Contact": named_contact(invoice.contact),
    }
    _add_terms(body, invoice)
    body["LineItems"] = [written_line(each) for each in invoice.lines]
    return _with_totals(body, invoice)


def listed_invoice(invoice: Invoice, *, with_lines: bool) -> Json:
    """In a list: a thin contact; lines only when a page was asked for (facts §0.16)."""
    body = _head(invoice)
    body |= {
        "Payments": [embedded_payment(each) for each in invoice.payments],
        "CreditNotes": _credit_of(CreditKind.CREDIT_NOTE, invoice),
        "Prepayments": _credit_of(CreditKind.PREPAYMENT, invoice),
        "Overpayments": _credit_of(CreditKind.OVERPAYMENT, invoice),
    }
    _add_amounts(body, invoice)
    body |= {
        "AmountCredited": invoice.amount_credited,
        "HasErrors": False,
        "IsDiscounted": invoice.is_discounted,
        "HasAttachments": False,
        "InvoiceAddresses": [],
        "Contact": thin_contact(invoice.contact),
    }
    _add_terms(body, invoice)
    body["LineItems"] = [line_json(each) for each in invoice.lines] if with_lines else []
    return _with_totals(body, invoice)


def summary_invoice(invoice: Invoice) -> Json:
    """With `summaryOnly=true`: a list's element without payments, lines and addresses."""
    body = listed_invoice(invoice, with_lines=False)
    for left_out in (
        "Payments",
        "CreditNotes",
        "Prepayments",
        "Overpayments",
        "LineItems",
        "InvoiceAddresses",
    ):
        del body[left_out]
    return body


def listed_with_payment(invoice: Invoice) -> Json:
    """Inside an element of a list of payments: no amounts, no lines (facts §6.3)."""
    return {
        "Type": invoice.type.value,
        "InvoiceID": invoice.invoice_id,
        "InvoiceNumber": invoice.number,
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "Contact": thin_contact(invoice.contact),
        "LineItems": [],
        "CurrencyCode": invoice.currency,
    }


def failed_invoice(candidate: Invoice, problems: Sequence[Problem]) -> Json:
    """The echo of a refused invoice: what it would have been, with its computed tax (facts §4.5)."""
    body = _head(candidate)
    body |= {
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "IsDiscounted": candidate.is_discounted,
        "InvoiceAddresses": [],
        "HasErrors": True,
        "InvoicePaymentServices": [],
        "Contact": thin_contact(candidate.contact),
    }
    _add_terms(body, candidate)
    body["LineItems"] = [written_line(each) for each in candidate.lines]
    body |= {
        "SubTotal": candidate.subtotal,
        "TotalTax": candidate.total_tax,
        "Total": candidate.total,
        "CurrencyCode": candidate.currency,
        "ValidationErrors": messages(problems),
    }
    return body


def _head(invoice: Invoice) -> Json:
    body: Json = {
        "Type": invoice.type.value,
        "InvoiceID": invoice.invoice_id,
        "InvoiceNumber": invoice.number,
    }
    if invoice.repeating_invoice_id is not None:
        body["RepeatingInvoiceID"] = invoice.repeating_invoice_id
    body["Reference"] = invoice.reference or ""
    if invoice.branding_theme_id is not None:
        body["BrandingThemeID"] = invoice.branding_theme_id
    if invoice.url:
        body["Url"] = invoice.url
    return body


def _add_amounts(body: Json, invoice: Invoice) -> None:
    body["AmountDue"] = invoice.amount_due
    body["AmountPaid"] = invoice.amount_paid
    body["SentToContact"] = invoice.sent_to_contact
    body["CurrencyRate"] = invoice.currency_rate


def _add_terms(body: Json, invoice: Invoice) -> None:
    body["DateString"] = spelled_date_string(invoice.date)
    body["Date"] = spelled_date(invoice.date)
    if invoice.due_date is not None:
        body["DueDateString"] = spelled_date_string(invoice.due_date)
        body["DueDate"] = spelled_date(invoice.due_date)
    if invoice.expected_payment is not None:
        body["ExpectedPaymentDate"] = spelled_date(invoice.expected_payment)
    if invoice.planned_payment is not None:
        body["PlannedPaymentDate"] = spelled_date(invoice.planned_payment)
    body["Status"] = invoice.status.value
    body["LineAmountTypes"] = invoice.line_amount_types.value


def _with_totals(body: Json, invoice: Invoice) -> Json:
    body["SubTotal"] = invoice.subtotal
    body["TotalTax"] = invoice.total_tax
    body["Total"] = invoice.total
    body["UpdatedDateUTC"] = spelled_instant(invoice.updated_at)
    body["UpdatedDateUTCString"] = spelled_instant_string(invoice.updated_at)
    body["CurrencyCode"] = invoice.currency
    if invoice.fully_paid_on is not None:
        body["FullyPaidOnDate"] = spelled_date(invoice.fully_paid_on)
    return body


def _add_money(body: Json, invoice: Invoice) -> None:
    """Empty Payments and CreditNotes are left out, the other two are not (facts §5.5)."""
    if invoice.payments:
        body["Payments"] = [embedded_payment(each) for each in invoice.payments]
    if credit_notes := _credit_of(CreditKind.CREDIT_NOTE, invoice):
        body["CreditNotes"] = credit_notes
    body["Prepayments"] = _credit_of(CreditKind.PREPAYMENT, invoice)
    body["Overpayments"] = _credit_of(CreditKind.OVERPAYMENT, invoice)
    if invoice.amount_credited:
        body["AmountCredited"] = invoice.amount_credited


def _credit_of(kind: CreditKind, invoice: Invoice) -> list[Json]:
    if not invoice.allocations:
        return []
    return [credit_inside_invoice(each) for each in invoice.allocations if each.credit.kind is kind]
