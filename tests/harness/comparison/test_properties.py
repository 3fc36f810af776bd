"""What holds for any two sides, however little they have to do with each other."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.comparison.groups import Side
from harness.ledger import InvoiceStatus, Ledger, LedgerPayment, ManualPayment, Origin
from harness.reconciliation.breaks import Break
from harness.reconciliation.lots import find_lots, without
from harness.reconciliation.reconcile import reconcile
from tests.harness.comparison.comparing import compared
from tests.harness.reconciliation.drawing import any_invoices, any_payments, clean_books
from tests.harness.reconciliation.planting import MONDAY, PLANTS, Books


def any_ledger(*, credit: bool = False) -> st.SearchStrategy[Ledger]:
    uses = st.builds(
        ManualPayment,
        st.sampled_from(("1", "2", "3")),
        st.sampled_from((Decimal("10.00"), Decimal("20.00"))),
        st.just(MONDAY),
    )
    return st.builds(
        Ledger,
        any_invoices().map(tuple),
        any_payments().map(tuple),
        st.lists(uses, max_size=2).map(tuple) if credit else st.just(()),
    )


def of_the_app(ledger: Ledger) -> Ledger:
    return replace(ledger, payments=tuple(replace(each, origin=Origin.APP) for each in ledger.payments))


def less_lots(clinic: Ledger, xero: Ledger) -> tuple[Ledger, Ledger]:
    lots = find_lots(clinic.payments, xero.payments)
    ours = [payment for lot in lots for payment in lot.clinic]
    theirs = [payment for lot in lots for payment in lot.xero]
    return (
        replace(clinic, payments=without(clinic.payments, ours)),
        replace(xero, payments=without(xero.payments, theirs)),
    )


def sorted_by_text(breaks: Sequence[Break]) -> list[str]:
    return sorted(map(repr, breaks))


@given(any_ledger(credit=True), any_ledger())
@settings(deadline=None)
def test_the_disk_tells_what_the_matcher_in_memory_tells(clinic: Ledger, xero: Ledger) -> None:
    in_memory = reconcile(*less_lots(of_the_app(clinic), xero))

    found = compared(of_the_app(clinic), xero)

    assert sorted_by_text(found.breaks) == sorted_by_text(in_memory.breaks)
    assert found.matches == len(in_memory.matches)


@given(any_ledger(credit=True), any_ledger())
@settings(deadline=None)
def test_the_breaks_always_explain_the_difference_of_the_sums(clinic: Ledger, xero: Ledger) -> None:
    assert compared(of_the_app(clinic), xero).unexplained == [0, 0]


@given(any_ledger(), any_ledger(), st.data())
@settings(deadline=None)
def test_the_order_of_the_postings_never_matters(clinic: Ledger, xero: Ledger, data: st.DataObject) -> None:
    shuffled = replace(
        xero,
        invoices=tuple(data.draw(st.permutations(xero.invoices))),
        payments=tuple(data.draw(st.permutations(xero.payments))),
    )

    assert compared(clinic, shuffled) == compared(clinic, xero)


@given(any_ledger(), any_ledger())
@settings(deadline=None)
def test_changing_sides_changes_only_the_sign(clinic: Ledger, xero: Ledger) -> None:
    clinic, xero = of_the_app(clinic), of_the_app(xero)

    there, back = compared(clinic, xero), compared(xero, clinic)

    assert sum(each.difference for each in there.breaks) == -sum(each.difference for each in back.breaks)
    assert sorted(there.lots) == sorted((theirs, ours) for ours, theirs in back.lots)


@given(clean_books(alike=True))
@settings(deadline=None)
def test_books_agree_with_themselves(books: Books) -> None:
    standing = [each for each in books.xero.ledger().invoices if each.status is not InvoiceStatus.VOID]
    ledger = replace(of_the_app(books.xero.ledger()), invoices=tuple(standing))

    found = compared(ledger, ledger)

    assert found.breaks == []
    assert found.matches == len(reconcile(ledger, ledger).matches)


@given(clean_books(alike=True) | clean_books(alike=False), st.data())
@settings(deadline=None)
def test_differences_planted_on_any_invoices_are_told_and_nothing_else(
    books: Books, data: st.DataObject
) -> None:
    for number, shape in books.shapes.items():
        data.draw(st.sampled_from(PLANTS[shape]), label=f"on {shape.value} {number}")(books, number)

    assert compared(books.clinic.ledger(), books.xero.ledger()).told == books.expected


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.sampled_from(Side))
@settings(deadline=None)
def test_one_payment_that_the_other_side_holds_as_several_is_no_break(cents: list[int], side: Side) -> None:
    amounts = [Decimal(each) / 100 for each in cents]
    several = tuple(paid(f"piece {place}", amount) for place, amount in enumerate(amounts))
    one = (paid("whole", sum(amounts, Decimal("0.00"))),)

    ours, theirs = (one, several) if side is Side.CLINIC else (several, one)
    found = compared(Ledger(payments=ours), Ledger(payments=theirs))

    assert found.breaks == []
    assert found.lots == [(len(ours), len(theirs))]


def paid(document: str, amount: Decimal) -> LedgerPayment:
    return LedgerPayment("1", document, MONDAY, amount, "611")
