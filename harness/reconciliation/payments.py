"""Pairs new money with Xero's payments, in stages from exact to loose, and names what doesn't agree.

The app's payments go first, a bookkeeper's fill in what is left: a person may record by hand what the
sync could not bring, and has to record what account credit paid.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from harness.ledger import LedgerPayment
from harness.reconciliation import pairing, wording
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.credit import CreditUses
from harness.reconciliation.findings import Findings, Match
from harness.reconciliation.pairing import Pair, Piles


def pair_payments(piles: Piles, credit: CreditUses, findings: Findings) -> None:
    """Write down a match or a break for every payment of either side; strike off credit that Xero has."""
    desk = _Desk(piles, credit, findings)
    desk.what_agrees()
    desk.exact_copies()
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
        self._differ(self.piles.pair_app(pairing.but_for_account), _in_wrong_account)
        self._match(self.piles.pair_bookkeeper(pairing.exactly))

    def exact_copies(self) -> None:
        self._copies(pairing.exactly)

    def what_differs(self) -> None:
        self._differ(self.piles.pair_app(pairing.but_for_invoice), _misallocated)
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
        recorded = self.piles.take_bookkeeper(self._records_a_use)
        self.findings.matches += [_by_hand(payment) for payment in recorded]
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
            self.findings.matches.append(_by_hand(payment))
            return
        sentence = (
            wording.payment_unknown(payment)
            if surplus == payment.amount
            else wording.payment_exceeds_credit(payment, surplus)
        )
        told = _unknown(payment, surplus, sentence)
        self.findings.breaks.append(told)
        self.findings.by_hand.append(told)


def _by_hand(payment: LedgerPayment) -> Match:
    return Match("payment", payment.invoice, "account credit", payment.document)


def _missing(payment: LedgerPayment) -> Break:
    return _payment(BreakKind.MISSING_IN_XERO, payment, -payment.amount, wording.payment_missing(payment))


def _unknown(payment: LedgerPayment, amount: Decimal, sentence: str) -> Break:
    return _payment(BreakKind.UNKNOWN_TO_CLINIC, payment, amount, sentence)


def _duplicated(payment: LedgerPayment) -> Break:
    return _payment(BreakKind.DUPLICATED, payment, payment.amount, wording.payment_duplicated(payment))


def _in_wrong_account(clinic: LedgerPayment, xero: LedgerPayment) -> Break:
    sentence = wording.payment_in_wrong_account(clinic, xero)
    return _payment(BreakKind.WRONG_ACCOUNT, clinic, xero.amount, sentence)


def _misallocated(clinic: LedgerPayment, xero: LedgerPayment) -> Break:
    return _payment(BreakKind.MISALLOCATED, clinic, xero.amount, wording.payment_misallocated(clinic, xero))


def _dated_otherwise(clinic: LedgerPayment, xero: LedgerPayment) -> Break:
    return _payment(BreakKind.STATUS_DIFFERS, clinic, xero.amount, wording.payment_date_differs(clinic, xero))


def _other_amount(clinic: LedgerPayment, xero: LedgerPayment, sentence: str) -> Break:
    return _payment(BreakKind.AMOUNT_DIFFERS, clinic, xero.amount - clinic.amount, sentence)


def _payment(kind: BreakKind, payment: LedgerPayment, amount: Decimal, sentence: str) -> Break:
    return Break(kind, Record("payment", payment.invoice), amount, sentence)
