"""Serves the clinic's port: writes deliveries in the transaction that writes the record."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import invoice_case, invoice_is_at_rest, payment_cases
from sync_engine.outbox.moving import reconsider, status_for
from sync_engine.outbox.parked import parked_payments
from sync_engine.outbox.statuses import Kind, Lane, Status
from sync_engine.outbox.tables import DELIVERY
from sync_engine.plan import InXero, Link, PartRecord, plan
from sync_engine.seams import Chance

PLACES: Final = 1_000_000
_DELIVER: Final = insert(DELIVERY)


class OutboxIntents:
    """One delivery for an invoice, one for each part of new money; none for account credit (R9)."""

    def __init__(self, chance: Chance, connected: Callable[[], bool], told: Callable[[], None]) -> None:
        self._chance = chance
        self._connected = connected
        self._told = told

    def invoice_issued(self, transaction: Connection, number: int, issue_date: date) -> None:
        """Write the intent to create an invoice."""
        status = Status.DUE if self._connected() else Status.MISSED
        self._write(transaction, Kind.INVOICE, number, number, issue_date, status)

    def invoice_changed(self, transaction: Connection, number: int) -> None:
        """Plan an invoice again, and its payments that were set aside (R11)."""
        reconsider(transaction, invoice_case(transaction, number), connected=self._connected())
        for case in payment_cases(transaction, parked_payments(transaction, number)):
            reconsider(transaction, case, connected=self._connected())

    def money_allocated(
        self, transaction: Connection, parts: Sequence[tuple[int, int]], paid_on: date
    ) -> None:
        """Write the intent to pay, one for each part."""
        for part, number in parts:
            at_rest = invoice_is_at_rest(transaction, number)
            step = plan(PartRecord(released=False, invoice_at_rest=at_rest), Link()).step
            status = status_for(step, connected=self._connected())
            self._write(transaction, Kind.PAYMENT, part, number, paid_on, status)

    def money_released(self, transaction: Connection, parts: Sequence[int]) -> None:
        """Plan parts again."""
        for case in payment_cases(transaction, parts):
            reconsider(transaction, case, connected=self._connected())

    def told(self) -> None:
        """Wake whoever delivers."""
        self._told()

    def _write(
        self,
        transaction: Connection,
        kind: Kind,
        record_id: int,
        invoice_number: int,
        document_date: date,
        status: Status,
    ) -> None:
        values: dict[str, Any] = {
            "kind": kind.value,
            "record_id": record_id,
            "invoice_number": invoice_number,
            "document_date": document_date,
            "status": status.value,
            "lane": Lane.LIVE,
            "shuffle": self._chance.integer(1, PLACES, label="place in the outbox"),
            "in_xero": InXero.NEVER.value,
            "alone": False,
        }
        transaction.execute(_DELIVER, values)
