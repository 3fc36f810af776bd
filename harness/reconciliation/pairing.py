"""Pairs two piles of payments by whatever key a stage looks at. It never says what a pair means."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from harness.ledger import LedgerPayment, Origin

Key = Callable[[LedgerPayment], Hashable]
Pair = tuple[LedgerPayment, LedgerPayment]


def exactly(payment: LedgerPayment) -> Hashable:
    return payment.invoice, payment.amount, payment.date, payment.account


def but_for_account(payment: LedgerPayment) -> Hashable:
    return payment.invoice, payment.amount, payment.date


def but_for_invoice(payment: LedgerPayment) -> Hashable:
    return payment.amount, payment.date, payment.account


def but_for_date(payment: LedgerPayment) -> Hashable:
    return payment.invoice, payment.amount, payment.account


def but_for_amount(payment: LedgerPayment) -> Hashable:
    return payment.invoice, payment.date, payment.account


def invoice_and_amount(payment: LedgerPayment) -> Hashable:
    return payment.invoice, payment.amount


@dataclass(slots=True)
class Piles:
    """The payments that have no counterpart yet: the clinic's, and Xero's by who entered them there."""

    clinic: list[LedgerPayment]
    app: list[LedgerPayment]
    bookkeeper: list[LedgerPayment]

    @classmethod
    def of(cls, clinic: Iterable[LedgerPayment], xero: Iterable[LedgerPayment]) -> "Piles":
        """Sort both sides, so that the order in which a ledger lists its payments never matters."""
        entered = sorted(xero, key=_place)
        return cls(
            sorted(clinic, key=_place),
            [payment for payment in entered if payment.origin is Origin.APP],
            [payment for payment in entered if payment.origin is Origin.BOOKKEEPER],
        )

    def pair_app(self, key: Key) -> list[Pair]:
        """Take out, as (clinic's, Xero's), what the app entered and what has the same key."""
        pairs, self.clinic, self.app = _pair(self.clinic, self.app, key)
        return pairs

    def pair_bookkeeper(self, key: Key) -> list[Pair]:
        """Take out, as (clinic's, Xero's), what a bookkeeper entered and what has the same key."""
        pairs, self.clinic, self.bookkeeper = _pair(self.clinic, self.bookkeeper, key)
        return pairs

    def take_app(self, wanted: Callable[[LedgerPayment], bool]) -> list[LedgerPayment]:
        """Take out of what the app entered the payments that are wanted."""
        taken, self.app = _split(self.app, wanted)
        return taken

    def take_bookkeeper(self, wanted: Callable[[LedgerPayment], bool]) -> list[LedgerPayment]:
        """Take out of what a bookkeeper entered the payments that are wanted."""
        taken, self.bookkeeper = _split(self.bookkeeper, wanted)
        return taken


def _place(payment: LedgerPayment) -> tuple[object, ...]:
    return payment.invoice, payment.date, payment.amount, payment.account, payment.document


def _pair(
    clinic: list[LedgerPayment], xero: list[LedgerPayment], key: Key
) -> tuple[list[Pair], list[LedgerPayment], list[LedgerPayment]]:
    if not clinic or not xero:
        return [], clinic, xero
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, payment in enumerate(xero):
        waiting[key(payment)].append(place)
    pairs, unpaired, used = [], [], set()
    for payment in clinic:
        places = waiting.get(key(payment))
        if places:
            used.add(places[0])
            pairs.append((payment, xero[places.popleft()]))
        else:
            unpaired.append(payment)
    return pairs, unpaired, [payment for place, payment in enumerate(xero) if place not in used]


def _split(
    payments: list[LedgerPayment], wanted: Callable[[LedgerPayment], bool]
) -> tuple[list[LedgerPayment], list[LedgerPayment]]:
    # One look at each, in order: a look may change what the next one finds (a credit use is struck off).
    verdicts = [wanted(payment) for payment in payments]
    taken = [payment for payment, yes in zip(payments, verdicts, strict=True) if yes]
    return taken, [payment for payment, yes in zip(payments, verdicts, strict=True) if not yes]
