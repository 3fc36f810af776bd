"""What stands at each moment while a clinic's documents are lived through, and the records written so far."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from harness.timeline.invoices import ZERO, Invoice
from harness.timeline.people import Person

Record = dict[str, Any]


@dataclass(slots=True)
class Account:
    """An invoice as it stands while the documents are lived through."""

    invoice: Invoice
    issued_at: datetime
    open: Decimal
    paid: Decimal = ZERO
    deleted: bool = False


@dataclass(slots=True)
class Standing:
    """Invoices with what is open of them, and everybody's account credit."""

    accounts: dict[int, Account] = field(default_factory=dict)
    credit: dict[str, Decimal] = field(default_factory=dict, repr=False)
    _records: list[tuple[datetime, Record]] = field(default_factory=list, repr=False)

    def write(self, at: datetime, do: str, **words: object) -> None:
        """Write a record in the words of the timeline."""
        self._records.append((at, {"at": at.isoformat(), "do": do, **words}))

    def add_credit(self, patient: Person, amount: Decimal) -> None:
        self.credit[patient.key] = self.credit.get(patient.key, ZERO) + amount

    def records(self) -> list[Record]:
        """Return every record in the order of its instant."""
        return [record for _, record in sorted(self._records, key=lambda each: each[0])]
