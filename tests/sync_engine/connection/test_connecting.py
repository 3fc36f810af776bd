"""The way of a connection, what breaks it, and what that does to the day's work."""

from urllib.parse import parse_qs, urlsplit

import pytest

from sync_engine import ConnectionRefused, ConnectionState
from sync_engine.connection.connecting import READ_TRIES
from tests.sync_engine.clinic_day import CALLBACK, SETTINGS, ClinicDay
from tests.sync_engine.fake_xero import TENANT, Trouble


def begun_state(day: ClinicDay) -> str:
    return parse_qs(urlsplit(day.engine.connection.begin()).query)["state"][0]


def finish(day: ClinicDay, **query: str) -> None:
    text = "&".join(f"{key}={each}" for key, each in query.items())
    day.loop.run_until_complete(day.engine.connection.finish(f"{CALLBACK}?{text}"))


def test_consent_then_accounts_then_settings(day: ClinicDay) -> None:
    connection = day.engine.connection
    assert day.state() is ConnectionState.NEVER_CONNECTED

    query = parse_qs(urlsplit(connection.begin()).query)
    finish(day, code="good", state=query["state"][0])
    assert day.state() is ConnectionState.AWAITING_SETTINGS
    assert [each.code for each in connection.accounts() if each.takes_sales] == ["200", "210"]
    assert [each.code for each in connection.accounts() if each.takes_payments] == ["610", "611"]
    assert [each.tax_type for each in connection.tax_rates()] == ["EXEMPTOUTPUT", "OUTPUT"]

    day.engine.settings.save(SETTINGS)
    assert day.state() is ConnectionState.CONNECTED
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [CALLBACK]
    assert [each.state for each in connection.history()] == [
        ConnectionState.AWAITING_SETTINGS,
        ConnectionState.CONNECTED,
    ]


def test_nothing_is_sent_before_the_settings_are_saved(day: ClinicDay) -> None:
    finish(day, code="good", state=begun_state(day))

    day.issue(1)
    day.spend(600)

    assert day.xero.invoices == {}
    assert day.engine.counts()["missed"] == 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"error": "access_denied"}, "did not allow access"),
        ({"code": "bad"}, "did not accept the consent"),
        ({"error": "server_error"}, "did not give its consent"),
        ({}, "did not give its consent"),
    ],
)
def test_a_consent_that_was_not_given_is_told(day: ClinicDay, query: dict[str, str], sentence: str) -> None:
    state = begun_state(day)

    with pytest.raises(ConnectionRefused, match=sentence):
        finish(day, state=state, **query)

    assert day.state() is ConnectionState.NEVER_CONNECTED


def test_an_answer_to_somebody_elses_question_is_refused(day: ClinicDay) -> None:
    begun_state(day)

    with pytest.raises(ConnectionRefused, match="does not belong"):
        finish(day, code="good", state="forged")

    assert day.xero.calls == []


def test_a_state_is_good_once(day: ClinicDay) -> None:
    state = begun_state(day)
    finish(day, code="good", state=state)

    with pytest.raises(ConnectionRefused, match="No connection was begun"):
        finish(day, code="good", state=state)


@pytest.mark.parametrize("route", ["POST /connect", "GET /connections", "GET /Accounts", "GET /TaxRates"])
@pytest.mark.parametrize("trouble", [Trouble.REQUEST_LOST, Trouble.ANSWER_LOST, Trouble.BROKEN_BODY])
def test_finishing_may_fail_anywhere_and_the_user_presses_again(
    day: ClinicDay, route: str, trouble: Trouble
) -> None:
    day.xero.trouble(route, *[trouble] * (READ_TRIES if route.startswith("GET") else 1))
    state = begun_state(day)
    with pytest.raises(ConnectionRefused):
        finish(day, code="good", state=state)
    assert day.state() is ConnectionState.NEVER_CONNECTED

    day.spend(60)
    day.connect()

    assert day.state() is ConnectionState.CONNECTED


@pytest.mark.parametrize("route", ["GET /connections", "GET /Accounts", "GET /TaxRates"])
def test_an_answer_lost_while_reading_spares_the_user_another_consent(day: ClinicDay, route: str) -> None:
    day.xero.trouble(route, Trouble.ANSWER_LOST)

    finish(day, code="good", state=begun_state(day))

    assert day.state() is ConnectionState.AWAITING_SETTINGS


def test_without_an_organisation_there_is_no_connection(day: ClinicDay) -> None:
    day.xero.tenants.clear()
    state = begun_state(day)

    with pytest.raises(ConnectionRefused, match="No organisation"):
        finish(day, code="good", state=state)


def test_the_organisation_used_before_is_used_again(day: ClinicDay) -> None:
    day.connect()
    day.xero.tenants.insert(0, "tenant-0")

    day.connect()

    assert day.engine.connection.organisation == TENANT


def test_documents_never_go_to_another_organisation(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.tenants[:] = ["tenant-2"]
    state = begun_state(day)

    with pytest.raises(ConnectionRefused, match="documents are in tenant-1"):
        finish(day, code="good", state=state)


def test_a_user_who_removes_the_app_in_xero_is_noticed_and_nothing_goes_by_itself(day: ClinicDay) -> None:
    day.connect()
    day.xero.tenants.clear()

    day.issue(1)
    day.spend(60)
    assert day.state() is ConnectionState.DISCONNECTED
    assert "removed in Xero" in day.engine.connection.reason
    assert ("disconnected", None, None, "failed") in day.notes.heard

    day.xero.tenants.append(TENANT)
    day.connect()
    day.spend(3600)
    assert day.xero.invoices == {}
    assert day.engine.counts()["missed"] == 1


def test_a_refusal_that_xero_cannot_confirm_changes_nothing_yet(day: ClinicDay) -> None:
    day.connect()
    day.xero.tenants.clear()
    day.xero.trouble("GET /connections", Trouble.SERVER_ERROR)

    day.issue(1)
    day.spend(0.5)
    assert day.state() is ConnectionState.CONNECTED

    day.spend(60)
    assert day.state() is ConnectionState.DISCONNECTED


def test_a_consent_that_lapsed_is_noticed(day: ClinicDay) -> None:
    day.connect()
    day.xero.refresh_tokens.clear()
    day.spend(3600)

    day.issue(1)
    day.spend(60)

    assert day.state() is ConnectionState.CONSENT_LAPSED
    assert day.engine.counts()["missed"] == 1


def test_a_missing_scope_is_noticed_and_not_refreshed_for_ever(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", *[Trouble.SCOPE_MISSING] * 50)

    day.issue(1)
    day.spend(3600)

    assert day.state() is ConnectionState.SCOPE_MISSING
    assert day.xero.count("PUT /Invoices") == 1
    assert day.xero.count("POST /connect/token") == 1


def test_a_consent_renewed_in_time_interrupts_nothing(day: ClinicDay) -> None:
    day.connect()
    day.xero.refresh_tokens.clear()

    day.connect()
    day.issue(1)
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]


def test_everything_is_still_known_after_a_restart(day: ClinicDay) -> None:
    day.connect()
    day.crash()

    day.start()
    day.issue(1)
    day.settle()

    assert day.state() is ConnectionState.CONNECTED
    assert day.engine.settings.current() == SETTINGS
    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
