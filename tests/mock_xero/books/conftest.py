"""The books of one demo organisation, and short ways to ask for the documents of a clinic."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from mock_xero.behaviour import Behaviour
from mock_xero.books import Bookkeeper, Books, Invoice, InvoiceStatus, InvoiceType, Payment, Stamp
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft, PaymentDraft
from mock_xero.books.invoice_deeds import create_invoice
from mock_xero.books.payment_deeds import create_payment
from mock_xero.organisation import demo_organisations
from mock_xero.wall import SeededChoices

SALE = InvoiceDraft(
    number="1041",
    type=InvoiceType.ACCREC,
    status=InvoiceStatus.AUTHORISED,
    contact=ContactDraft(name="Ada Byron"),
    date=date(2026, 3, 2),
    due_date=date(2026, 3, 16),
    lines=(
        LineDraft(
            description="Consultation",
            quantity=Decimal(1),
            unit_amount=Decimal("120.00"),
            account_code="200",
            tax_type="EXEMPTOUTPUT",
        ),
    ),
)
PAYMENT = PaymentDraft(
    invoice_number="1041", account_code="611", date=date(2026, 3, 3), amount=Decimal("120.00")
)


@pytest.fixture
def stamp() -> Stamp:
    return Stamp(datetime(2026, 3, 1, 21, 0, tzinfo=UTC), date(2026, 3, 2), author="an-app")


@pytest.fixture
def keep_books(choices: SeededChoices) -> Callable[..., Books]:
    """Open books; the keywords are switches of `Behaviour`."""

    def opened(**switches: Any) -> Books:
        return Books(demo_organisations(1)[0], choices, Behaviour(**switches))

    return opened


@pytest.fixture
def books(keep_books: Callable[..., Books]) -> Books:
    return keep_books()


@pytest.fixture
def bookkeeper(books: Books, stamp: Stamp) -> Bookkeeper:
    return Bookkeeper(books, lambda: replace(stamp, author=None))


@pytest.fixture
def sale() -> Callable[..., InvoiceDraft]:
    """Sales invoice 1041 over 120.00 to Ada Byron, with whatever the test says differently."""

    def drafted(**said: Any) -> InvoiceDraft:
        return replace(SALE, **said)

    return drafted


@pytest.fixture
def line() -> Callable[..., LineDraft]:
    """The one line of that invoice, with whatever the test says differently."""

    def drafted(**said: Any) -> LineDraft:
        assert SALE.lines is not None
        return replace(SALE.lines[0], **said)

    return drafted


@pytest.fixture
def payment() -> Callable[..., PaymentDraft]:
    """A payment of 120.00 for invoice 1041, with whatever the test says differently."""

    def drafted(**said: Any) -> PaymentDraft:
        return replace(PAYMENT, **said)

    return drafted


@pytest.fixture
def issue(books: Books, stamp: Stamp, sale: Callable[..., InvoiceDraft]) -> Callable[..., Invoice]:
    """Enter invoice 1041 in the books."""

    def issued(**said: Any) -> Invoice:
        return create_invoice(books, sale(**said), stamp)

    return issued


@pytest.fixture
def pay(books: Books, stamp: Stamp, payment: Callable[..., PaymentDraft]) -> Callable[..., Payment]:
    """Enter a payment for it."""

    def paid(**said: Any) -> Payment:
        return create_payment(books, payment(**said), stamp)

    return paid


@pytest.fixture
def messages_of() -> Callable[[pytest.ExceptionInfo[Any]], list[str]]:
    """Xero's words in a refusal."""

    def of(refusal: pytest.ExceptionInfo[Any]) -> list[str]:
        return [problem.message for problem in refusal.value.problems]

    return of
