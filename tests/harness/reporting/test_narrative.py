"""A run told in sentences: for somebody who was not there, and does not know what a history is."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reporting.narrative import Tone, findings_of, what_happened
from harness.result import RunResult
from harness.simulation.history import Actor, Ended, History


def test_the_loss_of_the_connection_is_told_with_what_the_clinic_did_meanwhile(result: RunResult) -> None:
    told = " ".join(what_happened(result))

    assert "Xero was connected on Mon 2 Mar 2026, 08:30." in told
    assert "On Mon 2 Mar 2026, 10:00 somebody removed the app in Xero" in told
    assert "it stayed disconnected until Wed 4 Mar 2026, 09:00, for 1 d 23 h." in told
    assert "Meanwhile the clinic recorded 300 invoices and 300 payments" in told
    assert "by Wed 4 Mar 2026, 09:00 the clinic had 300 invoices that Xero had not." in told


def test_a_connection_that_nobody_mends_is_told_as_such(changed: Callable[..., RunResult]) -> None:
    run = changed()
    history = History([each for each in run.history.entries if each.operation != "reconnect"])

    told = " ".join(what_happened(replace(run, history=history)))

    assert "it was never connected again while the run lasted" in told


def test_a_synchronisation_is_told_with_its_end(changed: Callable[..., RunResult]) -> None:
    run = changed()
    pressed = next(each for each in run.history.entries if each.operation == "synchronise")
    run.history.entries.append(
        replace(pressed, instant=run.ended_at, actor=Actor.ENGINE, operation="backfill finished")
    )

    told = " ".join(what_happened(run))

    assert "On Wed 4 Mar 2026, 09:06 somebody pressed Synchronise previous information to Xero" in told
    assert "it had finished by Wed 4 Mar 2026, 20:00, 10 h 54 m later." in told


def test_troubles_and_refusals_are_counted(result: RunResult) -> None:
    told = " ".join(what_happened(result))

    assert "The engine crashed once, on Wed 4 Mar 2026, 12:00, for 1 h." in told
    assert "Xero was away once, on Wed 4 Mar 2026, 15:00, for 2 h." in told
    assert "Calls between engine and Xero came to grief 6 times: answer lost 6 times." in told
    assert "Xero refused 8 calls because of a limit." in told


def test_what_a_bookkeeper_did_in_xero_is_told(result: RunResult) -> None:
    result.history.note(result.started_at, Actor.BOOKKEEPER, "xero records payment")
    result.history.note(result.ended_at, Actor.BOOKKEEPER, "xero voids invoice", None, Ended.FAILED)

    told = what_happened(result)

    assert "A bookkeeper did something in Xero by hand once, on Mon 2 Mar 2026, 08:00." in told


def test_a_run_in_which_nothing_reached_xero_says_so(changed: Callable[..., RunResult]) -> None:
    assert what_happened(changed(history=History(), calls=(), refusals={}, standings=())) == [
        "Nothing ever reached Xero."
    ]


def test_that_all_is_well_is_said_and_what_is_expected_is_no_fault(result: RunResult) -> None:
    right, expected, waiting = findings_of(result)

    assert (right.tone, right.words) == (
        Tone.RIGHT,
        "Nothing is missing, nothing is doubled, and all amounts agree.",
    )
    assert expected.tone is Tone.EXPECTED
    assert expected.words.startswith("2 payments by account credit, 240.00 in all, to record in Xero by hand")
    assert (waiting.tone, waiting.invoices) == (Tone.WAITING, ("1099",))


def test_each_kind_of_wrong_is_one_sentence_with_its_invoices(broken_result: RunResult) -> None:
    missing, doubled, *others = findings_of(broken_result)

    assert (missing.tone, missing.words) == (Tone.WRONG, "1 invoice missing in Xero, 85.00 in all:")
    assert missing.invoices == ("1050",)
    assert (doubled.words, doubled.invoices) == ("1 payment doubled in Xero, 120.00 in all:", ("1041",))
    assert {each.tone for each in others} == {Tone.EXPECTED, Tone.WAITING}


def test_of_many_invoices_the_first_are_named_and_the_rest_counted(changed: Callable[..., RunResult]) -> None:
    missing = tuple(
        Break(BreakKind.MISSING_IN_XERO, Record("invoice", str(number)), Decimal("-1.00"), "It is not there.")
        for number in range(1001, 1013)
    )

    [found, *_] = findings_of(changed(breaks=missing))

    assert found.words == "12 invoices missing in Xero, 12.00 in all:"
    assert (len(found.invoices), found.more) == (8, 4)
