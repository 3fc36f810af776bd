"""Which invoices are looked at: those of a period, with all their payments, of whatever day. Pure."""

from dataclasses import dataclass
from datetime import date

from harness.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; an end that is not given is open."""

    since: date | None = None
    until: date | None = None

    def wants(self, *sides: Ledger) -> bool:
        """Whether either side dates the invoice inside; of a payment without one, its own day counts."""
        days = [invoice.date for side in sides for invoice in side.invoices]
        if not days:
            days = [payment.date for side in sides for payment in side.payments]
            days += [use.date for side in sides for use in side.credit_uses]
        return any(self.holds(day) for day in days)

    def holds(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


ALWAYS = Period()
