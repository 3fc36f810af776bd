"""What can be done to payments. A deed is done and posted, or raises `Refused` and has changed nothing.

Two identical payments are two payments (facts §6.4).
"""

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue.conversion import Settlement, settlement
from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.credits.allocation_deeds import settle_credit
from mock_xero.books.credits.credit import Credit, Share
from mock_xero.books.credits.problems import CREDIT_NOTE_NOT_FOUND
from mock_xero.books.credits.shares import shares_of
from mock_xero.books.drafts import PaymentChange, PaymentDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.payment_postings import of_payment, source_of_payment
from mock_xero.books.payment_rules import PaymentCase, documents_named, judge
from mock_xero.books.payments import Payable, Payment
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.said_rules import said_of
from mock_xero.books.settings import Deeds
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import PaymentStatus


def create_payment(books: Books, draft: PaymentDraft, stamp: Stamp) -> Payment:
    case = draw_up_payment(books, draft, stamp)
    found = judge(case)
    if case.document is None and len(documents_named(draft)) == 1:
        raise NotFound((_unknown(draft),), case)
    if found or case.document is None or case.account is None:
        raise Refused(found, case)
    settled = _settled(case)
    payment = Payment(
        payment_id=books.new_id("payment"),
        document=case.document,
        account=case.account,
        date=case.date,
        amount=case.amount,
        reference=draft.reference or None,
        is_reconciled=draft.is_reconciled,
        created_by=stamp.author,
        created_at=stamp.instant,
        updated_at=stamp.instant,
        bank_amount=settled.bank,
        cleared=settled.cleared,
        currency_rate=settled.rate,
        shares=_shares(case),
    )
    _record(books, payment, stamp)
    _note(books, payment, "Created", "Paid", stamp)
    return payment


def change_payment(books: Books, payment: Payment, change: PaymentChange, stamp: Stamp) -> Payment:
    """Delete the payment, the only change there is: its document is due again (facts §6.1, §6.4)."""
    if change.others or change.status is None:
        raise Refused((problems.ONLY_STATUS,), payment)
    if not payment.stands or change.status is not PaymentStatus.DELETED:
        raise Refused((problems.PAYMENT_NOT_MODIFIABLE,), payment)
    if payment.batch_payment_id is not None:
        raise Refused((problems.PAYMENT_IN_BATCH,), payment)
    if payment.is_reconciled and not books.behaviour.reconciled_payment_can_be_deleted:
        raise Refused((problems.PAYMENT_RECONCILED,), payment)
    if said := list(said_of(books, Deeds.PAYMENTS_TAKEN_BACK)):
        raise Refused(said, payment)
    closed = closed_to(books, "payment", payment.date, stamp)
    if books.behaviour.lock_refuses_payments and (found := list(closed)):
        raise Refused(found, payment)
    return take_back_payment(books, payment, stamp)


def take_back_payment(books: Books, payment: Payment, stamp: Stamp) -> Payment:
    """Delete it without asking the rules: who calls this has asked."""
    books.payments.delete(payment, stamp.instant)
    payment.document.payments.remove(payment)
    _settle(books, payment.document, stamp)
    books.journal.reverse(source_of_payment(payment), stamp.instant)
    _note(books, payment, "Deleted", "Payment Deleted", stamp)
    return payment


def draw_up_payment(books: Books, draft: PaymentDraft, stamp: Stamp) -> PaymentCase:
    """The payment as it would be, for the rules to judge."""
    return PaymentCase(
        books=books,
        draft=draft,
        document=_document_meant(books, draft),
        account=books.accounts.find(draft.account_id, draft.account_code),
        date=draft.date or stamp.today,
        amount=ZERO if draft.amount is None else rounded(draft.amount, books.behaviour.half_cent),
        stamp=stamp,
    )


def _document_meant(books: Books, draft: PaymentDraft) -> Payable | None:
    if draft.credit_note_id is not None:
        return books.credit_notes.by_id(draft.credit_note_id)
    if draft.credit_note_number:
        return books.credit_notes.of_customer_numbered(draft.credit_note_number)
    if draft.overpayment_id is not None:
        return books.overpayments.by_id(draft.overpayment_id)
    if draft.prepayment_id is not None:
        return books.prepayments.by_id(draft.prepayment_id)
    return _invoice_meant(books, draft)


def _invoice_meant(books: Books, draft: PaymentDraft) -> Invoice | None:
    if draft.invoice_id is not None:
        return books.invoices.by_id(draft.invoice_id)
    return books.invoices.by_number(draft.invoice_number) if draft.invoice_number else None


def _unknown(draft: PaymentDraft) -> problems.Problem:
    (named,) = documents_named(draft)
    known = {"Invoice": problems.INVOICE_NOT_FOUND, "CreditNote": CREDIT_NOTE_NOT_FOUND}
    return known.get(named, problems.DOCUMENT_NOT_FOUND)


def _settled(case: PaymentCase) -> Settlement:
    """A refund is in the books' own currency, as all account credit is."""
    if isinstance(case.document, Invoice):
        return settlement(case.books, case.document, case.draft, case.amount)
    return Settlement(ONE, case.amount, case.amount)


def _shares(case: PaymentCase) -> tuple[Share, ...]:
    if not isinstance(case.document, Credit):
        return ()
    return shares_of(case.document, case.amount, case.books.behaviour.half_cent)


def _record(books: Books, payment: Payment, stamp: Stamp) -> None:
    books.payments.add(payment)
    payment.document.payments.append(payment)
    _settle(books, payment.document, stamp)
    postings = of_payment(payment, books.accounts)
    books.journal.post(source_of_payment(payment), payment.date, postings, stamp.instant)


def _note(books: Books, payment: Payment, done: str, to_document: str, stamp: Stamp) -> None:
    """Both the payment and its document remember it."""
    document = payment.document
    details = f"Payment of {payment.amount} on {payment.date.isoformat()} for {document.number}".strip()
    books.history.note(payment.payment_id, done, stamp)
    books.history.note(document.document_id, to_document, stamp, details)


def _settle(books: Books, document: Payable, stamp: Stamp) -> None:
    if isinstance(document, Credit):
        settle_credit(books, document, stamp)
        return
    document.balance()
    books.invoices.touch(document, stamp.instant)
