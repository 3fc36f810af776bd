"""Which scopes open which operation, by their broad and by their granular names (facts §1.6)."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.identity.applications import DEMO_APPLICATION, Application
from mock_xero.identity.doors import open_door
from mock_xero.operations import operations
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
Tokens = Callable[..., Mapping[str, Any]]
CREDENTIALS = ("new-client", "new-secret")


@pytest.mark.parametrize(
    ("scope", "method", "path", "opens"),
    [
        ("accounting.transactions", "PUT", "invoices", True),
        ("accounting.transactions.read", "GET", "payments", True),
        ("accounting.transactions.read", "PUT", "payments", False),
        ("accounting.invoices", "PUT", "invoices", True),
        ("accounting.invoices", "POST", "invoices/1/email", True),
        ("accounting.invoices", "PUT", "creditnotes/1/allocations", True),
        ("accounting.invoices", "PUT", "payments", False),
        ("accounting.invoices", "GET", "items", True),
        ("accounting.settings", "PUT", "items", True),
        ("accounting.contacts", "GET", "items", False),
        ("accounting.payments", "PUT", "payments", True),
        ("accounting.payments", "DELETE", "overpayments/1/allocations/2", True),
        ("accounting.payments.read", "POST", "payments", False),
        ("accounting.banktransactions", "PUT", "banktransfers", True),
        ("accounting.manualjournals.read", "GET", "manualjournals", True),
        ("accounting.manualjournals.read", "GET", "journals", False),
        ("accounting.journals.read", "GET", "journals", True),
        ("accounting.settings.read", "GET", "organisation/actions", True),
        ("accounting.settings.read", "GET", "users", True),
        ("accounting.settings.read", "POST", "accounts", False),
        ("accounting.contacts.read", "GET", "contacts", True),
        ("accounting.contacts", "DELETE", "contactgroups/1/contacts/2", True),
        # History goes with its resource, attachments of whatever do not.
        ("accounting.invoices", "PUT", "invoices/1/history", True),
        ("accounting.attachments", "PUT", "invoices/1/history", False),
        ("accounting.attachments", "PUT", "invoices/1/attachments/a.pdf", True),
        ("accounting.attachments.read", "GET", "accounts/1/attachments", True),
        ("accounting.attachments.read", "POST", "accounts/1/attachments/a.pdf", False),
        ("accounting.invoices", "GET", "invoices/1/attachments", False),
        # Reports go by name.
        ("accounting.reports.read", "GET", "reports/trialbalance", True),
        ("accounting.reports.trialbalance.read", "GET", "reports/trialbalance", True),
        ("accounting.reports.trialbalance.read", "GET", "reports/balancesheet", False),
        ("accounting.reports.aged.read", "GET", "reports/agedreceivablesbycontact", True),
        ("accounting.reports.aged.read", "GET", "reports/agedpayablesbycontact", True),
        ("accounting.reports.tenninetynine.read", "GET", "reports/tenninetynine", True),
        ("accounting.reports.taxreports.read", "GET", "reports", True),
        ("paymentservices", "PUT", "paymentservices", True),
        ("paymentservices", "GET", "brandingthemes/1/paymentservices", True),
        ("openid", "GET", "invoices", False),
        ("openid", "GET", "nothing-of-the-kind", True),
    ],
)
def test_a_scope_opens_what_it_is_meant_for(scope: str, method: str, path: str, *, opens: bool) -> None:
    assert open_door(frozenset({scope}), method, *path.split("/")[:3]) is opens


def test_no_scope_for_reading_ever_opens_a_write() -> None:
    reading = frozenset(each for each in DEMO_APPLICATION.scopes if each.endswith(".read"))

    writes = [each for each in operations() if each.method != "GET"]

    opened = [each for each in writes if open_door(reading, each.method, *each.path.lower().split("/")[1:4])]
    assert not opened


@pytest.fixture
def new_app(clock: SettableClock, talk: Callable[..., Ask]) -> Ask:
    """Return a caller of a mock whose one app was created after 2 March 2026."""
    app = Application(
        client_id=CREDENTIALS[0], client_secret=CREDENTIALS[1], name="New", granular_only=True,
        grants=DEMO_APPLICATION.grants,
    )  # fmt: skip
    return talk(MockXero(clock, SeededChoices(7), applications=[app], auto_consent=True))


def authorize(ask: Ask, scope: str) -> httpx.Response:
    asked = {"response_type": "code", "client_id": CREDENTIALS[0], "redirect_uri": "http://localhost/"}
    return ask("GET", "/identity/connect/authorize", params={**asked, "scope": scope})


@pytest.mark.parametrize("scope", ["accounting.transactions", "openid accounting.reports.read"])
def test_a_new_app_that_asks_for_a_broad_scope_ends_on_xeros_error_page(new_app: Ask, scope: str) -> None:
    refused = authorize(new_app, scope)

    assert refused.status_code == 400
    assert refused.headers["content-type"].startswith("text/html")
    assert "unauthorized_client : Invalid scope for client" in refused.text


def test_a_new_app_gets_granular_scopes(new_app: Ask) -> None:
    assert authorize(new_app, "openid accounting.invoices accounting.reports.aged.read").status_code == 302


def test_a_new_custom_connection_gets_no_broad_scope_either(new_app: Ask) -> None:
    form = {"grant_type": "client_credentials"}

    refused = new_app(
        "POST", "/connect/token", data={**form, "scope": "accounting.transactions"}, auth=CREDENTIALS
    )
    granted = new_app("POST", "/connect/token", data=form, auth=CREDENTIALS)

    assert (refused.status_code, refused.json()) == (400, {"error": "invalid_scope"})
    assert "accounting.invoices" in granted.json()["scope"].split()
    assert "accounting.transactions" not in granted.json()["scope"].split()


def test_scopes_add_up_over_consents_until_they_are_revoked(tokens: Tokens, token: Ask, ask: Ask) -> None:
    tokens(scope="openid accounting.contacts offline_access")

    second = tokens(scope="accounting.settings.read offline_access")
    ask(
        "POST",
        "/connect/revocation",
        data={"token": second["refresh_token"]},
        auth=("demo-client", "demo-secret"),
    )
    third = tokens(scope="accounting.settings.read")

    assert second["scope"].split() == ["accounting.settings.read", "offline_access", "accounting.contacts"]
    assert third["scope"].split() == ["accounting.settings.read"]


def test_a_missing_scope_is_refused_for_each_method_and_resource(
    ask: Ask, tokens: Tokens, mock: MockXero
) -> None:
    token = tokens(scope="accounting.invoices.read accounting.reports.aged.read")["access_token"]
    headers = {"Authorization": f"Bearer {token}", "xero-tenant-id": next(iter(mock.organisations))}

    asked = [("GET", "Invoices"), ("PUT", "Invoices"), ("GET", "Payments"), ("GET", "Reports/TrialBalance")]
    answers = [ask(method, f"/api.xro/2.0/{path}", headers=headers) for method, path in asked]

    assert [each.status_code for each in answers] == [200, 401, 401, 401]
    for refused in answers[1:]:
        assert refused.headers["www-authenticate"] == "insufficient_scope"
        assert refused.json() | {"Instance": ""} == {
            "Type": None,
            "Title": "Unauthorized",
            "Status": 401,
            "Detail": "AuthorizationUnsuccessful",
            "Instance": "",
            "Extensions": {},
        }
