"""What the history calls a change of an invoice or a credit note."""

from typing import Protocol

from mock_xero.books.statuses import ENDED, InvoiceStatus


class Approvable(Protocol):
    @property
    def status(self) -> InvoiceStatus: ...
    @property
    def is_posted(self) -> bool: ...


def word_for(before: Approvable, after: Approvable) -> str:
    if after.status in ENDED:
        return after.status.value.title()
    return "Approved" if after.is_posted and not before.is_posted else "Edited"
