"""The door for pages and reports: what is left to record by hand, what has been recorded, and *look now*."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sync_engine.by_hand.entries import Entry, entries
from sync_engine.by_hand.look import Look
from sync_engine.clinic import ClinicReading, ManualPayment
from sync_engine.database import Database


class ByHand:
    """Account credit, as the bookkeeper needs it."""

    def __init__(self, database: Database, clinic: ClinicReading, look: Look) -> None:
        self._database = database
        self._clinic = clinic
        self._look = look

    def entries(self) -> Sequence[Entry]:
        """Return every use of account credit on an invoice that stands, by date and invoice."""
        uses = self._clinic.manual_payments()
        with self._database.transaction() as transaction:
            return entries(transaction, uses)

    def left(self) -> Sequence[ManualPayment]:
        """Return what is still to be recorded, each with the amount that is left of it."""
        return [replace(entry.payment, amount=entry.left) for entry in self.entries() if not entry.done]

    def look_now(self) -> None:
        """Look into Xero as soon as the limits allow."""
        self._look.look_now()

    @property
    def looking(self) -> bool:
        """Whether a look that was asked for is still to come."""
        return self._look.wanted

    def looked_at(self) -> datetime | None:
        """Return when Xero was last looked into; None before the first time."""
        return self._look.looked_at()
