"""The judge finds every planted difference and nothing else.

Goal: recall and precision of 1.0. Method: a clinic's clean books are drawn, Xero's are their mirror; then at
most one difference is planted on each invoice, and what the judge tells has to be exactly what was planted.
"""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice, LedgerPayment, ManualPayment, Origin
from harness.reconciliation.breaks import BreakKind
from harness.reconciliation.reconcile import reconcile
from tests.harness.reconciliation.drawing import any_payments, clean_books
from tests.harness.reconciliation.planting import (
    MONDAY,
    PLANTS,
    ZERO,
    Books,
    Shape,
    nothing,
    payment_on_another_invoice,
    write,
)


@given(clean_books(alike=False) | clean_books(alike=True))
def test_clean_books_show_open_account_credit_and_nothing_else(books: Books) -> None:
    assert books.told() == books.expected


@given(clean_books(alike=True) | clean_books(alike=False), st.data())
@settings(max_examples=300)
def test_differences_planted_on_any_invoices_are_told_and_nothing_else(
    books: Books, data: st.DataObject
) -> None:
    for number, shape in books.shapes.items():
        data.draw(st.sampled_from((nothing, *PLANTS[shape])), label=f"on {shape.value} {number}")(
            books, number
        )

    assert books.told() == books.expected


@given(clean_books(alike=False), st.data())
def test_a_payment_set_against_any_other_invoice_is_told_as_that(books: Books, data: st.DataObject) -> None:
    write(books, "50", Shape.PAID, Decimal("333.33") * 2, MONDAY)
    write(books, "51", Shape.IN_TWO_PARTS, Decimal("444.44"), MONDAY)

    payment_on_another_invoice(books, data.draw(st.sampled_from(("50", "51"))))

    assert books.told() == books.expected


@given(clean_books(alike=True), st.data())
def test_the_order_in_which_a_ledger_lists_its_postings_never_matters(
    books: Books, data: st.DataObject
) -> None:
    for number, shape in books.shapes.items():
        data.draw(st.sampled_from((nothing, *PLANTS[shape])))(books, number)
    clinic, xero = books.clinic.ledger(), books.xero.ledger()
    shuffled = Ledger(
        tuple(data.draw(st.permutations(xero.invoices))), tuple(data.draw(st.permutations(xero.payments)))
    )

    assert reconcile(clinic, shuffled) == reconcile(clinic, xero)


@given(any_payments(), any_payments(), st.integers(0, 9))
def test_whatever_the_books_breaks_add_up_to_the_money_between_them(
    clinic: list[LedgerPayment], xero: list[LedgerPayment], tens_of_credit: int
) -> None:
    credit = Decimal(tens_of_credit * 10)
    uses = (ManualPayment("1", credit, MONDAY),) if credit else ()
    invoice = LedgerInvoice("1", "invoice 1", MONDAY, Decimal(500), Decimal(500), InvoiceStatus.OPEN)
    ours = [replace(payment, origin=Origin.APP) for payment in clinic]

    found = reconcile(Ledger((invoice,), tuple(ours), uses), Ledger((invoice,), tuple(xero)))

    between = sum((payment.amount for payment in xero), ZERO) - sum(
        (payment.amount for payment in ours), ZERO
    )
    in_place = {BreakKind.WRONG_ACCOUNT, BreakKind.MISALLOCATED, BreakKind.STATUS_DIFFERS}
    told = [each for each in found.breaks if each.record.kind == "payment" and each.kind not in in_place]
    recorded = credit - sum((use.amount for use in found.manual_payments_open), ZERO)
    sent = sum((each.amount for each in found.credit_closed if each.record.kind == "payment"), ZERO)
    assert between == sum((each.amount for each in told), ZERO) + recorded - sent
