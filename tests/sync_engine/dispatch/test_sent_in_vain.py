"""Xero breaks off whenever it is given one document: nothing waits behind it, at last a person is told."""

from sync_engine.reasons import MEANINGS, Reason
from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import Trouble

HOUR: float = 3600
CALLS_THAT_ARE_ENOUGH = 100


def breaking_at_the_second_of_three(day: ClinicDay) -> None:
    """Three invoices wait together, as after an hour without Xero, and Xero breaks off at the second."""
    day.connect()
    day.xero.breaks_at.add('"2"')
    day.xero.trouble("PUT /Invoices", *[Trouble.REQUEST_LOST] * 3)
    for number in (1, 2, 3):
        day.issue(number)


def numbers(day: ClinicDay) -> list[str]:
    return sorted(each["InvoiceNumber"] for each in day.xero.live_invoices())


def test_the_others_arrive_within_two_hours(day: ClinicDay) -> None:
    breaking_at_the_second_of_three(day)

    day.spend(2 * HOUR)

    assert numbers(day) == ["1", "3"]


def test_a_person_is_told_of_the_one_within_a_day(day: ClinicDay) -> None:
    breaking_at_the_second_of_three(day)

    day.spend(24 * HOUR)

    [parked] = day.engine.parked()
    assert (parked.number, parked.reason) == (2, MEANINGS[Reason.BREAKS_XERO].means)
    assert day.engine.unsettled() is None


def test_it_is_tried_less_and_less_often(day: ClinicDay) -> None:
    breaking_at_the_second_of_three(day)

    day.spend(24 * HOUR)

    assert day.xero.count("PUT /Invoices") < CALLS_THAT_ARE_ENOUGH


def test_it_arrives_once_xero_is_mended_and_somebody_tries_again(day: ClinicDay) -> None:
    breaking_at_the_second_of_three(day)
    day.spend(24 * HOUR)
    day.xero.breaks_at.clear()

    for parked in day.engine.parked():
        day.engine.try_again(parked)
    day.settle()

    assert numbers(day) == ["1", "2", "3"]


def test_it_arrives_by_itself_where_xero_is_mended_before(day: ClinicDay) -> None:
    breaking_at_the_second_of_three(day)
    day.spend(3 * HOUR)
    day.xero.breaks_at.clear()

    day.settle()

    assert numbers(day) == ["1", "2", "3"]
    assert day.engine.parked() == []


def test_hours_without_any_answer_are_nobodys_fault(day: ClinicDay) -> None:
    day.connect()
    day.xero.breaks_at.add("Invoice")
    day.xero.trouble("GET /Invoices", *[Trouble.SERVER_ERROR] * 10_000)
    day.issue(1)
    day.spend(24 * HOUR)
    day.xero.breaks_at.clear()
    day.xero.troubles.clear()

    day.settle()

    assert numbers(day) == ["1"]
    assert day.engine.parked() == []
