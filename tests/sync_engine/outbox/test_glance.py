"""One glance tells what may be done, and is good until more has happened."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import pytest

import sync_engine.engine  # the tables of every room  # noqa: F401
from harness.simulation.choices import SeededChoices
from sync_engine.clinic import ClinicRecords
from sync_engine.database import Database
from sync_engine.outbox.glance import Glance
from sync_engine.outbox.intents import OutboxIntents
from sync_engine.outbox.statuses import Lane
from tests.sync_engine.clinic_day import ADA, TODAY, item

ME: Final = "this process"


class Clinic:
    """A clinic that is connected, its outbox, and a glance at it."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.happened = 0
        intents = OutboxIntents(SeededChoices(1), lambda: True, self._something_happened)
        self.records = ClinicRecords(self.database, intents)
        self.glance = Glance()

    def _something_happened(self) -> None:
        self.happened += 1

    def look(self, news: int) -> bool:
        with self.database.transaction() as transaction:
            return self.glance.take(transaction, me=ME, lane=Lane.LIVE, news=news)


@pytest.fixture
def clinic(database_url: str) -> Iterator[Clinic]:
    clinic = Clinic(database_url)
    yield clinic
    clinic.database.close()


def test_in_an_empty_outbox_there_is_nothing_to_do(clinic: Clinic) -> None:
    clinic.look(news=0)

    assert not clinic.glance.doubts
    assert not clinic.glance.invoices
    assert not clinic.glance.payments


def test_an_invoice_is_seen_and_its_payment_is_not_while_it_waits(clinic: Clinic) -> None:
    clinic.records.issue_invoice(1041, ADA, TODAY, [item("120.00")])
    clinic.records.take_payment("pay-1", ADA, TODAY, {"EFTPOS": Decimal(120)}, {1041: Decimal(120)}, {})

    clinic.look(clinic.happened)

    assert clinic.glance.invoices
    assert not clinic.glance.payments


def test_it_is_good_until_more_has_happened(clinic: Clinic) -> None:
    clinic.look(news=0)

    assert not clinic.look(news=0)
    assert clinic.look(news=1)


def test_what_may_be_due_is_told_only_of_the_time_that_was_looked_at(clinic: Clinic) -> None:
    clinic.look(news=0)

    assert clinic.glance.only_payments(lane=Lane.LIVE, news=0)
    assert not clinic.glance.only_payments(lane=Lane.LIVE, news=1)
    assert not clinic.glance.only_payments(lane=Lane.BACKFILL, news=0)


def test_before_the_first_look_anything_may_be_due(clinic: Clinic) -> None:
    assert not clinic.glance.only_payments(lane=Lane.LIVE, news=0)
