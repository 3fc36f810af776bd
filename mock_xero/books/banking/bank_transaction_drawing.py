"""Draws up a bank transaction as it would be after the deed; rules then judge it, and the deed records it."""

from dataclasses import dataclass, replace

from mock_xero.books.accounts import Account
from mock_xero.books.arithmetic import add_up
from mock_xero.books.banking.bank_transaction_draft import BankTransactionDraft
from mock_xero.books.banking.bank_transactions import BankTransaction, BankTransactionType
from mock_xero.books.books import Books
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.credits.postings import control_account
from mock_xero.books.document_drawing import (
    contact_case,
    contact_of_new,
    draw_lines,
    line_drawing,
    lose_unknown_tracking,
)
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import LineAmountTypes


@dataclass(frozen=True, slots=True)
class BankTransactionCase:
    """A transaction as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    draft: BankTransactionDraft
    stamp: Stamp
    current: BankTransaction | None
    candidate: BankTransaction
    contact: ContactCase | None
    lines: tuple[DrawnLine, ...]


def draw_up(
    books: Books, draft: BankTransactionDraft, current: BankTransaction | None, stamp: Stamp
) -> BankTransactionCase:
    contact = contact_case(books, draft.contact, stamp)
    candidate = _candidate(books, draft, current, contact, stamp)
    _take_what_is_said(candidate, draft)
    purchase = not candidate.type.receives
    drawing = line_drawing(books, candidate.line_amount_types, stamp, purchase=purchase)
    kind_before = None if current is None else current.line_amount_types
    lines = draw_lines(drawing, draft.lines, candidate.lines, kind_before)
    if candidate.type.is_overpayment:
        control = control_account(books.accounts, is_sale=candidate.type.receives)
        lines = tuple(_on(control, each) for each in lines)
    candidate.lines = tuple(each.line for each in lines)
    add_up(candidate)
    lose_unknown_tracking(books, candidate, lines)
    return BankTransactionCase(books, draft, stamp, current, candidate, contact, lines)


def _candidate(
    books: Books,
    draft: BankTransactionDraft,
    current: BankTransaction | None,
    contact: ContactCase | None,
    stamp: Stamp,
) -> BankTransaction:
    account = books.accounts.find(draft.account_id, draft.account_code)
    if current is not None:
        candidate = replace(current, updated_at=stamp.instant, warnings=())
        candidate.account = account if draft.names_an_account else current.account
        if contact is not None:
            candidate.contact = contact.current or contact.candidate
        return candidate
    kind = draft.type or BankTransactionType.RECEIVE
    return BankTransaction(
        type=kind,
        contact=contact_of_new(contact, stamp),
        account=account,
        date=stamp.today,
        created_at=stamp.instant,
        updated_at=stamp.instant,
        created_by=stamp.author,
        line_amount_types=LineAmountTypes.NO_TAX if kind.is_overpayment else LineAmountTypes.EXCLUSIVE,
        currency=books.profile.base_currency,
    )


def _take_what_is_said(candidate: BankTransaction, draft: BankTransactionDraft) -> None:
    candidate.type = draft.type or candidate.type
    candidate.status = draft.status or candidate.status
    if draft.date is not None:
        candidate.date = draft.date
    candidate.line_amount_types = draft.line_amount_types or candidate.line_amount_types
    candidate.currency = draft.currency or candidate.currency
    candidate.url = draft.url or candidate.url
    if draft.reference is not None:
        candidate.reference = draft.reference or None
    if draft.is_reconciled is not None:
        candidate.is_reconciled = draft.is_reconciled


def _on(control: Account, drawn: DrawnLine) -> DrawnLine:
    """An overpayment's line has no account of its own: it lies on the debtors or creditors (facts §6.6)."""
    return DrawnLine(drawn.asked, replace(drawn.line, account=control))
