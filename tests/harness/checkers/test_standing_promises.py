"""What holds anywhere: people are told, names stay private, no call is needless, nothing goes unasked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from harness.checkers import judge
from harness.checkers.evidence import Evidence, LetterRead, Parked
from harness.checkers.verdict import Outcome, Verdict
from harness.ledger import Ledger
from harness.reconciliation.breaks import Record
from harness.scenario.expectations import Promise
from harness.simulation.history import Actor, Call, Ended, Entry
from tests.harness.checkers.test_verdicts import NOON, OPEN_IN_XERO, a_run

LOCKED = Parked(kind="invoice", number="1", reason="The period is locked.", xero_says="")
ABOUT_1 = LetterRead("Xero refused invoice 1", "The period is locked.")


def verdict(promise: Promise, run: Evidence) -> Verdict:
    return judge([promise], run)[0]


def entry(minute: int, actor: Actor, operation: str, number: str | None = None) -> Entry:
    record = None if number is None else Record("invoice", number)
    return Entry(NOON + timedelta(minutes=minute), actor, operation, record, Ended.OK)


def calls(count: int, method: str, status: int, seconds: int = 30) -> tuple[Call, ...]:
    return tuple(
        Call(number, method, "/Invoices", NOON + timedelta(seconds=number * seconds), status=status)
        for number in range(1, count + 1)
    )


def test_what_is_listed_with_a_reason_and_named_in_an_e_mail_is_told() -> None:
    run = replace(a_run(), parked=(LOCKED,), letters=(ABOUT_1,))

    assert verdict(Promise.PEOPLE_ARE_TOLD, run).outcome is Outcome.VALID


@pytest.mark.parametrize(
    ("parked", "letters", "told"),
    [
        (LOCKED, (), "The invoice 1 waits for a person, and no e-mail names it."),
        (LOCKED, (LetterRead("Xero refused invoice 11", ""),), "no e-mail names it"),
        (replace(LOCKED, reason=" "), (ABOUT_1,), "nobody says why"),
    ],
)
def test_what_waits_without_a_reason_or_an_e_mail_is_not_told(
    parked: Parked, letters: tuple[LetterRead, ...], told: str
) -> None:
    found = verdict(Promise.PEOPLE_ARE_TOLD, replace(a_run(), parked=(parked,), letters=letters))

    assert found.outcome is Outcome.INVALID
    assert told in found.evidence[0]


def test_what_an_e_mail_named_and_is_still_missing_has_to_be_on_the_list() -> None:
    run = replace(a_run(Ledger((OPEN_IN_XERO,))), letters=(ABOUT_1,))

    assert verdict(Promise.PEOPLE_ARE_TOLD, run).outcome is Outcome.INVALID
    lost = replace(run, history=(entry(0, Actor.NEMESIS, "disconnect"),))
    assert verdict(Promise.PEOPLE_ARE_TOLD, lost).outcome is Outcome.VALID  # it may wait for Synchronise


def test_whoever_has_not_come_to_rest_may_still_tell() -> None:
    run = replace(a_run(), parked=(LOCKED,), settled_at=None)

    assert verdict(Promise.PEOPLE_ARE_TOLD, run).outcome is Outcome.UNDECIDED


@pytest.mark.parametrize(
    "run",
    [
        replace(a_run(), letters=(LetterRead("Xero refused invoice 1", "for ada brown"),)),
        replace(a_run(), parked=(replace(LOCKED, xero_says="Ada Brown is archived"),)),
        replace(a_run(), calls=(Call(1, "GET", "/Contacts/Ada Brown", NOON),)),
        replace(a_run(), history=(entry(0, Actor.ENGINE, "pay for Ada Brown"),)),
    ],
)
def test_a_name_where_others_read_is_found_and_not_repeated(run: Evidence) -> None:
    found = verdict(Promise.NAMES_STAY_PRIVATE, replace(run, names=frozenset({"Ada Brown"})))

    assert found.outcome is Outcome.INVALID
    assert "Ada" not in " ".join(found.evidence)


def test_a_name_inside_another_word_is_no_name() -> None:
    run = replace(a_run(), names=frozenset({"Eve"}), letters=(LetterRead("Every invoice", "Even so"),))

    assert verdict(Promise.NAMES_STAY_PRIVATE, run).outcome is Outcome.VALID


@pytest.mark.parametrize("status", [401, 403])
def test_who_is_refused_fifty_times_may_not_go_on(status: int) -> None:
    assert verdict(Promise.NO_NEEDLESS_CALLS, _called(calls(50, "PUT", status))).outcome is Outcome.VALID
    found = verdict(Promise.NO_NEEDLESS_CALLS, _called(calls(51, "PUT", status)))
    assert found.evidence[0].startswith(f"51 calls in a row were answered {status}")


def test_an_hourly_look_is_no_polling_and_one_each_half_minute_is() -> None:
    hourly, each_half_minute = calls(500, "GET", 200, seconds=3600), calls(500, "GET", 200)

    assert verdict(Promise.NO_NEEDLESS_CALLS, _called(hourly)).outcome is Outcome.VALID
    assert verdict(Promise.NO_NEEDLESS_CALLS, _called(each_half_minute)).outcome is Outcome.INVALID


def _called(made: tuple[Call, ...]) -> Evidence:
    return replace(a_run(), calls=made)


MISSED = (entry(1, Actor.ENGINE, "disconnected"), entry(5, Actor.CLINIC, "issue invoice", "1"))


@pytest.mark.parametrize(
    ("history", "outcome"),
    [
        (MISSED, Outcome.INVALID),
        ((*MISSED, entry(8, Actor.CLINIC, "synchronise")), Outcome.VALID),
        ((*MISSED, entry(12, Actor.CLINIC, "synchronise")), Outcome.INVALID),
        ((MISSED[0], entry(3, Actor.ENGINE, "connected"), MISSED[1]), Outcome.VALID),
        (MISSED[1:], Outcome.VALID),
    ],
)
def test_what_was_missed_waits_until_somebody_synchronises(
    history: tuple[Entry, ...], outcome: Outcome
) -> None:
    run = replace(a_run(), history=history, arrivals={"1": NOON + timedelta(minutes=10)})

    assert verdict(Promise.NOTHING_GOES_UNASKED, run).outcome is outcome
