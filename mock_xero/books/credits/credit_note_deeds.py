"""What can be done to credit notes. A deed is done, or raises `Refused` and has changed nothing."""

from mock_xero.books.books import Books
from mock_xero.books.credits import problems
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.credit_note_drawing import CreditNoteCase, draw_up
from mock_xero.books.credits.credit_note_rules import FOR_CHANGES, FOR_ENDINGS, CreditNoteRule
from mock_xero.books.credits.drafts import CreditNoteDraft
from mock_xero.books.credits.postings import of_credit_note, source_of_credit
from mock_xero.books.document_drawing import enter_contact
from mock_xero.books.document_rules import judge
from mock_xero.books.line_drawing import with_new_ids
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import ENDED


def create_credit_note(books: Books, draft: CreditNoteDraft, stamp: Stamp) -> Credit:
    """PUT: always a new document (facts §4.3)."""
    return _record_new(_judged(draw_up(books, draft, None, stamp), FOR_CHANGES))


def update_or_create_credit_note(books: Books, draft: CreditNoteDraft, stamp: Stamp) -> Credit:
    """POST: the credit note with this id or (a customer's) number is changed, else one created."""
    if draft.credit_note_id is not None:
        current = books.credit_notes.by_id(draft.credit_note_id)
        if current is None:
            candidate = draw_up(books, draft, None, stamp).candidate
            raise NotFound((problems.CREDIT_NOTE_NOT_FOUND,), candidate)
    else:
        current = _customers_numbered(books, draft)
    if current is None:
        return create_credit_note(books, draft, stamp)
    return update_credit_note(books, current, draft, stamp)


def update_credit_note(books: Books, current: Credit, draft: CreditNoteDraft, stamp: Stamp) -> Credit:
    """Change the document; with a status of VOIDED or DELETED nothing else is looked at (facts §5.1)."""
    rules = FOR_CHANGES
    if draft.status in ENDED:
        draft, rules = CreditNoteDraft(status=draft.status), FOR_ENDINGS
    case = _judged(draw_up(books, draft, current, stamp), rules)
    enter_contact(case.contact, case.candidate)
    case.candidate.lines = with_new_ids(case.candidate.lines, books)
    books.credit_notes.change(current, case.candidate)
    current.balance()
    _post(books, current, stamp)
    return current


def _customers_numbered(books: Books, draft: CreditNoteDraft) -> Credit | None:
    if not draft.number or (draft.type is not None and not draft.type.is_sale):
        return None
    return books.credit_notes.of_customer_numbered(draft.number)


def _judged(case: CreditNoteCase, rules: tuple[CreditNoteRule, ...]) -> CreditNoteCase:
    if found := judge(case, rules):
        raise Refused(found, case.candidate)
    return case


def _record_new(case: CreditNoteCase) -> Credit:
    books, credit = case.books, case.candidate
    enter_contact(case.contact, credit)
    credit.credit_id = books.new_id("credit note")
    credit.lines = with_new_ids(credit.lines, books)
    if not credit.number and credit.is_sale:
        credit.number = _next_number(books)
    credit.balance()
    books.credit_notes.add(credit)
    _post(books, credit, case.stamp)
    return credit


def _next_number(books: Books) -> str:
    number = books.settings.take_credit_note_number()
    while books.credit_notes.of_customer_numbered(number) is not None:
        number = books.settings.take_credit_note_number()
    return number


def _post(books: Books, credit: Credit, stamp: Stamp) -> None:
    source = source_of_credit(credit)
    if credit.is_posted:
        books.journal.post(source, credit.date, of_credit_note(credit, books.accounts), stamp.instant)
    else:
        books.journal.reverse(source, stamp.instant)
