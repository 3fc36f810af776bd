"""A snapshot holds manual journals, transfers and batches, with the journal that they wrote."""

from collections.abc import Callable
from decimal import Decimal

from mock_xero.books import Books, Invoice, Payment, Stamp
from mock_xero.books.batch_payments.batches import Remittance
from mock_xero.books.batch_payments.deeds import (
    BatchChange,
    BatchDraft,
    create_batch_payment,
    delete_batch_payment,
)
from mock_xero.books.drafts import LineDraft, PaymentDraft
from mock_xero.books.general_ledger.manual_journal_deeds import create_manual_journal
from mock_xero.books.general_ledger.manual_journal_drawing import ManualJournalDraft
from mock_xero.books.general_ledger.manual_journals import ManualJournalStatus
from mock_xero.books.transfers.deeds import TransferDraft, create_transfer


def test_a_restored_batch_can_be_deleted_again(
    books: Books,
    stamp: Stamp,
    issue: Callable[..., Invoice],
    payment: Callable[..., PaymentDraft],
) -> None:
    issue()
    batch = create_batch_payment(
        books,
        BatchDraft(payments=((payment(), Remittance()),), remittance=Remittance(), account_code="611"),
        stamp,
    )
    snapshot = books.snapshot()
    balances = books.journal.balances()
    delete_batch_payment(books, BatchChange(batch.batch_id, "DELETED"), stamp)

    books.restore(snapshot)

    restored = books.batch_payments.by_id(batch.batch_id)
    assert restored is not None
    assert restored.stands
    assert books.journal.balances() == balances
    paid: Payment = restored.payments[0][0]
    assert books.payments.by_id(paid.payment_id) is paid
    delete_batch_payment(books, BatchChange(batch.batch_id, "DELETED"), stamp)
    assert not paid.stands


def test_what_came_after_a_snapshot_is_forgotten(books: Books, stamp: Stamp) -> None:
    snapshot = books.snapshot()
    lines = (
        LineDraft(line_amount=Decimal(5), account_code="429"),
        LineDraft(line_amount=Decimal(-5), account_code="850"),
    )
    status = ManualJournalStatus.POSTED
    journal = create_manual_journal(
        books, ManualJournalDraft(narration="x", status=status, lines=lines), stamp
    )
    draft = TransferDraft(from_account_code="090", to_account_code="091", amount=Decimal(5))
    transfer = create_transfer(books, draft, stamp)

    books.restore(snapshot)

    assert books.manual_journals.by_id(journal.journal_id) is None
    assert books.transfers.by_id(transfer.transfer_id) is None
    assert books.journal.entries() == []
