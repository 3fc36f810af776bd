"""Manual journals: what one is, what may become of it, and where to find it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Final

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.lines import Line
from mock_xero.books.problems import Problem
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import LineAmountTypes


class ManualJournalStatus(Enum):
    DRAFT = "DRAFT"
    POSTED = "POSTED"
    DELETED = "DELETED"
    VOIDED = "VOIDED"
    ARCHIVED = "ARCHIVED"


_S = ManualJournalStatus
MAY_BE_CREATED_AS: Final = frozenset({_S.DRAFT, _S.POSTED})
MAY_BECOME: Final[Mapping[ManualJournalStatus, frozenset[ManualJournalStatus]]] = {
    _S.DRAFT: frozenset({_S.DRAFT, _S.POSTED, _S.DELETED}),
    _S.POSTED: frozenset({_S.POSTED, _S.VOIDED}),
    _S.DELETED: frozenset(),
    _S.VOIDED: frozenset(),
    _S.ARCHIVED: frozenset(),
}
ENDED: Final = frozenset({_S.DELETED, _S.VOIDED, _S.ARCHIVED})


@dataclass(slots=True, eq=False, kw_only=True)
class ManualJournal:
    """Debits (positive amounts) and credits (negative ones) that a person or an app enters."""

    date: dt.date
    updated_at: dt.datetime
    created_by: str | None
    journal_id: str = UNSAVED
    narration: str = ""
    status: ManualJournalStatus = ManualJournalStatus.DRAFT
    line_amount_types: LineAmountTypes = LineAmountTypes.NO_TAX
    lines: tuple[Line, ...] = ()
    url: str | None = None
    show_on_cash_basis: bool = True
    warnings: tuple[Problem, ...] = ()  # of the latest deed
    has_attachments: bool = False

    @property
    def is_posted(self) -> bool:
        return self.status is ManualJournalStatus.POSTED

    def take_over(self, other: "ManualJournal") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))


_FIXED: Final = frozenset({"journal_id", "created_by"})
_CHANGEABLE: Final = tuple(each.name for each in fields(ManualJournal) if each.name not in _FIXED)


class ManualJournals:
    """All manual journals, ended ones too."""

    def __init__(self) -> None:
        self._by_id: dict[str, ManualJournal] = {}
        self._recent: Recency[ManualJournal] = Recency()

    def all(self) -> list[ManualJournal]:
        """Return every manual journal, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, journal_id: str) -> ManualJournal | None:
        return self._by_id.get(journal_id)

    def by_change(self) -> Recency[ManualJournal]:
        """Return every one, the oldest change first; not a copy."""
        return self._recent

    def modified_from(self, instant: dt.datetime) -> list[ManualJournal]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def keep(self, journal: ManualJournal) -> None:
        """Enter the journal, or note that it has changed."""
        self._by_id[journal.journal_id] = journal
        self._recent.touch(journal.journal_id, journal)
