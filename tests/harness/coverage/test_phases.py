"""What the engine was at when trouble came: read from the history and the calls alone."""

from harness.simulation.papers import CONSENT, REFRESH
from harness.simulation.refusals import Gate
from tests.harness.coverage.runs import (
    CONNECTED,
    INVOICE,
    STILL_AT_WORK,
    call,
    clinic,
    engine,
    nemesis,
    reached,
)

ON_A_WORKING_DAY = (*CONNECTED, STILL_AT_WORK)


def test_the_days_work_is_live() -> None:
    lost = call(10, took=None, trouble="answer lost")

    assert reached(ON_A_WORKING_DAY, [lost]) == {"answer lost: live", "unknown: live"}


def test_nothing_is_counted_before_the_first_connection() -> None:
    assert reached([STILL_AT_WORK, nemesis(10, "crash")]) == set()


def test_connecting_lasts_from_the_request_for_tokens_until_the_user_is_done() -> None:
    way_to_xero = [
        call(0, grant=CONSENT, took=1, trouble="gateway error"),
        call(5, trouble="answer duplicated"),
        call(11, trouble="server error"),
    ]

    cells = reached([clinic(10, "connect"), STILL_AT_WORK], way_to_xero)

    assert {"gateway error: connecting", "answer duplicated: connecting", "server error: live"} <= cells
    assert "server error: connecting" not in cells


def test_a_request_for_fresh_tokens_is_refreshing_and_one_of_several_documents_is_mid_batch() -> None:
    calls = [
        call(10, grant=REFRESH, trouble="connection reset"),
        call(20, documents=2, trouble="server error"),
    ]

    cells = reached(ON_A_WORKING_DAY, calls)

    assert {"connection reset: refreshing", "server error: mid-batch"} <= cells


def test_a_blow_is_counted_for_what_is_under_way_when_it_falls() -> None:
    batch = call(10, took=0.4, documents=3)
    blows = [nemesis(10.2, "crash"), nemesis(10.3, "crash ends"), nemesis(30, "disconnect")]

    cells = reached([*ON_A_WORKING_DAY, *blows], [batch])

    assert "crash: mid-batch" in cells
    assert "disconnect: live" in cells


def test_a_backfill_lasts_until_the_engine_has_finished_it() -> None:
    pressed = [clinic(10, "synchronise"), engine(30, "backfill finished")]
    calls = [call(20, trouble="server error"), call(40, trouble="gateway error")]

    cells = reached([*ON_A_WORKING_DAY, *pressed], calls)

    assert {"server error: backfill", "gateway error: live"} <= cells


def test_a_backfill_ends_when_the_engine_hears_that_the_tie_is_lost() -> None:
    history = [*ON_A_WORKING_DAY, clinic(10, "synchronise"), clinic(50, "reconnect")]
    calls = [call(20, gate=Gate.TENANCY, status=403), call(60, trouble="server error")]

    cells = reached(history, calls)

    assert {"disconnected: backfill", "server error: live"} <= cells


def test_recovering_lasts_from_the_restart_until_the_first_delivery() -> None:
    crash = [nemesis(10, "crash"), nemesis(12, "crash ends"), engine(15, "create invoice", INVOICE)]
    calls = [call(13, trouble="server error"), call(16, trouble="gateway error")]

    cells = reached([*ON_A_WORKING_DAY, *crash], calls)

    assert {"server error: recovering", "gateway error: live", "crash: live"} <= cells


def test_an_engine_that_finds_nothing_to_deliver_has_recovered_after_ten_minutes() -> None:
    crash = [nemesis(10, "crash"), nemesis(11, "crash ends")]

    cells = reached([*ON_A_WORKING_DAY, *crash, nemesis(15, "disconnect"), nemesis(30, "crash")])

    assert {"disconnect: recovering", "crash: live"} <= cells


def test_after_the_last_deed_of_clinic_and_bookkeeper_everything_is_settling() -> None:
    cells = reached([*CONNECTED, clinic(5, "issue invoice"), nemesis(10, "crash")])

    assert cells == {"crash: settling"}


def test_a_consent_that_lapses_as_somebody_connects_again_lapsed_before() -> None:
    lapse = [nemesis(10, "consent lapses"), clinic(10, "reconnect")]

    cells = reached([*ON_A_WORKING_DAY, *lapse], [call(10, grant=CONSENT)])

    assert "consent lapses: live" in cells
    assert "consent lapses: connecting" not in cells
