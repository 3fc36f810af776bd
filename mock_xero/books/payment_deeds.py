"""What can be done to payments. A deed is done and posted, or raises `Refused` and has changed nothing.

Two identical payments are two payments (facts §6.4).
"""

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue.conversion import of_payment, settlement
from mock_xero.books.drafts import PaymentChange, PaymentDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.payment_rules import PaymentCase, judge
from mock_xero.books.payments import Payment
from mock_xero.books.postings import source_of_payment
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import PaymentStatus


def create_payment(books: Books, draft: PaymentDraft, stamp: Stamp) -> Payment:
    case = _drawn_up(books, draft, stamp)
    found = judge(case)
    if case.invoice is None and problems.PAYMENT_NEEDS_INVOICE not in found:
        raise NotFound((problems.INVOICE_NOT_FOUND,), case)
    if found or case.invoice is None or case.account is None:
        raise Refused(found, case)
    settled = settlement(books, case.invoice, draft, case.amount)
    payment = Payment(
        payment_id=books.new_id("payment"),
        invoice=case.invoice,
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
    )
    _record(books, payment, stamp)
    return payment


def change_payment(books: Books, payment: Payment, change: PaymentChange, stamp: Stamp) -> Payment:
    """Delete the payment, the only change there is: its invoice is due again (facts §6.1, §6.4)."""
    if change.others or change.status is None:
        raise Refused((problems.ONLY_STATUS,), payment)
    if not payment.stands or change.status is not PaymentStatus.DELETED:
        raise Refused((problems.PAYMENT_NOT_MODIFIABLE,), payment)
    if books.behaviour.lock_refuses_payments and (found := list(closed_to(books, "payment", payment.date))):
        raise Refused(found, payment)
    books.payments.delete(payment, stamp.instant)
    payment.invoice.payments.remove(payment)
    _settle(books, payment.invoice, stamp)
    books.journal.reverse(source_of_payment(payment), stamp.instant)
    return payment


def _drawn_up(books: Books, draft: PaymentDraft, stamp: Stamp) -> PaymentCase:
    amount = rounded(draft.amount, books.behaviour.half_cent) if draft.amount is not None else ZERO
    return PaymentCase(
        books=books,
        draft=draft,
        invoice=_invoice_meant(books, draft),
        account=books.accounts.find(draft.account_id, draft.account_code),
        date=draft.date or stamp.today,
        amount=amount,
    )


def _invoice_meant(books: Books, draft: PaymentDraft) -> Invoice | None:
    if draft.invoice_id is not None:
        return books.invoices.by_id(draft.invoice_id)
    return books.invoices.by_number(draft.invoice_number) if draft.invoice_number else None


def _record(books: Books, payment: Payment, stamp: Stamp) -> None:
    books.payments.add(payment)
    payment.invoice.payments.append(payment)
    _settle(books, payment.invoice, stamp)
    postings = of_payment(books, payment)
    books.journal.post(source_of_payment(payment), payment.date, postings, stamp.instant)


def _settle(books: Books, invoice: Invoice, stamp: Stamp) -> None:
    invoice.balance()
    books.invoices.touch(invoice, stamp.instant)
