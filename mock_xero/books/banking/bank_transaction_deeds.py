"""What can be done to bank transactions. A deed is done, or raises `Refused` and has changed nothing.

Money in advance enters its credit along the way, and deleting the transaction voids it (facts §6.6).
"""

from mock_xero.books.accounts import Account
from mock_xero.books.banking import bank_transaction_problems as problems
from mock_xero.books.banking.bank_transaction_draft import BankTransactionDraft
from mock_xero.books.banking.bank_transaction_drawing import BankTransactionCase, draw_up
from mock_xero.books.banking.bank_transaction_postings import of_bank_transaction, source_of_bank_transaction
from mock_xero.books.banking.bank_transaction_rules import FOR_CHANGES, FOR_DELETION, BankTransactionRule
from mock_xero.books.banking.bank_transactions import BankTransaction, BankTransactionStatus
from mock_xero.books.books import Books
from mock_xero.books.credits.allocation_deeds import credits_of, settle_credit
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.types import CreditType
from mock_xero.books.document_drawing import enter_contact
from mock_xero.books.document_rules import judge
from mock_xero.books.invoice_deeds import next_number
from mock_xero.books.line_drawing import with_new_ids
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceStatus


def create_bank_transaction(books: Books, draft: BankTransactionDraft, stamp: Stamp) -> BankTransaction:
    """PUT: always a new transaction (facts §4.3)."""
    case = _judged(draw_up(books, draft, None, stamp), FOR_CHANGES)
    transaction = _entered(case)
    transaction.transaction_id = books.new_id("bank transaction")
    if (credit_type := transaction.type.credit_type) is not None:
        transaction.credit = _new_credit(books, transaction, credit_type)
    books.bank_transactions.add(transaction)
    _post(books, transaction, stamp)
    return transaction


def update_or_create_bank_transaction(
    books: Books, draft: BankTransactionDraft, stamp: Stamp
) -> BankTransaction:
    """POST: the transaction with this id is changed; without an id one is created."""
    if draft.transaction_id is None:
        return create_bank_transaction(books, draft, stamp)
    current = books.bank_transactions.by_id(draft.transaction_id)
    if current is None:
        raise NotFound((problems.NOT_FOUND,), draw_up(books, draft, None, stamp).candidate)
    return update_bank_transaction(books, current, draft, stamp)


def update_bank_transaction(
    books: Books, current: BankTransaction, draft: BankTransactionDraft, stamp: Stamp
) -> BankTransaction:
    """Change the transaction; with a status of DELETED nothing else is looked at."""
    rules = FOR_CHANGES
    if draft.status is BankTransactionStatus.DELETED:
        draft, rules = BankTransactionDraft(status=draft.status), FOR_DELETION
    case = _judged(draw_up(books, draft, current, stamp), rules)
    books.bank_transactions.change(current, _entered(case))
    if current.credit is not None:
        _mirror(books, current, current.credit, stamp)
    _post(books, current, stamp)
    return current


def _judged(case: BankTransactionCase, rules: tuple[BankTransactionRule, ...]) -> BankTransactionCase:
    if found := judge(case, rules):
        raise Refused(found, case.candidate)
    return case


def _entered(case: BankTransactionCase) -> BankTransaction:
    """The candidate, its contact entered and its new lines named."""
    enter_contact(case.contact, case.candidate)
    case.candidate.lines = with_new_ids(case.candidate.lines, case.books)
    return case.candidate


def _new_credit(books: Books, transaction: BankTransaction, credit_type: CreditType) -> Credit:
    credit = Credit(
        type=credit_type,
        contact=transaction.contact,
        date=transaction.date,
        created_at=transaction.created_at,
        updated_at=transaction.updated_at,
        created_by=transaction.created_by,
        credit_id=books.new_id("credit"),
        status=InvoiceStatus.AUTHORISED,
    )
    if credit_type is CreditType.RECEIVE_PREPAYMENT:
        credit.number = next_number(books)  # numbered in line with sales invoices
    _copy(transaction, credit)
    credit.balance()
    credits_of(books, credit.kind).add(credit)
    return credit


def _mirror(books: Books, transaction: BankTransaction, credit: Credit, stamp: Stamp) -> None:
    """What changes in the transaction changes in its credit, which nobody has used yet."""
    changed = Credit(
        type=credit.type,
        contact=transaction.contact,
        date=transaction.date,
        created_at=credit.created_at,
        updated_at=stamp.instant,
        created_by=credit.created_by,
        number=credit.number,
        status=credit.status if transaction.stands else InvoiceStatus.VOIDED,
    )
    _copy(transaction, changed)
    credits_of(books, credit.kind).change(credit, changed)
    settle_credit(books, credit, stamp)


def _copy(transaction: BankTransaction, credit: Credit) -> None:
    for name in _SHARED:
        setattr(credit, name, getattr(transaction, name))


_SHARED = ("line_amount_types", "lines", "reference", "currency", "subtotal", "total_tax", "total")


def _post(books: Books, transaction: BankTransaction, stamp: Stamp) -> None:
    source = source_of_bank_transaction(transaction)
    if not transaction.stands:
        books.journal.reverse(source, stamp.instant)
        return
    postings = of_bank_transaction(transaction, _bank(transaction), books.accounts)
    books.journal.post(source, transaction.date, postings, stamp.instant)


def _bank(transaction: BankTransaction) -> Account:
    if transaction.account is None:
        raise Refused((problems.BANK_ACCOUNT_REQUIRED,), transaction)
    return transaction.account
