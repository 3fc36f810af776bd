"""Pairs new money with Xero's payments, in stages from exact to loose, and names what doesn't agree.

The app's payments go first, a bookkeeper's fill in what is left: a person may record by hand what the
sync could not bring, and has to record what account credit paid.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from harness.ledger import LedgerPayment
from harness.reconciliation import pairing, wording
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.credit import CreditUses
from harness.reconciliation.findings import Findings, Match
from harness.reconciliation.pairing import Pair, Piles


@dataclass(frozen=True, slots=True)
class Moves:
    """Money that Xero has on another invoice than the clinic.

    `left` is what these invoices of the clinic should have, with where it is in Xero; `arrived` is what these
    invoices have in Xero instead of others.
    """

    left: list[Pair]
    arrived: list[LedgerPayment]


FindMoves = Callable[[Piles], Moves]


def among_these(piles: Piles) -> Moves:
    """Take out what was moved from one of these invoices to another of them."""
    pairs = piles.pair_app(pairing.but_for_invoice)
    return Moves(pairs, [xero for _, xero in pairs])


def left_over(piles: Piles) -> Piles:
    """Return what neither agrees nor is an exact copy: what may have been moved between invoices."""
    desk = _Desk(piles, CreditUses(()), Findings())
    desk.what_agrees()
    desk.exact_copies()
    return desk.piles


def pair_payments(piles: Piles, credit: CreditUses, findings: Findings, moves: FindMoves) -> None:
    """Write down a match or a break for every payment of either side; strike off credit that Xero has."""
    desk = _Desk(piles, credit, findings)
    desk.what_agrees()
    desk.exact_copies()
    desk.what_was_moved(moves(piles))
    desk.what_differs()
    desk.what_only_the_app_knows()
    desk.what_a_bookkeeper_recorded()
    findings.breaks += [_missing(payment) for payment in piles.clinic]


@dataclass(slots=True)
class _Desk:
    piles: Piles
    credit: CreditUses
    findings: Findings
    paired: list[LedgerPayment] = field(default_factory=list)  # Xero's, of which a further one is a copy

    def what_agrees(self) -> None:
        self._match(self.piles.pair_app(pairing.exactly))
        self._match_or_differ(self.piles.pair_app(pairing.but_for_account))
        self._match(self.piles.pair_bookkeeper(pairing.exactly))

    def exact_copies(self) -> None:
        self._copies(pairing.exactly)

    def what_was_moved(self, moves: Moves) -> None:
        self.paired += moves.arrived
        self.findings.breaks += [_misallocated(clinic, xero) for clinic, xero in moves.left]

    def what_differs(self) -> None:
        self._differ(self.piles.pair_app(pairing.but_for_date), _dated_otherwise)
        self._differ(self.piles.pair_app(pairing.invoice_and_amount), _in_wrong_account)
        for pair in self.piles.pair_app(pairing.but_for_amount):
            self._amount_differs(*pair)

    def what_only_the_app_knows(self) -> None:
        for payment in self.piles.take_app(self._is_credit):
            self._tell_credit(_unknown(payment, payment.amount, wording.credit_was_sent(payment)))
        self._copies(pairing.invoice_and_amount)
        self.findings.breaks += [
            _unknown(payment, payment.amount, wording.payment_unknown(payment)) for payment in self.piles.app
        ]

    def what_a_bookkeeper_recorded(self) -> None:
        """Exact uses of credit first, then money that the sync did not bring, then parts of credit."""
        for payment in self.piles.take_bookkeeper(self._records_a_use):
            self._credit_recorded(payment, payment.amount)
        self._match(self.piles.pair_bookkeeper(pairing.invoice_and_amount))
        for payment in self.piles.bookkeeper:
            self._strike_what_fits(payment)

    def _match(self, pairs: list[Pair]) -> None:
        self.paired += [xero for _, xero in pairs]
        self.findings.matches += [
            Match("payment", clinic.invoice, clinic.document, xero.document) for clinic, xero in pairs
        ]

    def _differ(self, pairs: list[Pair], told: Callable[[LedgerPayment, LedgerPayment], Break]) -> None:
        self.paired += [xero for _, xero in pairs]
        self.findings.breaks += [told(clinic, xero) for clinic, xero in pairs]

    def _match_or_differ(self, pairs: list[Pair]) -> None:
        """Where the clinic does not say the account, none is wrong."""
        self._match([pair for pair in pairs if not pair[0].account])
        self._differ([pair for pair in pairs if pair[0].account], _in_wrong_account)

    def _copies(self, key: pairing.Key) -> None:
        seen = {key(payment) for payment in self.paired}
        copies = self.piles.take_app(lambda payment: key(payment) in seen)
        self.findings.breaks += [_duplicated(payment) for payment in copies]

    def _amount_differs(self, clinic: LedgerPayment, xero: LedgerPayment) -> None:
        self.paired.append(xero)
        surplus = xero.amount - clinic.amount
        if 0 < surplus <= self.credit.open_on(clinic.invoice):
            self.credit.strike(clinic.invoice, surplus)
            self._tell_credit(_other_amount(clinic, xero, wording.payment_with_credit_sent(clinic, xero)))
        else:
            self.findings.breaks.append(
                _other_amount(clinic, xero, wording.payment_amount_differs(clinic, xero))
            )

    def _tell_credit(self, told: Break) -> None:
        self.findings.breaks.append(told)
        self.findings.credit_closed.append(told)

    def _is_credit(self, payment: LedgerPayment) -> bool:
        fits = payment.amount <= self.credit.open_on(payment.invoice)
        if fits:
            self.credit.strike(payment.invoice, payment.amount)
        return fits

    def _records_a_use(self, payment: LedgerPayment) -> bool:
        records = self.credit.has_exactly(payment.invoice, payment.amount)
        if records:
            self.credit.strike(payment.invoice, payment.amount)
        return records

    def _strike_what_fits(self, payment: LedgerPayment) -> None:
        surplus = self.credit.strike(payment.invoice, payment.amount)
        if not surplus:
            self._credit_recorded(payment, payment.amount)
            return
        self.findings.credit_recorded += payment.amount - surplus
        sentence = (
            wording.payment_unknown(payment)
            if surplus == payment.amount
            else wording.payment_exceeds_credit(payment, surplus)
        )
        told = _unknown(payment, surplus, sentence)
        self.findings.breaks.append(told)
        self.findings.by_hand.append(told)

    def _credit_recorded(self, payment: LedgerPayment, amount: Decimal) -> None:
        self.findings.credit_recorded += amount
        self.findings.matches.append(Match("payment", payment.invoice, "account credit", payment.document))


def _missing(payment: LedgerPayment) -> Break:
    sentence, short = wording.payment_missing(payment), -payment.amount
    ours = (payment.document,)
    return Break(BreakKind.MISSING_IN_XERO, _record(payment), short, sentence, short, clinic=ours)


def _unknown(payment: LedgerPayment, amount: Decimal, sentence: str) -> Break:
    return _only_there(BreakKind.UNKNOWN_TO_CLINIC, payment, amount, sentence)


def _duplicated(payment: LedgerPayment) -> Break:
    sentence = wording.payment_duplicated(payment)
    return _only_there(BreakKind.DUPLICATED, payment, payment.amount, sentence)


def _in_wrong_account(clinic: LedgerPayment, xero: LedgerPayment) -> Break:
    return _on_both(BreakKind.WRONG_ACCOUNT, clinic, xero, wording.payment_in_wrong_account(clinic, xero))


def _misallocated(clinic: LedgerPayment, xero: LedgerPayment) -> Break:
    return _on_both(BreakKind.MISALLOCATED, clinic, xero, wording.payment_misallocated(clinic, xero))


def _dated_otherwise(clinic: LedgerPayment, xero: LedgerPayment) -> Break:
    return _on_both(BreakKind.STATUS_DIFFERS, clinic, xero, wording.payment_date_differs(clinic, xero))


def _other_amount(clinic: LedgerPayment, xero: LedgerPayment, sentence: str) -> Break:
    surplus = xero.amount - clinic.amount
    told = _on_both(BreakKind.AMOUNT_DIFFERS, clinic, xero, sentence)
    return replace(told, amount=surplus, difference=surplus)


def _only_there(kind: BreakKind, payment: LedgerPayment, amount: Decimal, sentence: str) -> Break:
    return Break(kind, _record(payment), amount, sentence, difference=amount, xero=(payment.document,))


def _on_both(kind: BreakKind, clinic: LedgerPayment, xero: LedgerPayment, sentence: str) -> Break:
    ours, theirs = (clinic.document,), (xero.document,)
    return Break(kind, _record(clinic), xero.amount, sentence, clinic=ours, xero=theirs)


def _record(payment: LedgerPayment) -> Record:
    return Record("payment", payment.invoice)
