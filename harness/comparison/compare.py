"""Compares two streams of postings in two rounds over invoice numbers, with the matcher that judges runs.

The first round judges every number whose payments agree or are copies; what else there is may be money that
Xero has on another invoice, and waits for the second, when all of that has been paired.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from harness.comparison.disk import scratch_disk
from harness.comparison.groups import Group, Groups, SetAside, Side
from harness.comparison.moved import MovedMoney
from harness.comparison.period import ALWAYS, Period
from harness.comparison.result import Comparison, Lots
from harness.comparison.told import Told
from harness.ledger import Posting
from harness.reconciliation.alike import wholly_alike
from harness.reconciliation.customers import Customers
from harness.reconciliation.findings import Findings
from harness.reconciliation.invoices import InvoicePair, pair_invoices
from harness.reconciliation.lots import find_lots, without
from harness.reconciliation.pairing import Piles
from harness.reconciliation.payments import FindMoves, among_these, left_over
from harness.reconciliation.reconcile import reconcile


@contextmanager
def comparing(
    clinic: Iterable[Posting], xero: Iterable[Posting], period: Period = ALWAYS
) -> Iterator[Comparison]:
    """Compare two sides; the breaks can be read while the context is open."""
    with scratch_disk() as disk:
        groups = Groups(disk)
        groups.put(Side.CLINIC, clinic)
        groups.put(Side.XERO, xero)
        clerk = _Clerk(disk)
        clerk.first_round(group for group in groups if period.wants(group.clinic, group.xero))
        clerk.second_round()
        yield clerk.found


class _Clerk:
    """Goes through the numbers twice."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self.found = Comparison(Told(disk), Lots(disk))
        self._waiting = SetAside(disk)
        self._moved = MovedMoney(disk)
        self._customers = Customers()

    def first_round(self, groups: Iterable[Group]) -> None:
        for whole in groups:
            self._add_up(whole)
            if alike := wholly_alike(whole.clinic, whole.xero):
                self._agreed(whole, alike)
                continue
            self._compare_customers(whole)
            group = self._without_lots(whole)
            piles = left_over(Piles.of(group.clinic.payments, group.xero.payments))
            if piles.clinic or piles.app:
                self._moved.put(piles)
                self._waiting.put(group)
            else:
                self._judge(group, among_these)

    def second_round(self) -> None:
        self._moved.pair_up()
        for group in self._waiting:
            self._judge(group, self._moved.of(group.number))

    def _add_up(self, group: Group) -> None:
        self.found.clinic.add(group.clinic)
        self.found.xero.add(group.xero)
        self.found.repeated += group.repeated

    def _agreed(self, group: Group, pair: InvoicePair) -> None:
        self.found.matches += 1 + len(group.clinic.payments)
        self.found.told.put(self._customers.compare(pair))

    def _compare_customers(self, group: Group) -> None:
        for pair in pair_invoices(group.clinic.invoices, group.xero.invoices, Findings()):
            self.found.told.put(self._customers.compare(pair))

    def _without_lots(self, group: Group) -> Group:
        lots = find_lots(group.clinic.payments, group.xero.payments)
        if not lots:
            return group
        self.found.lots.put(lots)
        ours = [payment for lot in lots for payment in lot.clinic]
        theirs = [payment for lot in lots for payment in lot.xero]
        return replace(
            group,
            clinic=replace(group.clinic, payments=without(group.clinic.payments, ours)),
            xero=replace(group.xero, payments=without(group.xero.payments, theirs)),
        )

    def _judge(self, group: Group, moves: FindMoves) -> None:
        judged = reconcile(group.clinic, group.xero, moves)
        self.found.matches += len(judged.matches)
        self.found.credit_recorded += judged.credit_recorded
        self.found.told.put(judged.breaks)
