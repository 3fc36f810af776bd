"""Two ledgers in, matches and breaks out: the judge's arithmetic. Pure; the order of a ledger never matters.

A break is one unpaired posting. Its amount is what Xero has too much or too little; where both sides have
the same money but in another place or on another day, it is that money; for account credit, what is open.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from harness.ledger import Ledger, ManualPayment
from harness.reconciliation import wording
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.credit import CreditUses
from harness.reconciliation.customers import compare_customers
from harness.reconciliation.findings import Findings, Match
from harness.reconciliation.invoices import InvoicePair, compare_invoices, pair_invoices
from harness.reconciliation.pairing import Piles
from harness.reconciliation.payments import FindMoves, among_these, pair_payments

ZERO: Final = Decimal("0.00")
_SEVERITY: Final = {kind: place for place, kind in enumerate(BreakKind)}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What agrees, what doesn't, and what a person still has to record in Xero by hand.

    `credit_closed` and `by_hand` are some of `breaks` once more: those by which a part that credit paid is no
    longer open in Xero although no person recorded it, and those that only a bookkeeper can have made.
    `credit_recorded` is the account credit that a bookkeeper has recorded in Xero.
    """

    matches: tuple[Match, ...] = ()
    breaks: tuple[Break, ...] = ()
    manual_payments_open: tuple[ManualPayment, ...] = ()
    credit_closed: tuple[Break, ...] = ()
    by_hand: tuple[Break, ...] = ()
    credit_recorded: Decimal = ZERO


def reconcile(clinic: Ledger, xero: Ledger, moves: FindMoves = among_these) -> Reconciliation:
    """Pair every posting of one side with one of the other; name what does not pair, by kind and number.

    `moves` finds payments that are on another invoice in Xero: by default among these ledgers' invoices.
    """
    findings = Findings()
    pairs = pair_invoices(clinic.invoices, xero.invoices, findings)
    on_both_sides = {pair.clinic.number for pair in pairs}
    credit = CreditUses(use for use in clinic.credit_uses if use.invoice in on_both_sides)
    pair_payments(Piles.of(clinic.payments, xero.payments), credit, findings, moves)
    compare_invoices(pairs, clinic.payments, xero.payments, credit, findings)
    findings.breaks += compare_customers(pairs)
    findings.breaks += _open_for_credit(credit.still_open(), {pair.clinic.number: pair for pair in pairs})
    return Reconciliation(
        matches=tuple(sorted(findings.matches, key=_match_place)),
        breaks=_in_order(findings.breaks),
        manual_payments_open=tuple(sorted(credit.still_open(), key=_manual_place)),
        credit_closed=_in_order(findings.credit_closed),
        by_hand=_in_order(findings.by_hand),
        credit_recorded=findings.credit_recorded,
    )


def _open_for_credit(uses: Iterable[ManualPayment], pairs: Mapping[str, InvoicePair]) -> list[Break]:
    """Return one break for each invoice, however often credit was used on it."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for use in uses:
        amounts[use.invoice] += use.amount
    return [
        Break(
            BreakKind.OPEN_FOR_ACCOUNT_CREDIT,
            Record("invoice", number),
            amount,
            wording.open_for_credit(number, amount),
            clinic=(pairs[number].clinic.document,),
            xero=(pairs[number].xero.document,),
        )
        for number, amount in amounts.items()
    ]


def _in_order(breaks: Iterable[Break]) -> tuple[Break, ...]:
    return tuple(sorted(breaks, key=_break_place))


def _break_place(each: Break) -> tuple[object, ...]:
    return (
        _SEVERITY[each.kind],
        *_natural(each.record.number),
        each.record.kind,
        each.amount,
        each.explanation,
    )


def _match_place(match: Match) -> tuple[object, ...]:
    return match.kind, *_natural(match.number), match.clinic, match.xero


def _manual_place(payment: ManualPayment) -> tuple[object, ...]:
    return *_natural(payment.invoice), payment.date, payment.amount


def _natural(number: str) -> tuple[int, str]:
    """Order 9 before 10, and what is no number after all numbers' lengths."""
    return len(number), number
