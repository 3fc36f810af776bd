"""Each record of the clinic beside its document in Xero and the request that made it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from harness.checkers.evidence import Evidence
from harness.ledger import InvoiceStatus, Ledger
from harness.reconciliation.findings import Match
from harness.simulation.history import Call
from harness.witness.exchanges import Exchanges


@dataclass(frozen=True, slots=True)
class Document:
    """A document that stands in Xero; `made_by` is None where a person entered it there."""

    xero_id: str
    made_by: Call | None


@dataclass(frozen=True, slots=True)
class Attested:
    """An invoice, or a payment on one, that stands in the clinic; it should have exactly one document."""

    kind: str
    invoice: str
    amount: Decimal
    date: date
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Other:
    """A document that stands in Xero and is no record's."""

    kind: str
    invoice: str
    amount: Decimal
    date: date
    document: Document


def attested(evidence: Evidence, exchanges: Exchanges) -> Iterator[Attested]:
    """Yield invoices by number and then payments, as the clinic recorded them."""

    def documents(ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(Document(each, exchanges.maker(each)) for each in ids)

    standing = _standing(evidence.xero)
    for invoice in evidence.clinic.invoices:
        if invoice.status is not InvoiceStatus.VOID:
            found = documents(standing.get(invoice.number, ()))
            yield Attested("invoice", invoice.number, invoice.total, invoice.date, found)
    paired = defaultdict(list)
    for match in _of_records(evidence):
        paired[match.clinic].append(match.xero)
    for payment in evidence.clinic.payments:
        found = documents(paired.get(payment.document, ()))
        yield Attested("payment", payment.invoice, payment.amount, payment.date, found)


def others(evidence: Evidence, exchanges: Exchanges) -> Iterator[Other]:
    """Yield what stands in Xero and belongs to no record: copies, strays, what a person entered by hand."""
    ours = {each.number for each in evidence.clinic.invoices if each.status is not InvoiceStatus.VOID}
    for invoice in evidence.xero.invoices:
        if invoice.status is not InvoiceStatus.VOID and invoice.number not in ours:
            found = Document(invoice.document, exchanges.maker(invoice.document))
            yield Other("invoice", invoice.number, invoice.total, invoice.date, found)
    paired = {match.xero for match in _of_records(evidence)}
    for payment in evidence.xero.payments:
        if payment.document not in paired:
            found = Document(payment.document, exchanges.maker(payment.document))
            yield Other("payment", payment.invoice, payment.amount, payment.date, found)


def _of_records(evidence: Evidence) -> Iterator[Match]:
    """The payments that agree; what a person recorded for account credit is no record's document."""
    records = {each.document for each in evidence.clinic.payments}
    return (match for match in evidence.reconciliation.matches if match.clinic in records)


def _standing(xero: Ledger) -> dict[str, list[str]]:
    """The documents that stand in Xero under each invoice number."""
    standing: dict[str, list[str]] = defaultdict(list)
    for invoice in xero.invoices:
        if invoice.status is not InvoiceStatus.VOID:
            standing[invoice.number].append(invoice.document)
    return standing
