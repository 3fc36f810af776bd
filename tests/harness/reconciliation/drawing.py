"""Books as Hypothesis draws them: in agreement, or of any payments at all."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, Origin
from tests.harness.reconciliation.planting import ACCOUNTS, MONDAY, Books, Shape, write


@st.composite
def clean_books(draw: st.DrawFn, *, alike: bool) -> Books:
    """Books in agreement; `alike` has many invoices of the same total and day, as clinics do."""
    books = Books()
    for place, shape in enumerate(draw(st.lists(st.sampled_from(Shape), min_size=1, max_size=14)), 1):
        total = Decimal("120.00") if alike else Decimal("100.00") + place + Decimal(place * 2) / 100
        day = MONDAY if alike else MONDAY + timedelta(days=draw(st.integers(0, 30)))
        write(books, str(place), shape, total, day)
    return books


def any_payments() -> st.SearchStrategy[list[LedgerPayment]]:
    """Payments of so few numbers, amounts, days and accounts that every stage of pairing has work."""
    return st.lists(
        st.builds(
            LedgerPayment,
            invoice=st.sampled_from(("1", "2", "3")),
            document=st.uuids().map(str),
            date=st.sampled_from((MONDAY, MONDAY + timedelta(days=1))),
            amount=st.sampled_from((Decimal("10.00"), Decimal("20.00"), Decimal("30.00"))),
            account=st.sampled_from(ACCOUNTS[:2]),
            origin=st.sampled_from(Origin),
        ),
        max_size=12,
    )


def any_invoices() -> st.SearchStrategy[list[LedgerInvoice]]:
    """Invoices of so few numbers and totals that copies, deleted ones and differences all happen."""
    return st.lists(
        st.builds(
            LedgerInvoice,
            number=st.sampled_from(("1", "2", "3")),
            document=st.uuids().map(str),
            date=st.sampled_from((MONDAY, MONDAY + timedelta(days=1))),
            total=st.sampled_from((Decimal("30.00"), Decimal("60.00"))),
            due=st.sampled_from((Decimal("0.00"), Decimal("30.00"))),
            status=st.sampled_from(InvoiceStatus),
            customer=st.sampled_from(("", "one", "another")),
        ),
        max_size=5,
    )
