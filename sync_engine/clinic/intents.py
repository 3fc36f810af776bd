"""The port through which a deed leaves its intents in the same transaction. The outbox serves it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from sqlalchemy.engine import Connection


class Intents(Protocol):
    """Hears what was written, inside the transaction that writes it."""

    def invoice_issued(self, transaction: Connection, number: int, issue_date: date) -> None:
        """A new invoice stands."""
        ...

    def invoice_changed(self, transaction: Connection, number: int) -> None:
        """An invoice was edited, saved again or deleted."""
        ...

    def money_allocated(
        self, transaction: Connection, parts: Sequence[tuple[int, int]], paid_on: date
    ) -> None:
        """New money was set against invoices: one (part, invoice number) for each part."""
        ...

    def money_released(self, transaction: Connection, parts: Sequence[int]) -> None:
        """Parts do not stand against their invoices any more."""
        ...

    def told(self) -> None:
        """The transaction is committed; whoever waits for work may look."""
        ...
