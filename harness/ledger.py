"""The judge's own neutral model of either side's books.

The judge shares no code with the accused: what the clinic did comes from the workload's deeds, what
Xero holds comes from the mock (later: from any Xero), and both are written down here in the same
few words. Amounts are `Decimal` in the organisation's currency; dates are calendar dates.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class InvoiceStatus(Enum):
    OPEN = "open"  # something is still due
    PAID = "paid"  # nothing is due
    VOID = "void"  # deleted in the clinic, voided or deleted in Xero: it counts for nothing


class Origin(Enum):
    APP = "app"  # came by the sync, or is the clinic's own record
    BOOKKEEPER = "bookkeeper"  # a person recorded it in Xero by hand


@dataclass(frozen=True, slots=True)
class LedgerInvoice:
    """One invoice on one side. `number` is the clinic's invoice number, `document` this side's own id."""

    number: str
    document: str
    date: date
    total: Decimal
    due: Decimal
    status: InvoiceStatus
    account_credit: Decimal = Decimal("0.00")  # the part that credit paid; always 0 on Xero's side
    customer: str = ""  # this side's own word for who pays: a patient or party, a contact; "" is not known


@dataclass(frozen=True, slots=True)
class LedgerPayment:
    """New money set against one invoice, in one account. Deleted payments are not in a ledger."""

    invoice: str
    document: str
    date: date
    amount: Decimal
    account: str
    origin: Origin = Origin.APP


@dataclass(frozen=True, slots=True)
class ManualPayment:
    """Account credit used on an invoice: a person records it in Xero by hand."""

    invoice: str
    amount: Decimal
    date: date


@dataclass(frozen=True, slots=True)
class Ledger:
    """One side's books at one instant. `credit_uses` is filled on the clinic's side only."""

    invoices: tuple[LedgerInvoice, ...] = ()
    payments: tuple[LedgerPayment, ...] = ()
    credit_uses: tuple[ManualPayment, ...] = ()


Posting = LedgerInvoice | LedgerPayment | ManualPayment
