"""What can be done to manual journals. A deed is done and posted, or `Refused` and has changed nothing."""

from mock_xero.books.books import Books
from mock_xero.books.general_ledger import problems
from mock_xero.books.general_ledger.manual_journal_drawing import (
    ManualJournalCase,
    ManualJournalDraft,
    draw_up,
)
from mock_xero.books.general_ledger.manual_journal_rules import (
    FOR_CHANGES,
    FOR_ENDINGS,
    ManualJournalRule,
    judge,
)
from mock_xero.books.general_ledger.manual_journals import ENDED, ManualJournal
from mock_xero.books.journal import Source, SourceType
from mock_xero.books.line_drawing import mark_as_used
from mock_xero.books.postings import of_lines
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp


def create_manual_journal(books: Books, draft: ManualJournalDraft, stamp: Stamp) -> ManualJournal:
    """PUT: always a new one (facts §4.3)."""
    return _recorded(_judged(draw_up(books, draft, None, stamp), FOR_CHANGES))


def update_or_create_manual_journal(books: Books, draft: ManualJournalDraft, stamp: Stamp) -> ManualJournal:
    """POST: the one with this id is changed, without an id one is created."""
    if draft.journal_id is None:
        return create_manual_journal(books, draft, stamp)
    current = books.manual_journals.by_id(draft.journal_id)
    if current is None:
        raise NotFound((problems.NOT_FOUND,), draw_up(books, draft, None, stamp).candidate)
    return update_manual_journal(books, current, draft, stamp)


def update_manual_journal(
    books: Books, current: ManualJournal, draft: ManualJournalDraft, stamp: Stamp
) -> ManualJournal:
    """With a status of VOIDED or DELETED nothing else is looked at."""
    if draft.status in ENDED:
        ending = draw_up(books, ManualJournalDraft(status=draft.status), current, stamp)
        return _recorded(_judged(ending, FOR_ENDINGS))
    return _recorded(_judged(draw_up(books, draft, current, stamp), FOR_CHANGES))


def _judged(case: ManualJournalCase, rules: tuple[ManualJournalRule, ...]) -> ManualJournalCase:
    if found := judge(case, rules):
        raise Refused(found, case.candidate)
    return case


def _recorded(case: ManualJournalCase) -> ManualJournal:
    books, journal = case.books, case.current
    if journal is None:
        journal, done = case.candidate, "Created"
        journal.journal_id = books.new_id("manual journal")
    else:
        done = _done(journal, case.candidate)
        journal.take_over(case.candidate)
    mark_as_used(journal.lines)
    books.history.note(journal.journal_id, done, case.stamp)
    books.manual_journals.keep(journal)
    _post(books, journal, case.stamp)
    return journal


def _done(before: ManualJournal, after: ManualJournal) -> str:
    if after.status in ENDED:
        return after.status.value.title()
    return "Posted" if after.is_posted and not before.is_posted else "Edited"


def _post(books: Books, journal: ManualJournal, stamp: Stamp) -> None:
    source = Source(SourceType.MANJOURNAL, journal.journal_id)
    if journal.is_posted:
        postings = of_lines(journal.lines, journal.line_amount_types, 1, books.accounts)
        books.journal.post(source, journal.date, postings, stamp.instant)
    else:
        books.journal.reverse(source, stamp.instant)
