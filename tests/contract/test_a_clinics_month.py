"""A clinic's month through Xero's official SDK, over a real socket: every figure is right at the end.

Sixty invoices of 101.00 to 160.00 come to 7,830.00. What becomes of them stands beside each step.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from xero_python.accounting import (
    Account,
    Allocation,
    Allocations,
    BankTransaction,
    BankTransactions,
    Contact,
    CreditNote,
    CreditNotes,
    Invoice,
    Invoices,
    LineAmountTypes,
    LineItem,
    Payment,
    PaymentDelete,
    Payments,
)

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.limits import PROFILES
from mock_xero.wall import SeededChoices
from tests.contract.official_sdk import Sdk
from tests.contract.serving import served

DAY: Final = date(2026, 3, 2)
BANK, EFTPOS, SALES = "090", "611", "200"
ADA: Final = Contact(name="Ada Byron")


@pytest.fixture
def sdk(tmp_path: Path) -> Iterator[Sdk]:
    """An app that has just been connected to a demo company; it is 2 March 2026."""
    clock = SettableClock(datetime(2026, 3, 1, 21, 0, tzinfo=UTC))
    mock = MockXero(clock, SeededChoices(7), limits=PROFILES["unlimited"], auto_consent=True)
    with served(mock) as url:
        app = Sdk(url, tmp_path)
        app.connect()
        yield app
        app.close()


def test_every_figure_of_a_clinics_month_is_right(sdk: Sdk) -> None:
    invoices = issue_sixty(sdk)
    pay_partly(sdk, invoices)
    set_credit_off(sdk, invoices)
    void_one_and_take_a_payment_back(sdk, invoices)

    open_ones = read_back(sdk)

    assert [each.invoice_number for each in open_ones] == [
        number(place) for place in range(59, 0, -1) if place != 21
    ]
    # 7,830 issued, 160 voided, 881 paid (20 x 40, less one, and 121), 80 credited
    assert sum(each.amount_due for each in open_ones) == Decimal("6709.00")
    assert due_of(open_ones, 1) == 101  # its payment was taken back
    assert due_of(open_ones, 2) == 62
    assert due_of(open_ones, 22) == 72  # 50 of the overpayment
    assert due_of(open_ones, 23) == 93  # the credit note
    assert trial_balance(sdk) == {
        BANK: Decimal("80.00"),
        EFTPOS: Decimal("881.00"),
        "120": Decimal("6679.00"),  # what is due, less the 30 of the overpayment that lie there still
        SALES: Decimal("-7640.00"),  # 7,830 less what was voided and credited
    }


def number(place: int) -> str:
    return f"C-{place:03d}"


def issue_sixty(sdk: Sdk) -> Mapping[int, Invoice]:
    """Issue in two batches; the second holds one without lines, which is mended and sent alone."""
    faulty = invoice(45)
    faulty.line_items = []
    batches = [
        [invoice(place) for place in range(1, 31)],
        [faulty if place == 45 else invoice(place) for place in range(31, 61)],
    ]
    answers = [
        sdk.accounting.create_invoices(
            sdk.tenant, Invoices(invoices=batch), summarize_errors=False, idempotency_key=f"batch {place}"
        ).invoices
        for place, batch in enumerate(batches)
    ]

    refused = [each for answer in answers for each in answer if each.has_errors]
    assert [each.invoice_number for each in refused] == ["C-045"]
    assert refused[0].status_attribute_string == "ERROR"
    assert [each.message for each in refused[0].validation_errors] == [
        "One or more line items must be specified"
    ]

    mended = sdk.accounting.create_invoices(sdk.tenant, Invoices(invoices=[invoice(45)])).invoices
    issued = [each for answer in (*answers, mended) for each in answer if not each.has_errors]
    assert sum(each.total for each in issued) == Decimal("7830.00")
    return {int(each.invoice_number[2:]): each for each in issued}


def invoice(place: int) -> Invoice:
    return Invoice(
        type="ACCREC",
        status="AUTHORISED",
        invoice_number=number(place),
        contact=ADA,
        date=DAY,
        due_date=date(2026, 3, 16),
        line_items=[treatment(Decimal(100 + place))],
    )


def treatment(amount: Decimal) -> LineItem:
    return LineItem(
        description="Treatment",
        quantity=Decimal(1),
        unit_amount=amount,
        account_code=SALES,
        tax_type="EXEMPTOUTPUT",
    )


def pay_partly(sdk: Sdk, invoices: Mapping[int, Invoice]) -> None:
    """Pay 40.00 of each of the first twenty, and all of the 121.00 of the next."""
    amounts = dict.fromkeys(range(1, 21), Decimal(40)) | {21: Decimal(121)}
    payments = [
        Payment(
            invoice=Invoice(invoice_id=invoices[place].invoice_id),
            account=Account(code=EFTPOS),
            date=DAY,
            amount=amount,
            reference=number(place),
        )
        for place, amount in amounts.items()
    ]

    paid = sdk.accounting.create_payments(sdk.tenant, Payments(payments=payments)).payments

    assert [each.invoice.amount_due for each in paid[:2]] == [Decimal("61.00"), Decimal("62.00")]
    assert (paid[20].invoice.status, paid[20].invoice.amount_due) == ("PAID", 0)


def set_credit_off(sdk: Sdk, invoices: Mapping[int, Invoice]) -> None:
    """Set 50.00 of an overpayment of 80.00 off against an invoice, a credit note of 30.00 against another."""
    received = BankTransaction(
        type="RECEIVE-OVERPAYMENT",
        contact=ADA,
        bank_account=Account(code=BANK),
        date=DAY,
        line_amount_types=LineAmountTypes.NOTAX,
        line_items=[LineItem(description="Paid too much", quantity=Decimal(1), unit_amount=Decimal(80))],
    )
    credit = CreditNote(
        type="ACCRECCREDIT",
        status="AUTHORISED",
        contact=ADA,
        date=DAY,
        line_items=[treatment(Decimal(30))],
    )

    overpaid = sdk.accounting.create_bank_transactions(
        sdk.tenant, BankTransactions(bank_transactions=[received])
    ).bank_transactions[0]
    credited = sdk.accounting.create_credit_notes(
        sdk.tenant, CreditNotes(credit_notes=[credit])
    ).credit_notes[0]
    sdk.accounting.create_overpayment_allocations(
        sdk.tenant, overpaid.overpayment_id, allocated(50, invoices[22])
    )
    sdk.accounting.create_credit_note_allocation(
        sdk.tenant, credited.credit_note_id, allocated(30, invoices[23])
    )

    overpayment = sdk.accounting.get_overpayment(sdk.tenant, overpaid.overpayment_id).overpayments[0]
    credit_note = sdk.accounting.get_credit_note(sdk.tenant, credited.credit_note_id).credit_notes[0]
    assert (overpayment.remaining_credit, overpayment.status) == (30, "AUTHORISED")
    assert (credit_note.remaining_credit, credit_note.status) == (0, "PAID")


def allocated(amount: int, against: Invoice) -> Allocations:
    part = Allocation(amount=Decimal(amount), date=DAY, invoice=Invoice(invoice_id=against.invoice_id))
    return Allocations(allocations=[part])


def void_one_and_take_a_payment_back(sdk: Sdk, invoices: Mapping[int, Invoice]) -> None:
    sdk.accounting.update_invoice(
        sdk.tenant, invoices[60].invoice_id, Invoices(invoices=[Invoice(status="VOIDED")])
    )
    clause = f'Invoice.InvoiceID==guid("{invoices[1].invoice_id}")'
    (payment,) = sdk.accounting.get_payments(sdk.tenant, where=clause).payments

    deleted = sdk.accounting.delete_payment(
        sdk.tenant, payment.payment_id, PaymentDelete(status="DELETED")
    ).payments[0]

    assert (deleted.status, deleted.invoice.amount_due) == ("DELETED", Decimal("101.00"))


def read_back(sdk: Sdk) -> list[Invoice]:
    """Read what is open, page by page, the latest number first."""
    pages = [
        sdk.accounting.get_invoices(
            sdk.tenant,
            where='Type=="ACCREC" AND Status=="AUTHORISED"',
            order="InvoiceNumber DESC",
            page=page,
            page_size=25,
        )
        for page in (1, 2, 3, 4)
    ]

    assert [len(each.invoices) for each in pages] == [25, 25, 8, 0]
    assert {(each.pagination.page_count, each.pagination.item_count) for each in pages} == {(3, 58)}
    return [invoice for page in pages for invoice in page.invoices]


def due_of(invoices: Sequence[Invoice], place: int) -> Decimal:
    (found,) = [each for each in invoices if each.invoice_number == number(place)]
    due: Decimal = found.amount_due
    return due


def trial_balance(sdk: Sdk) -> dict[str, Decimal]:
    """Return debits less credits of the year to date by account code, where there are any."""
    report = sdk.accounting.get_report_trial_balance(sdk.tenant, date=date(2026, 3, 31)).reports[0]
    lines = [row.cells for section in report.rows for row in section.rows or [] if is_account(row)]
    balances = {code_of(cells[0].value): money(cells[3]) - money(cells[4]) for cells in lines}
    return {code: balance for code, balance in balances.items() if balance}


def is_account(row: Any) -> bool:
    """Whether a row is one of an account, and not the sum below them."""
    return "Row" in str(row.row_type) and row.cells[0].value.endswith(")")


def code_of(name: str) -> str:
    """Return 200 for `Sales (200)`."""
    return name.rpartition("(")[2].removesuffix(")")


def money(cell: Any) -> Decimal:
    return Decimal(cell.value or 0)
