"""A practice at work: `trade` as a list of deeds with their instants.

Exactly days x invoices, spread over each day's opening hours; shares are exact where they come out whole;
what no share claims stays open. Nothing here decides by itself: every draw comes from the choices given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Final

from harness.scenario.schema import Trade
from harness.simulation.choices import Choices
from harness.workload.book import total_of
from harness.workload.deeds import (
    Deed,
    DeleteInvoice,
    EditInvoice,
    IssueInvoice,
    Item,
    Patient,
    TakePayment,
)

OPENING: Final = timedelta(hours=8)
PRICES: Final = tuple(
    Decimal(price) for price in ("68.00", "85.00", "92.50", "110.00", "120.00", "145.75", "180.00")
)
SERVICES: Final = ("Initial consultation", "Standard consultation", "Follow-up", "Home visit", "Telehealth")
PRODUCTS: Final = (("Resistance band", Decimal("24.95")), ("Foam roller", Decimal("41.35")))
GIVEN: Final = (
    "Ada",
    "Ben",
    "Chloe",
    "Dinh",
    "Eve",
    "Farid",
    "Grace",
    "Hugo",
    "Iris",
    "Jack",
    "Kira",
    "Liam",
    "Mia",
)
INITIALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FAMILY: Final = (
    "Brown",
    "Chen",
    "Evans",
    "Haddad",
    "Jones",
    "Kelly",
    "Nguyen",
    "Patel",
    "Rossi",
    "Smith",
    "Walker",
)


class Kind(Enum):
    """What becomes of one invoice of a trade."""

    PAID = "paid"
    PARTLY_PAID = "partly paid"
    BY_ACCOUNT_CREDIT = "by account credit"
    EDITED = "edited"
    DELETED = "deleted"
    LEFT_OPEN = "left open"


@dataclass(frozen=True, slots=True)
class Planned:
    """One deed and the instant at which the receptionist does it."""

    instant: datetime
    deed: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class TradePlanner:
    """Turns one `trade` step into deeds. Invoice numbers rise from `first_number`."""

    step: Trade
    zone: tzinfo
    choices: Choices
    first_number: int
    payment_types: tuple[str, ...]

    def plan(self) -> list[Planned]:
        """Return the deeds in the order of their instants."""
        planned = [deed for invoice in self._invoices() for deed in invoice]
        return sorted(planned, key=lambda each: each.instant)

    @property
    def count(self) -> int:
        return round(self.step.invoices_per_day * (self.step.lasts / timedelta(days=1)))

    def _invoices(self) -> Iterator[Iterator[Planned]]:
        kinds = self.choices.shuffled(self._kinds(), label="what becomes of the invoices")
        moments = sorted(self._moment(place) for place in range(self.count))
        for number, (kind, moment) in enumerate(zip(kinds, moments, strict=True), self.first_number):
            yield self._story(number, kind, moment)

    def _kinds(self) -> list[Kind]:
        shares = (
            (Kind.PAID, self.step.paid),
            (Kind.PARTLY_PAID, self.step.partly_paid),
            (Kind.BY_ACCOUNT_CREDIT, self.step.by_account_credit),
            (Kind.EDITED, self.step.edited),
            (Kind.DELETED, self.step.deleted),
        )
        kinds = [kind for kind, share in shares for _ in range(round(share * self.count))]
        return (kinds + [Kind.LEFT_OPEN] * self.count)[: self.count]

    def _moment(self, place: int) -> datetime:
        day = timedelta(days=place // self.step.invoices_per_day)
        hours = min(OPENING, self.step.lasts)
        return self.step.at + day + timedelta(seconds=self._seconds(hours, "when the invoice is issued"))

    def _story(self, number: int, kind: Kind, moment: datetime) -> Iterator[Planned]:
        patient, items = self._patient(), self._items()
        total = total_of(items)
        later = self._later(moment)
        if kind is Kind.BY_ACCOUNT_CREDIT:
            yield Planned(moment, self._prepayment(number, patient, self._local_date(moment), total))
        yield Planned(
            moment,
            IssueInvoice(number=number, patient=patient, issued_on=self._local_date(moment), items=items),
        )
        match kind:
            case Kind.PAID:
                yield Planned(later, self._payment(number, patient, self._local_date(later), total))
            case Kind.PARTLY_PAID:
                part = (total / 2).quantize(Decimal("0.01"))
                yield Planned(later, self._payment(number, patient, self._local_date(later), part))
            case Kind.BY_ACCOUNT_CREDIT:
                yield Planned(later, self._by_credit(number, patient, self._local_date(later), total))
            case Kind.EDITED:
                yield Planned(later, EditInvoice(number=number, items=self._items()))
            case Kind.DELETED:
                yield Planned(later, DeleteInvoice(number=number))
            case Kind.LEFT_OPEN:
                pass

    def _later(self, moment: datetime) -> datetime:
        """Most people settle at the desk, some within two days; none after the trade has ended."""
        at_the_desk = self.choices.happens(0.7, label="settled at the desk")
        patience = timedelta(minutes=20) if at_the_desk else timedelta(days=2)
        later = moment + timedelta(seconds=60 + self._seconds(patience, "how much later it is settled"))
        return max(moment, min(later, self.step.at + self.step.lasts))

    def _payment(self, number: int, patient: Patient, paid_on: date, amount: Decimal) -> TakePayment:
        source = self.choices.pick(self.payment_types, label="payment type")
        return TakePayment(
            label=f"P{number}",
            patient=patient,
            paid_on=paid_on,
            sources={source: amount},
            allocations={number: amount},
        )

    def _prepayment(self, number: int, patient: Patient, paid_on: date, amount: Decimal) -> TakePayment:
        source = self.choices.pick(self.payment_types, label="payment type")
        return TakePayment(label=f"D{number}", patient=patient, paid_on=paid_on, sources={source: amount})

    def _by_credit(self, number: int, patient: Patient, paid_on: date, amount: Decimal) -> TakePayment:
        return TakePayment(label=f"C{number}", patient=patient, paid_on=paid_on, credit={number: amount})

    def _patient(self) -> Patient:
        number = self.choices.integer(1, max(2, self.count // 3), label="patient")
        return Patient(f"P-{number:05}", _name_of(number))

    def _items(self) -> tuple[Item, ...]:
        service = Item(
            description=self.choices.pick(SERVICES, label="service"),
            unit_price=self.choices.pick(PRICES, label="price"),
        )
        if not self.choices.happens(0.1, label="sells a product too"):
            return (service,)
        product, price = self.choices.pick(PRODUCTS, label="product")
        return (service, Item(description=product, unit_price=price, taxable=True, billable_item=product))

    def _seconds(self, up_to: timedelta, label: str) -> int:
        return self.choices.integer(0, int(up_to.total_seconds()), label=label)

    def _local_date(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()


def _name_of(number: int) -> str:
    """A made-up name; beyond 1,500 patients some share theirs, as people do."""
    given, rest = (number % 1500) % len(GIVEN), (number % 1500) // len(GIVEN)
    return f"{GIVEN[given]} {INITIALS[rest % len(INITIALS)]}. {FAMILY[rest // len(INITIALS) % len(FAMILY)]}"
