"""Draws up a manual journal as it would be after the deed; rules then judge it, and the deed records it."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.books import Books
from mock_xero.books.document_drawing import lose_unknown_tracking
from mock_xero.books.drafts import LineDraft
from mock_xero.books.general_ledger.manual_journals import ManualJournal, ManualJournalStatus
from mock_xero.books.line_drawing import DrawnLine, LineDrawing
from mock_xero.books.line_rules import lost_account
from mock_xero.books.problems import account_code_removed
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import LineAmountTypes


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualJournalDraft:
    """What somebody asks for. None means that it was not said; so do lines without a single one."""

    journal_id: str | None = None
    narration: str | None = None
    status: ManualJournalStatus | None = None
    date: dt.date | None = None
    line_amount_types: LineAmountTypes | None = None
    lines: tuple[LineDraft, ...] | None = None
    url: str | None = None
    show_on_cash_basis: bool | None = None


@dataclass(frozen=True, slots=True)
class ManualJournalCase:
    """A manual journal as it would be, beside what it is now (`current`, None for a new one)."""

    books: Books
    draft: ManualJournalDraft
    stamp: Stamp
    current: ManualJournal | None
    candidate: ManualJournal
    lines: tuple[DrawnLine, ...]

    @property
    def changes_the_accounting(self) -> bool:
        before, after = self.current, self.candidate
        if before is None:
            return True
        names = ("date", "line_amount_types", "lines", "show_on_cash_basis")
        return any(getattr(before, name) != getattr(after, name) for name in names)


def draw_up(
    books: Books, draft: ManualJournalDraft, current: ManualJournal | None, stamp: Stamp
) -> ManualJournalCase:
    if current is None:
        candidate = ManualJournal(date=stamp.today, updated_at=stamp.instant, created_by=stamp.author)
    else:
        candidate = replace(current, updated_at=stamp.instant, warnings=())
    _take_what_is_said(candidate, draft)
    lines = tuple(_draw_lines(books, draft, candidate, current, stamp))
    _take_lines(candidate, lines)
    lose_unknown_tracking(books, candidate, lines)
    return ManualJournalCase(books, draft, stamp, current, candidate, lines)


def balance(journal: ManualJournal) -> tuple[Decimal, Decimal]:
    """Return debits and credits with their tax, the credits negative, as Xero's message spells them."""
    on_top = journal.line_amount_types is LineAmountTypes.EXCLUSIVE
    amounts = [line.line_amount + (line.tax_amount if on_top else 0) for line in journal.lines]
    debits = sum((each for each in amounts if each > 0), Decimal(0))
    return debits, sum(amounts, Decimal(0)) - debits


def _take_what_is_said(candidate: ManualJournal, draft: ManualJournalDraft) -> None:
    candidate.narration = candidate.narration if draft.narration is None else draft.narration
    candidate.status = draft.status or candidate.status
    candidate.date = draft.date or candidate.date
    candidate.line_amount_types = draft.line_amount_types or candidate.line_amount_types
    candidate.url = draft.url or candidate.url
    if draft.show_on_cash_basis is not None:
        candidate.show_on_cash_basis = draft.show_on_cash_basis


def _draw_lines(
    books: Books,
    draft: ManualJournalDraft,
    candidate: ManualJournal,
    current: ManualJournal | None,
    stamp: Stamp,
) -> list[DrawnLine]:
    arithmetic = Arithmetic(books.behaviour.half_cent, stamp.unit_decimals)
    drawing = LineDrawing(books, arithmetic, candidate.line_amount_types)
    if draft.lines:
        return list(drawing.draw(draft.lines, ()))
    if current is not None and current.line_amount_types is not candidate.line_amount_types:
        return list(drawing.redraw(candidate.lines))
    return list(drawing.keep(candidate.lines))


def _take_lines(candidate: ManualJournal, drawn: tuple[DrawnLine, ...]) -> None:
    """A draft's line that names an unusable account is kept without it, with a warning (facts §5.2)."""
    candidate.lines = tuple(each.line for each in drawn)
    if candidate.status is ManualJournalStatus.DRAFT:
        lost = {place: code for place, each in enumerate(drawn) if (code := lost_account(each)) is not None}
        candidate.warnings = tuple(account_code_removed(code) for code in lost.values())
        candidate.lines = tuple(
            replace(line, account=None) if place in lost else line
            for place, line in enumerate(candidate.lines)
        )
