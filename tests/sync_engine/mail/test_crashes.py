"""A crash neither loses an e-mail nor doubles one: sent twice, it has one Message-ID."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync_engine import Letter
from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.mail.mailbox import Mailbox

MINUTE = 60


class SlowMailbox(Mailbox):
    """Takes a letter at once and needs a minute to say so."""

    async def post(self, letter: Letter) -> None:
        await super().post(letter)
        await asyncio.sleep(MINUTE)


@pytest.fixture
def mailbox() -> Mailbox:
    return SlowMailbox()


@pytest.fixture
def day(tmp_path: Path, mailbox: Mailbox) -> Iterator[ClinicDay]:
    """A clinic with an invoice that Xero refused just now."""
    clinic_day = ClinicDay(tmp_path, postman=mailbox)
    clinic_day.connect()
    clinic_day.issue(1, "10.00")
    clinic_day.spend(MINUTE)
    theirs = {**next(iter(clinic_day.xero.invoices.values())), "InvoiceID": "t", "InvoiceNumber": "1041"}
    clinic_day.xero.invoices["t"] = theirs
    clinic_day.issue(1041)
    clinic_day.spend(3 * MINUTE)
    assert len(clinic_day.engine.parked()) == 1
    yield clinic_day
    clinic_day.close()


def test_parked_before_a_crash_is_told_after_it(day: ClinicDay, mailbox: Mailbox) -> None:
    day.crash()
    day.start()

    day.settle()

    assert len(mailbox.handed_over) == 1


def test_a_letter_that_was_taken_when_the_power_failed_comes_twice_and_is_one(
    day: ClinicDay, mailbox: Mailbox
) -> None:
    while not mailbox.handed_over:
        day.spend(MINUTE / 2)
    day.crash()
    day.start()

    day.settle()

    assert len(mailbox.handed_over) == 2
    assert len(mailbox.arrived) == 1


def test_an_e_mail_is_told_of_in_the_history_without_saying_whom_it_is_about(
    day: ClinicDay, mailbox: Mailbox
) -> None:
    del mailbox
    day.settle()

    assert ("e-mail", None, None, "ok") in day.notes.heard
