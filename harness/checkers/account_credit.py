"""Account credit stays open: what it paid is open in Xero until a person records it, and a person is told.

Only invoices that stand in Xero are looked at: a missing one is another checker's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless, worst_first
from harness.checkers.verdict import Verdict
from harness.ledger import InvoiceStatus, ManualPayment
from harness.reconciliation.breaks import Break
from harness.reconciliation.wording import listed_payment, money

EXPECTATION: Final = "account credit stays open"


def check(evidence: Evidence) -> Verdict:
    """Invalid with credit that got to Xero without a person, and with what the engine lists wrongly."""
    return valid_unless(EXPECTATION, [*worst_first(broken(evidence)), *_listed_wrongly(evidence)])


def broken(evidence: Evidence) -> Sequence[Break]:
    """Return the breaks by which it does not hold; what is listed wrongly is none."""
    return evidence.reconciliation.credit_closed


def _listed_wrongly(evidence: Evidence) -> Iterator[str]:
    """Compare sums: how an engine splits what is left of two uses on one invoice is its own affair.

    What a bookkeeper has recorded meanwhile it may still list: it learns of that by asking Xero, or never.
    """
    standing = {each.number for each in evidence.xero.invoices if each.status is not InvoiceStatus.VOID}
    wanted = _sums(evidence.reconciliation.manual_payments_open)
    listed = _sums(each for each in evidence.manual_payments_listed if each.invoice in standing)
    used = _sums(evidence.clinic.credit_uses)
    for number in sorted(wanted.keys() | listed.keys(), key=lambda number: (len(number), number)):
        open_in_xero, told = wanted.get(number, Decimal("0.00")), listed.get(number, Decimal("0.00"))
        if not open_in_xero <= told <= used.get(number, Decimal("0.00")):
            yield (
                f"On invoice {number}, {money(open_in_xero)} of account credit is to be recorded by hand; "
                f"the engine lists {money(told)}."
            )
    yield from _dated_wrongly(evidence)


def _dated_wrongly(evidence: Evidence) -> Iterator[str]:
    used_on = {use.invoice for use in evidence.clinic.credit_uses}
    days = {(use.invoice, use.date) for use in evidence.clinic.credit_uses}
    for each in evidence.manual_payments_listed:
        if each.invoice in used_on and (each.invoice, each.date) not in days:
            yield f"The engine lists {listed_payment(each)}; no account credit was used on that day."


def _sums(payments: Iterable[ManualPayment]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for payment in payments:
        sums[payment.invoice] += payment.amount
    return sums
