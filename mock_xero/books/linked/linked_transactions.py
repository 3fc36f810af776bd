"""Linked transactions: what one is, how far it is, and where to find it.

One knows its documents by their ids; its status is never set, it follows from theirs.
"""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from mock_xero.books.contacts import UNSAVED


class LinkedStatus(Enum):
    DRAFT = "DRAFT"  # the source is not approved
    APPROVED = "APPROVED"  # the source is; nothing charges it yet
    ON_DRAFT = "ONDRAFT"  # an invoice that is not approved charges it
    BILLED = "BILLED"
    VOIDED = "VOIDED"  # the source has been


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedDraft:
    """What somebody asks for; None means that it was not said."""

    source_id: str | None = None
    source_line_id: str | None = None
    contact_id: str | None = None
    target_id: str | None = None
    target_line_id: str | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class LinkedTransaction:
    """A line of a bill, charged to a customer and, with a target, on one of the customer's invoices."""

    source_id: str
    source_line_id: str
    source_type: str
    updated_at: dt.datetime
    linked_id: str = UNSAVED
    contact_id: str | None = None
    target_id: str | None = None
    target_line_id: str | None = None


class LinkedTransactions:
    """All linked transactions; a deleted one is gone."""

    def __init__(self) -> None:
        self._by_id: dict[str, LinkedTransaction] = {}
        self._by_source_line: dict[str, LinkedTransaction] = {}

    def all(self) -> list[LinkedTransaction]:
        """Return every one, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, linked_id: str) -> LinkedTransaction | None:
        return self._by_id.get(linked_id)

    def of_source_line(self, line_item_id: str) -> LinkedTransaction | None:
        return self._by_source_line.get(line_item_id)

    def keep(self, linked: LinkedTransaction) -> None:
        self._by_id[linked.linked_id] = linked
        self._by_source_line[linked.source_line_id] = linked

    def remove(self, linked: LinkedTransaction) -> None:
        del self._by_id[linked.linked_id]
        del self._by_source_line[linked.source_line_id]
