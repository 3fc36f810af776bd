"""Pairs the two sides' invoices by number and compares what pairs. Void ones count for nothing.

What is due is compared only so far as no payment, total or copy explains it: nothing is told twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment
from harness.reconciliation import wording
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.credit import CreditUses
from harness.reconciliation.findings import Findings, Match

ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class InvoicePair:
    """An invoice that stands on both sides; `copies` is all of this number in Xero, `xero` the best one."""

    clinic: LedgerInvoice
    xero: LedgerInvoice
    copies: tuple[LedgerInvoice, ...]


def pair_invoices(
    clinic: Iterable[LedgerInvoice], xero: Iterable[LedgerInvoice], findings: Findings
) -> tuple[InvoicePair, ...]:
    """Return what stands on both sides; write down what stands on one side only, and copies."""
    ours, theirs = _by_number(clinic), _by_number(xero)
    return tuple(
        pair
        for number in sorted(ours.keys() | theirs.keys())
        for pair in _pair(ours.get(number, []), theirs.get(number, []), findings)
    )


def compare_invoices(
    pairs: Iterable[InvoicePair],
    clinic_payments: Iterable[LedgerPayment],
    xero_payments: Iterable[LedgerPayment],
    credit: CreditUses,
    findings: Findings,
) -> None:
    """Write down where a pair's totals, dates or dues differ, else that it agrees."""
    received, recorded = _sums(clinic_payments), _sums(xero_payments)
    for pair in pairs:
        number = pair.clinic.number
        found = [*_total_or_date(pair)]
        unexplained = _unexplained_due(pair, received.get(number, ZERO), recorded.get(number, ZERO))
        if unexplained:
            found.append(_due_differs(pair, unexplained))
            if unexplained < 0 and credit.open_on(number):
                findings.credit_closed.append(found[-1])
        findings.breaks += found
        if not found:
            findings.matches.append(Match("invoice", number, pair.clinic.document, pair.xero.document))


def _pair(
    ours: list[LedgerInvoice], theirs: list[LedgerInvoice], findings: Findings
) -> Iterator[InvoicePair]:
    standing, copies = _standing(ours), _standing(theirs)
    if not standing:
        findings.breaks += _only_in_xero(copies, deleted=bool(ours))
        return
    first, *more = standing
    findings.breaks += [_missing(each, void_in_xero=bool(theirs)) for each in (more if copies else standing)]
    if copies:
        best = min(
            copies, key=lambda copy: (copy.total != first.total, copy.date != first.date, copy.document)
        )
        findings.breaks += [_duplicated(copy) for copy in copies if copy is not best]
        yield InvoicePair(first, best, tuple(copies))


def _only_in_xero(copies: list[LedgerInvoice], *, deleted: bool) -> list[Break]:
    if not copies:
        return []
    first, *more = copies
    told = (
        (BreakKind.STATUS_DIFFERS, wording.invoice_void_in_clinic)
        if deleted
        else (BreakKind.UNKNOWN_TO_CLINIC, wording.invoice_unknown)
    )
    told_first = _only_there(told[0], first, told[1](first))
    return [told_first, *map(_duplicated, more)]


def _missing(invoice: LedgerInvoice, *, void_in_xero: bool) -> Break:
    kind, sentence = (
        (BreakKind.STATUS_DIFFERS, wording.invoice_void_in_xero(invoice))
        if void_in_xero
        else (BreakKind.MISSING_IN_XERO, wording.invoice_missing(invoice))
    )
    short = -invoice.total
    return Break(kind, _record(invoice), short, sentence, difference=short, clinic=(invoice.document,))


def _duplicated(invoice: LedgerInvoice) -> Break:
    return _only_there(BreakKind.DUPLICATED, invoice, wording.invoice_duplicated(invoice))


def _total_or_date(pair: InvoicePair) -> Iterator[Break]:
    clinic, xero = pair.clinic, pair.xero
    if clinic.total != xero.total:
        sentence = wording.invoice_total_differs(clinic, xero)
        surplus = xero.total - clinic.total
        yield _on_both(BreakKind.AMOUNT_DIFFERS, pair, surplus, sentence, difference=surplus)
    elif clinic.date != xero.date:
        sentence = wording.invoice_date_differs(clinic, xero)
        yield _on_both(BreakKind.STATUS_DIFFERS, pair, xero.total, sentence)


def _unexplained_due(pair: InvoicePair, received: Decimal, recorded: Decimal) -> Decimal:
    """Return what Xero has too much open, beyond what totals and payments on either side make of it."""
    due_in_xero = sum((copy.due - copy.total for copy in pair.copies), ZERO) + recorded
    due_in_clinic = pair.clinic.due + pair.clinic.account_credit - pair.clinic.total + received
    return due_in_xero - due_in_clinic


def _due_differs(pair: InvoicePair, unexplained: Decimal) -> Break:
    found = sum((copy.due for copy in pair.copies), ZERO)
    wanted = found - unexplained
    one_is_settled = (found == 0) != (wanted == 0)
    kind = BreakKind.STATUS_DIFFERS if one_is_settled else BreakKind.AMOUNT_DIFFERS
    sentence = wording.invoice_due_differs(pair.clinic.number, wanted, found)
    return _on_both(kind, pair, unexplained, sentence)


def _only_there(kind: BreakKind, invoice: LedgerInvoice, sentence: str) -> Break:
    total = invoice.total
    return Break(kind, _record(invoice), total, sentence, difference=total, xero=(invoice.document,))


def _on_both(
    kind: BreakKind, pair: InvoicePair, amount: Decimal, sentence: str, *, difference: Decimal = ZERO
) -> Break:
    ours, theirs = (pair.clinic.document,), (pair.xero.document,)
    return Break(kind, _record(pair.clinic), amount, sentence, difference, ours, theirs)


def _record(invoice: LedgerInvoice) -> Record:
    return Record("invoice", invoice.number)


def _by_number(invoices: Iterable[LedgerInvoice]) -> Mapping[str, list[LedgerInvoice]]:
    numbered: dict[str, list[LedgerInvoice]] = defaultdict(list)
    for invoice in sorted(invoices, key=lambda invoice: invoice.document):
        numbered[invoice.number].append(invoice)
    return numbered


def _standing(invoices: list[LedgerInvoice]) -> list[LedgerInvoice]:
    return [invoice for invoice in invoices if invoice.status is not InvoiceStatus.VOID]


def _sums(payments: Iterable[LedgerPayment]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for payment in payments:
        sums[payment.invoice] += payment.amount
    return sums
