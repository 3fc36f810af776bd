"""Settings -> Integrations: connecting, and what the page says of the connection (R1, R10)."""

from collections.abc import Callable

import httpx
import pytest

from sync_engine import ConnectionState, SyncEngine
from tests.sync_engine.pages.conftest import HOME, Browser


def test_the_first_address_leads_to_the_integration(browser: Browser) -> None:
    assert browser.get("/").headers["location"] == HOME


def test_a_clinic_that_never_connected_is_offered_the_button(browser: Browser) -> None:
    page = browser.get(HOME).text

    assert "Integrate with Xero" in page
    assert "Not connected yet" in page
    assert "Connect to Xero" in page


def test_connect_to_xero_leads_to_the_login_of_xero(browser: Browser) -> None:
    leaving = browser.post(f"{HOME}/connect", {})

    assert leaving.status_code == 303
    assert leaving.headers["location"].startswith("http://xero.test/identity/connect/authorize?")


def test_coming_back_says_so_and_goes_on_to_the_settings(
    come_back: Callable[[], httpx.Response], engine: SyncEngine
) -> None:
    page = come_back()

    assert "Xero is bringing you back" in page.text
    assert f'content="2; url={HOME}/edit"' in page.text
    assert engine.connection.state is ConnectionState.AWAITING_SETTINGS


def test_who_cancels_in_xero_reads_why_and_may_press_again(browser: Browser) -> None:
    leaving = browser.post(f"{HOME}/connect", {})
    state = httpx.URL(leaving.headers["location"]).params["state"]

    page = browser.get(f"{HOME}/callback?error=access_denied&state={state}")

    assert page.status_code == 400
    assert "You did not allow access in Xero" in page.text
    assert "Connect to Xero" in page.text


def test_an_answer_that_nobody_asked_for_is_refused(browser: Browser, engine: SyncEngine) -> None:
    page = browser.get(f"{HOME}/callback?code=stolen&state=made-up")

    assert page.status_code == 400
    assert engine.connection.state is ConnectionState.NEVER_CONNECTED


@pytest.mark.usefixtures("connected")
def test_a_connected_clinic_sees_its_organisation_and_what_it_may_do(browser: Browser) -> None:
    page = browser.get(HOME).text

    assert "Harbour &amp; Sons" in page
    assert "Edit your integration with Xero" in page
    assert "Synchronise from previous date" in page
    assert ">Connect to Xero<" not in page


@pytest.mark.parametrize(
    "path",
    [
        f"{HOME}/connect",
        f"{HOME}/edit",
        f"{HOME}/synchronise",
        f"{HOME}/synchronise/cancel",
        f"{HOME}/attention",
        f"{HOME}/by-hand",
        "/clinic/invoices/new",
        "/clinic/payments/new",
        "/clinic/payments/delete",
    ],
)
@pytest.mark.parametrize("token", ["", "made-up", "\u00fc"])
def test_a_form_without_the_token_of_this_browser_is_refused(browser: Browser, path: str, token: str) -> None:
    answer = browser.post_without_token(path, {"form_token": token})

    assert answer.status_code == 403
    assert "not sent from these pages" in answer.text


def test_a_form_from_a_browser_that_saw_no_page_is_refused(engine: SyncEngine) -> None:
    answer = Browser(engine).post_without_token(f"{HOME}/connect", {"form_token": ""})

    assert answer.status_code == 403


def test_the_token_is_out_of_reach_for_scripts_and_other_sites(engine: SyncEngine) -> None:
    cookie = Browser(engine).get(HOME).headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_no_page_is_kept_framed_or_scripted(browser: Browser) -> None:
    headers = browser.get("/clinic").headers

    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_an_unknown_address_says_so_and_leads_back(browser: Browser) -> None:
    page = browser.get("/nowhere")

    assert page.status_code == 404
    assert "Back to Integrations" in page.text
