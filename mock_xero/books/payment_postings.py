"""Payments in double entry: what they debit and credit. Pure."""

from mock_xero.books.accounts import Accounts, SystemAccount
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.postings import control_account, of_refund, source_type_of_refund
from mock_xero.books.journal import Posting, Source, SourceType
from mock_xero.books.payments import Payment


def source_of_payment(payment: Payment) -> Source:
    document = payment.document
    if isinstance(document, Credit):
        return Source(source_type_of_refund(document), payment.payment_id)
    kind = SourceType.ACCRECPAYMENT if document.is_sale else SourceType.ACCPAYPAYMENT
    return Source(kind, payment.payment_id)


def of_payment(payment: Payment, accounts: Accounts) -> tuple[Posting, ...]:
    """Money received debits the payment's account and credits the debtors; money paid out is the opposite.

    What the rates of document and payment differ by has been gained or lost.
    """
    document = payment.document
    if isinstance(document, Credit):
        return of_refund(document, payment.account, payment.amount, payment.shares, accounts)
    sign = 1 if document.is_sale else -1
    postings = (
        Posting(payment.account.account_id, sign * payment.bank_amount),
        Posting(control_account(accounts, is_sale=document.is_sale).account_id, -sign * payment.cleared),
    )
    gain = payment.bank_amount - payment.cleared
    if not gain:
        return postings
    gains = accounts.system(SystemAccount.REALISED_GAINS).account_id
    return (*postings, Posting(gains, -sign * gain, "Realised currency gain"))
