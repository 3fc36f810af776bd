"""Branding themes and payment services through the API."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]
NOBODY = "0f0f0f0f-0000-4000-8000-000000000000"
SERVICE = {
    "PaymentServiceName": "PayUpNow",
    "PaymentServiceUrl": "https://www.payupnow.example/",
    "PayNowText": "Time to pay",
}


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_themes_are_read_in_their_order(ask: Ask) -> None:
    themes = ask("GET", "BrandingThemes").json()["BrandingThemes"]

    assert [(each["Name"], each["SortOrder"]) for each in themes] == [
        ("Standard", 0),
        ("Special Projects", 1),
    ]
    one = ask("GET", f"BrandingThemes/{themes[0]['BrandingThemeID']}").json()["BrandingThemes"]
    assert one == [themes[0]]
    assert ask("GET", f"BrandingThemes/{NOBODY}").status_code == 404


def test_a_payment_service_is_set_up_and_offered_on_a_theme(ask: Ask) -> None:
    theme = ask("GET", "BrandingThemes").json()["BrandingThemes"][0]["BrandingThemeID"]
    path = f"BrandingThemes/{theme}/PaymentServices"

    service = ask("PUT", "PaymentServices", json=SERVICE).json()["PaymentServices"][0]
    for _ in range(2):
        offered = ask("POST", path, json={"PaymentServiceID": service["PaymentServiceID"]})
        assert offered.json()["PaymentServices"] == [service]

    assert service["PaymentServiceType"] == "Custom"
    assert ask("GET", "PaymentServices").json()["PaymentServices"] == [service]
    assert ask("GET", path).json()["PaymentServices"] == [service]


def test_only_a_service_that_exists_is_offered(ask: Ask) -> None:
    theme = ask("GET", "BrandingThemes").json()["BrandingThemes"][0]["BrandingThemeID"]

    answer = ask("POST", f"BrandingThemes/{theme}/PaymentServices", json={"PaymentServiceID": NOBODY})

    assert messages(answer) == ["Payment service could not be found"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"PaymentServiceName": ""}, "Payment service name must be specified"),
        ({"PaymentServiceName": "payupnow"}, "Payment service name must be unique"),
        ({"PaymentServiceUrl": "payupnow"}, "Payment service URL must be a full URL"),
    ],
)
def test_a_service_that_breaks_a_rule_is_refused(ask: Ask, said: dict[str, Any], message: str) -> None:
    ask("PUT", "PaymentServices", json=SERVICE)

    assert message in messages(ask("PUT", "PaymentServices", json=SERVICE | said))


LINES = [{"Description": "x", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200"}]
DOCUMENT = {"Contact": {"Name": "Ada"}, "Date": "2026-03-02", "LineItems": LINES}
SCHEDULE = {
    "Period": 1,
    "Unit": "MONTHLY",
    "DueDate": 10,
    "DueDateType": "OFFOLLOWINGMONTH",
    "StartDate": "2026-03-02",
}
BRANDED = pytest.mark.parametrize(
    ("resource", "also"),
    [
        ("Invoices", {"Type": "ACCREC"}),
        ("CreditNotes", {"Type": "ACCRECCREDIT"}),
        ("Quotes", {}),
        ("RepeatingInvoices", {"Type": "ACCREC", "Status": "DRAFT", "Schedule": SCHEDULE}),
    ],
)


@BRANDED
def test_a_document_is_sent_under_a_theme(ask: Ask, resource: str, also: dict[str, Any]) -> None:
    theme = ask("GET", "BrandingThemes").json()["BrandingThemes"][1]["BrandingThemeID"]

    written = ask("PUT", resource, json=DOCUMENT | also | {"BrandingThemeID": theme}).json()[resource]

    listed = ask("GET", resource).json()[resource]
    assert [each["BrandingThemeID"] for each in (*written, *listed)] == [theme, theme]


@BRANDED
def test_a_theme_that_does_not_exist_is_refused(ask: Ask, resource: str, also: dict[str, Any]) -> None:
    answer = ask("PUT", resource, json=DOCUMENT | also | {"BrandingThemeID": NOBODY})

    assert messages(answer) == ["The branding theme could not be found"]


def test_what_a_template_makes_has_its_theme(ask: Ask) -> None:
    theme = ask("GET", "BrandingThemes").json()["BrandingThemes"][1]["BrandingThemeID"]
    template = DOCUMENT | {"Type": "ACCREC", "Status": "DRAFT", "Schedule": SCHEDULE}

    ask("PUT", "RepeatingInvoices", json=template | {"BrandingThemeID": theme})

    (invoice,) = ask("GET", f'Invoices?where=BrandingThemeID==Guid("{theme}")').json()["Invoices"]
    assert invoice["BrandingThemeID"] == theme
