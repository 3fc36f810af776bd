"""Settings of an organisation that people change: lock dates, reminders, the counters of numbers."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Deeds(Enum):
    """What may be refused for no cause in the books."""

    INVOICES = "invoices"
    PAYMENTS = "payments"
    PAYMENTS_TAKEN_BACK = "payments taken back"


@dataclass(slots=True)
class Settings:
    """A lock date locks every day up to it; None means unlocked (facts §5.7).

    `refused` is what Xero says instead of doing deeds, for causes without a model.
    """

    period_lock_date: date | None = None
    end_of_year_lock_date: date | None = None
    next_invoice_number: int = 1
    next_credit_note_number: int = 1
    invoice_reminders: bool = False
    refused: dict[Deeds, str] = field(default_factory=dict)

    def take_invoice_number(self) -> str:
        """Return the next number of the organisation's sequence, such as INV-0001, and count on."""
        number = f"INV-{self.next_invoice_number:04d}"
        self.next_invoice_number += 1
        return number

    def take_credit_note_number(self) -> str:
        """Return the next number of the credit notes, such as CN-0001, and count on."""
        number = f"CN-{self.next_credit_note_number:04d}"
        self.next_credit_note_number += 1
        return number
