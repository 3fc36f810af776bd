"""The documents in a request and in its answer, as the wire spells them: ids, numbers, amounts; never a name.

The network's own reading of Xero's published API, in JSON. What cannot be read holds no documents.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import msgspec

WRITES: Final = frozenset({"PUT", "POST"})
TOKENS: Final = "/connect/token"
CONSENT, REFRESH = GRANTS = ("authorization_code", "refresh_token")
NO_ID: Final = "00000000-0000-0000-0000-000000000000"  # what Xero gives a document that it does not take


@dataclass(frozen=True, slots=True)
class Paper:
    """One invoice or payment on the wire; of a payment, `invoice` and `invoice_id` name the invoice it is on.

    What the wire does not say is empty; `refused` where Xero's answer says that it does not take it.
    """

    kind: str
    document: str
    invoice: str
    invoice_id: str
    amount: Decimal | None = None
    refused: bool = False


class _Element(msgspec.Struct):
    """What invoices and payments have in common on the wire."""

    outcome: str = msgspec.field(default="", name="StatusAttributeString")
    has_errors: bool = msgspec.field(default=False, name="HasErrors")

    @property
    def refused(self) -> bool:
        return self.has_errors or self.outcome == "ERROR"


class _Invoice(_Element):
    document: str = msgspec.field(default="", name="InvoiceID")
    number: str = msgspec.field(default="", name="InvoiceNumber")
    total: Decimal | None = msgspec.field(default=None, name="Total")

    def paper(self) -> Paper:
        document = "" if self.document == NO_ID else self.document
        return Paper("invoice", document, self.number, document, self.total, self.refused)


class _Payment(_Element):
    document: str = msgspec.field(default="", name="PaymentID")
    invoice: _Invoice = msgspec.field(default_factory=_Invoice, name="Invoice")
    amount: Decimal | None = msgspec.field(default=None, name="Amount")

    def paper(self) -> Paper:
        document = "" if self.document == NO_ID else self.document
        on = self.invoice
        return Paper("payment", document, on.number, on.document, self.amount, self.refused)


class _Body(msgspec.Struct):
    """A list of either kind, or one document without a list around it."""

    invoices: list[_Invoice] | None = msgspec.field(default=None, name="Invoices")
    payments: list[_Payment] | None = msgspec.field(default=None, name="Payments")


_BODY: Final = msgspec.json.Decoder(_Body, strict=False)
_ALONE: Final[Mapping[str, msgspec.json.Decoder[_Invoice] | msgspec.json.Decoder[_Payment]]] = {
    "Invoices": msgspec.json.Decoder(_Invoice, strict=False),
    "Payments": msgspec.json.Decoder(_Payment, strict=False),
}


def papers_in(path: str, body: bytes) -> tuple[Paper, ...]:
    """Return the documents that the body of a write to this path, or of its answer, holds."""
    _, resource, named = (*path.removeprefix("/api.xro/2.0").split("/", 2), "", "")[:3]
    if resource not in _ALONE:
        return ()
    try:
        listed = tuple(_listed(_BODY.decode(body)))
        alone = () if listed else (_ALONE[resource].decode(body).paper(),)
    except msgspec.DecodeError:
        return ()
    return tuple(_named(each, named) for each in listed or alone)


def grant_in(path: str, body: bytes) -> str | None:
    """Return what a request for tokens shows: `authorization_code`, `refresh_token`; never what it holds."""
    if path != TOKENS:
        return None
    return next((grant for grant in GRANTS if f"grant_type={grant}".encode() in body), None)


def _listed(body: _Body) -> Iterator[Paper]:
    for each in (*(body.invoices or ()), *(body.payments or ())):
        yield each.paper()


def _named(paper: Paper, document: str) -> Paper:
    """A write to one document names it in its path."""
    if not document or paper.document:
        return paper
    invoice_id = document if paper.kind == "invoice" else paper.invoice_id
    return Paper(paper.kind, document, paper.invoice, invoice_id, paper.amount, paper.refused)
