"""The fields that exports are read for, and the headers under which practice apps are known to write them.

A header is compared by its bare words: case, punctuation, currencies and "inc GST" make no difference.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `headers` are guesses, the likeliest first. `needed`: no row can be read without it."""

    name: str
    headers: tuple[str, ...]
    needed: bool = False


def _field(name: str, headers: str, *, needed: bool = False) -> Field:
    return Field(name, tuple(each.strip() for each in headers.split(",")), needed)


_PEOPLE: Final = (
    _field(
        "patient id",
        "patient id, client id, customer id, contact id, patient number, client number, patient code,"
        "client code, file number, chart number, mrn, account number, patient ref, urn",
    ),
    _field(
        "patient",
        "patient name, client name, customer name, patient full name, full name, patient, client, customer,"
        "contact name, contact, account name, name, patient last name first name, kunde, paciente",
    ),
    _field(
        "first name", "patient first name, client first name, first name, given name, given names, vorname"
    ),
    _field("last name", "patient last name, client last name, last name, surname, family name, nachname"),
)
_WHEN: Final = (
    _field("created", "created at, created, date created, created date, created on, entered at, entered on"),
    _field(
        "deleted",
        "deleted at, deleted, deleted on, date deleted, archived at, voided at, voided on, void date,"
        "cancelled at, cancelled on, canceled at",
    ),
    _field("status", "status, invoice status, payment status, state, void, voided, is deleted, cancelled"),
)
INVOICE_FIELDS: Final = (
    *_PEOPLE,
    _field(
        "number",
        "invoice number, inv number, invoice id, invoice ref, invoice reference, document number, invoice,"
        "inv, number, bill number, reference, ref, id, rechnungsnummer, numero de factura, numero",
        needed=True,
    ),
    _field(
        "date",
        "issue date, invoice date, date issued, issued on, issued at, issued, date of issue, date of invoice,"
        "date, bill date, document date, transaction date, service date, datum, fecha, rechnungsdatum",
        needed=True,
    ),
    *_WHEN,
    _field(
        "total",
        "total amount, invoice total, total, total incl, gross, gross amount, gross total, amount gross,"
        "grand total, invoice amount, total charged, amount, total price, charges, fee, betrag, gesamtbetrag,"
        "importe, value, total fee",
        needed=True,
    ),
    _field(
        "net", "net amount, net, subtotal, sub total, net total, amount net, total net, netto, before tax"
    ),
    _field("tax", "tax amount, tax, gst, gst amount, vat, vat amount, total tax, sales tax, mwst"),
    _field("paid", "amount paid, paid, total paid, paid amount, payments, amount received"),
    _field(
        "outstanding",
        "outstanding, amount outstanding, balance, amount due, balance due, outstanding amount, owing,"
        "amount owing, unpaid, remaining, outstanding balance, due",
    ),
    _field("invoice to", "invoice to, bill to, billed to, addressed to, payer, third party, payor, debtor"),
    _field(
        "item",
        "item, description, item name, item description, service, line description, product, treatment,"
        "line item, line, item code",
    ),
    _field("item total", "item total, line total, line amount, item amount, extended amount"),
)
PAYMENT_FIELDS: Final = (
    *_PEOPLE,
    _field(
        "number",
        "payment id, payment number, payment ref, payment reference, receipt number, receipt, receipt id,"
        "transaction id, transaction number, payment, id, number, reference, ref",
    ),
    _field(
        "date",
        "payment date, date paid, paid on, paid at, date received, received on, receipt date,"
        "date of payment, date, transaction date, processed on, datum, fecha, zahlungsdatum",
        needed=True,
    ),
    *_WHEN,
    _field(
        "allocated",
        "allocated amount, amount allocated, allocated, applied amount, amount applied, allocation amount,"
        "applied, invoice allocation, allocated to invoice, amount for invoice",
    ),
    _field(
        "credit used",
        "account credit, credit used, account credit used, credit applied, from credit, from account credit,"
        "credit amount used, paid from credit, used credit",
    ),
    _field(
        "unallocated",
        "unallocated, unallocated amount, amount unallocated, credit added, to credit, to account credit,"
        "credit created, overpayment",
    ),
    _field(
        "amount",
        "payment amount, amount paid, total paid, amount received, amount, total amount, total, paid,"
        "received, payment total, gross, value, betrag, importe",
    ),
    _field(
        "source",
        "payment type, payment method, method, payment source, payment sources, sources, source, tender,"
        "tender type, method of payment, mode, payment mode, paid by, type, zahlungsart, forma de pago",
    ),
    _field("kind", "transaction type, kind, entry type, record type, type, category"),
    _field(
        "invoice",
        "invoice number, invoice numbers, inv number, invoice id, invoice ref, invoice reference, invoice,"
        "invoices, inv, allocated to, applied to, allocations, allocation, allocated invoices,"
        "paid invoices, for invoice, invoice allocations, invoices paid, rechnungsnummer",
    ),
)
EVENT_FIELDS: Final = (
    _field("date", "when, at, date, time, instant, timestamp, date time", needed=True),
    _field("what", "what, event, happening, action, type, description", needed=True),
    _field("since", "from, since, from date, start date"),
)
SOURCES: Final = frozenset(
    [
        "eftpos",
        "cash",
        "hicaps",
        "credit card",
        "debit card",
        "card",
        "visa",
        "mastercard",
        "amex",
        "cheque",
        "check",
        "direct deposit",
        "direct debit",
        "bank transfer",
        "eft",
        "medicare",
        "dva",
        "paypal",
        "stripe",
        "square",
        "tyro",
        "voucher",
        "gift voucher",
        "insurance",
        "online payment",
        "health fund",
        "bpay",
        "workcover",
        "ndis",
        "acc",
        "other",
    ]
)
_AFTER_TAX: Final = re.compile(r"\b(?:incl?|including|inclusive)( of)? (?:gst|vat|tax|mwst)\b")
_BEFORE_TAX: Final = re.compile(r"\b(?:excl?|excluding|exclusive)( of)? (?:gst|vat|tax|mwst)\b")
_IDLE: Final = frozenset(["the", "a", "aud", "nzd", "usd", "gbp", "eur", "cad", "zar", "sgd"])
_NUMBER: Final = frozenset(["no", "nr", "num", "nbr"])


def bare(header: str) -> str:
    """Spell a header by its bare words."""
    words = re.sub(r"[^\w]+|_", " ", header.casefold().replace("#", " number ")).split()
    text = " ".join("number" if word in _NUMBER else word for word in words if word not in _IDLE)
    text = _BEFORE_TAX.sub("net", _AFTER_TAX.sub("", text))
    return " ".join(text.split())


def guessed(headers: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    """Guess which column holds which field; a column holds one field at most."""
    columns: dict[str, int] = {}
    places: Mapping[str, int] = {bare(header): place for place, header in reversed(list(enumerate(headers)))}
    for field in fields:
        for header in field.headers:
            if header in places and places[header] not in columns.values():
                columns[field.name] = places[header]
                break
    return columns
