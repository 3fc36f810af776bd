"""One contact in Xero for each customer of the clinic, whoever has the same name."""

from datetime import date
from decimal import Decimal

from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice
from harness.reconciliation.breaks import BreakKind
from harness.reconciliation.reconcile import reconcile


def books(*customers: str) -> Ledger:
    return Ledger(
        tuple(
            LedgerInvoice(
                str(number),
                f"document {number}",
                date(2026, 3, 2),
                Decimal(10),
                Decimal(10),
                InvoiceStatus.OPEN,
                customer=customer,
            )
            for number, customer in enumerate(customers, 1)
        )
    )


def kinds(clinic: Ledger, xero: Ledger) -> list[tuple[BreakKind, str]]:
    return [(each.kind, each.record.number) for each in reconcile(clinic, xero).breaks]


def test_a_contact_for_each_customer_is_no_break() -> None:
    assert kinds(books("P-1", "P-2", "P-1"), books("a", "b", "a")) == []


def test_a_second_contact_for_a_customer_is_a_duplicate() -> None:
    assert kinds(books("P-1", "P-1"), books("a", "b")) == [(BreakKind.DUPLICATED, "2")]


def test_two_customers_on_one_contact_are_misallocated() -> None:
    assert kinds(books("P-1", "P-2"), books("a", "a")) == [(BreakKind.MISALLOCATED, "2")]


def test_where_a_side_does_not_say_who_pays_nothing_is_concluded() -> None:
    assert kinds(books("", "P-2"), books("a", "a")) == []
