"""What a deed is told, checked and counted: pure. Amounts are `Decimal` in the clinic's currency."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sync_engine.refusals import ClinicRefused

CENT: Final = Decimal("0.01")
ZERO: Final = Decimal("0.00")
LONGEST_PARTY: Final = 255


@dataclass(frozen=True, slots=True)
class PatientRef:
    """A patient, by the clinic's id (1 to 50 characters) and name. The name is health information."""

    id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """One line of an invoice. `unit_price` before tax; `discount` is an amount off the whole line."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal = ZERO
    taxable: bool = False
    billable_item: str | None = None

    @property
    def net(self) -> Decimal:
        """The line before tax, rounded to the cent, halves away from zero (facts §5.4)."""
        return (self.quantity * self.unit_price - self.discount).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class BilledItem:
    """A line with the tax that the clinic charged for it."""

    item: ItemDraft
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """An invoice's sums."""

    net: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Part:
    """New money of one payment, from one source, set against one invoice: what Xero gets as one payment."""

    source: str
    invoice: int
    amount: Decimal


def totals_of(items: Sequence[ItemDraft], tax_rate: Decimal) -> Totals:
    """Return the sums of the lines, tax rounded line by line. Raises ClinicRefused."""
    if not items:
        raise ClinicRefused("An invoice needs at least one item.")
    if any(not item.description.strip() or len(item.description) > 4000 for item in items):
        raise ClinicRefused("Every item of an invoice needs a description of at most 4,000 characters.")
    if any(_places(number) > 4 for item in items for number in (item.quantity, item.unit_price)):
        raise ClinicRefused("Quantities and prices have at most four decimal places.")
    net = sum((item.net for item in items), ZERO)
    tax = sum((tax_of(item, tax_rate) for item in items), ZERO)
    if net + tax < 0:
        raise ClinicRefused("An invoice cannot have a negative total.")
    return Totals(net, tax)


def fingerprint_of(issue_date: date, items: Iterable[ItemDraft]) -> str:
    """Return what tells one content of an invoice from another; the same content gives the same text."""
    digest = hashlib.blake2b(issue_date.isoformat().encode(), digest_size=16)
    for item in items:
        digest.update(
            f"\n{item.description!r} {item.quantity} {item.unit_price} {item.discount} "
            f"{item.taxable} {item.billable_item!r}".encode()
        )
    return digest.hexdigest()


def shared_out(sources: Mapping[str, Decimal], allocations: Mapping[int, Decimal]) -> list[Part]:
    """Share the sources out over the invoices, both in the order given; what is left over belongs to nobody.

    The sources must cover the allocations.
    """
    parts: list[Part] = []
    purse = iter(sources.items())
    source, left = next(purse, ("", ZERO))
    for invoice, wanted in allocations.items():
        missing = wanted
        while missing > 0:
            while not left:
                source, left = next(purse)
            taken = min(left, missing)
            parts.append(Part(source, invoice, taken))
            left, missing = left - taken, missing - taken
    return parts


def checked_amounts(*groups: Mapping[str, Decimal] | Mapping[int, Decimal]) -> None:
    """Raise ClinicRefused unless every amount is positive and in whole cents."""
    for group in groups:
        for amount in group.values():
            if amount <= 0 or amount != amount.quantize(CENT):
                raise ClinicRefused(f"An amount must be positive and in whole cents; {amount} is not.")


def checked_patient(patient: PatientRef) -> PatientRef:
    """Raise ClinicRefused unless the patient has an id of 1 to 50 characters and a name (facts §7.1)."""
    if not patient.id.strip() or len(patient.id) > 50:
        raise ClinicRefused("A patient's id has 1 to 50 characters.")
    if not patient.name.strip():
        raise ClinicRefused("A patient needs a name.")
    return patient


def checked_party(name: str | None) -> str | None:
    """Return whom an invoice is addressed to, None for the patient. Raises ClinicRefused."""
    if name is None:
        return None
    if not name.strip() or len(name) > LONGEST_PARTY:
        raise ClinicRefused(f"Whom an invoice is addressed to has 1 to {LONGEST_PARTY} characters.")
    return " ".join(name.split())


def contact_key(patient: PatientRef, invoice_to: str | None) -> str:
    """Return what an invoice's contact in Xero is known by: the patient's id, or a party's name, digested."""
    if invoice_to is None:
        return patient.id
    return f"to-{hashlib.blake2b(name_key(invoice_to).encode(), digest_size=12).hexdigest()}"


def name_key(name: str) -> str:
    """Return what two names share that Xero takes for the same: case and spaces do not count (facts §4.8)."""
    return " ".join(name.casefold().split())


def tax_of(item: ItemDraft, tax_rate: Decimal) -> Decimal:
    """Return a line's tax, rounded to the cent, halves away from zero."""
    return (item.net * tax_rate).quantize(CENT, ROUND_HALF_UP) if item.taxable else ZERO


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 99
