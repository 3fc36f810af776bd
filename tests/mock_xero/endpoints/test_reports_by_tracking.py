"""The profit and loss and the balance sheet by tracking option, as an app meets them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]
Categories = dict[str, dict[str, Any]]

LINES = (
    (100, "North", "Shop"),
    (30, "North", "Web"),
    (7, "South", "Shop"),
    (2, "South", None),
    (1, None, None),
)


@pytest.fixture
def categories(ask: Ask) -> Categories:
    """Two categories, and in March one sale over 140.00 whose lines lie in all their corners."""
    for name, options in (("Region", ("North", "South")), ("Channel", ("Shop", "Web"))):
        body = {"Name": name, "Options": [{"Name": each} for each in options]}
        assert ask("PUT", "TrackingCategories", json=body).status_code == 200
    lines = [
        {
            "Description": "x",
            "Quantity": 1,
            "UnitAmount": amount,
            "AccountCode": "200",
            "TaxType": "EXEMPTOUTPUT",
            "Tracking": [
                {"Name": name, "Option": option}
                for name, option in (("Region", region), ("Channel", channel))
                if option
            ],
        }
        for amount, region, channel in LINES
    ]
    sale = {
        "Type": "ACCREC",
        "Status": "AUTHORISED",
        "Contact": {"Name": "Ada"},
        "Date": "2026-03-02",
        "DueDate": "2026-03-16",
        "InvoiceNumber": "1041",
        "LineItems": lines,
    }
    assert ask("PUT", "Invoices", json=sale).status_code == 200
    held = ask("GET", "TrackingCategories").json()["TrackingCategories"]
    return {each["Name"]: each for each in held}


def option_id(categories: Categories, category: str, name: str) -> str:
    options = categories[category]["Options"]
    found: str = next(each["TrackingOptionID"] for each in options if each["Name"] == name)
    return found


def columns(ask: Ask, name: str, row: str, **parameters: str | int) -> dict[str, str]:
    """The figures of one row by the labels above them."""
    answer = ask("GET", f"Reports/{name}", params=parameters)
    assert answer.status_code == 200, answer.text
    header, *sections = answer.json()["Reports"][0]["Rows"]
    rows = [each["Cells"] for section in sections for each in section["Rows"]]
    cells = next(each for each in rows if each[0]["Value"] == row)
    labels = [each["Value"] for each in header["Cells"]]
    return dict(zip(labels[1:], [each["Value"] for each in cells[1:]], strict=True))


def test_a_category_has_a_column_for_each_option_and_the_rest(ask: Ask, categories: Categories) -> None:
    region = categories["Region"]["TrackingCategoryID"]

    shown = columns(ask, "ProfitAndLoss", "Net Profit", trackingCategoryID=region)

    assert shown == {"North": "130.00", "South": "9.00", "Unassigned": "1.00", "Total": "140.00"}


def test_an_option_stands_alone_and_is_compared_over_periods(ask: Ask, categories: Categories) -> None:
    said = {
        "trackingCategoryID": categories["Region"]["TrackingCategoryID"],
        "trackingOptionID": option_id(categories, "Region", "South"),
    }

    assert columns(ask, "ProfitAndLoss", "Net Profit", **said, periods=1) == {
        "31 Mar 26": "9.00",
        "28 Feb 26": "0.00",
    }


def test_two_categories_have_a_column_for_each_combination(ask: Ask, categories: Categories) -> None:
    said = {
        "trackingCategoryID": categories["Region"]["TrackingCategoryID"],
        "trackingCategoryID2": categories["Channel"]["TrackingCategoryID"],
    }

    shown = columns(ask, "ProfitAndLoss", "Net Profit", **said)

    assert shown["North, Shop"] == "100.00"
    assert shown["North, Web"] == "30.00"
    assert shown["South, Unassigned"] == "2.00"
    assert len(shown) == 10
    assert shown["Total"] == "140.00"


def test_one_option_of_each_category_is_one_column(ask: Ask, categories: Categories) -> None:
    said = {
        "trackingOptionID": option_id(categories, "Region", "North"),
        "trackingOptionID2": option_id(categories, "Channel", "Web"),
    }

    assert columns(ask, "ProfitAndLoss", "Net Profit", **said) == {"31 Mar 26": "30.00"}


def test_one_option_with_a_second_category_has_its_options_beside_it(
    ask: Ask, categories: Categories
) -> None:
    said = {
        "trackingCategoryID": categories["Region"]["TrackingCategoryID"],
        "trackingOptionID": option_id(categories, "Region", "South"),
        "trackingCategoryID2": categories["Channel"]["TrackingCategoryID"],
    }

    shown = columns(ask, "ProfitAndLoss", "Net Profit", **said)

    assert list(shown) == ["South, Shop", "South, Web", "South, Unassigned", "Total"]
    assert shown["South, Shop"] == "7.00"


def test_in_cash_the_options_share_what_was_paid(
    ask: Ask, categories: Categories, payment: Callable[..., dict[str, Any]]
) -> None:
    region = categories["Region"]["TrackingCategoryID"]
    said: dict[str, Any] = {"trackingCategoryID": region, "paymentsOnly": "true"}
    assert columns(ask, "ProfitAndLoss", "Net Profit", **said)["Total"] == "0.00"

    assert ask("PUT", "Payments", json=payment(Amount=70)).status_code == 200

    shown = columns(ask, "ProfitAndLoss", "Net Profit", **said)
    assert shown == {"North": "65.00", "South": "4.50", "Unassigned": "0.50", "Total": "70.00"}


def test_the_balance_sheet_counts_what_has_the_options(ask: Ask, categories: Categories) -> None:
    north, shop = option_id(categories, "Region", "North"), option_id(categories, "Channel", "Shop")

    by_one = columns(ask, "BalanceSheet", "Current Year Earnings", trackingOptionID1=north)
    by_two = columns(
        ask, "BalanceSheet", "Current Year Earnings", trackingOptionID1=north, trackingOptionID2=shop
    )

    assert by_one["31 Mar 2026"] == "130.00"
    assert by_two["31 Mar 2026"] == "100.00"


def test_a_voided_sale_leaves_no_figure_behind(ask: Ask, categories: Categories) -> None:
    region = categories["Region"]["TrackingCategoryID"]

    ask("POST", "Invoices/1041", json={"Status": "VOIDED"})

    shown = columns(ask, "ProfitAndLoss", "Net Profit", trackingCategoryID=region)
    assert set(shown.values()) == {"0.00"}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("ProfitAndLoss?trackingCategoryID=nobody", "The tracking category could not be found"),
        ("ProfitAndLoss?trackingOptionID=nobody", "The tracking option could not be found"),
        ("BalanceSheet?trackingOptionID1=nobody", "The tracking option could not be found"),
    ],
)
def test_unknown_tracking_is_refused(ask: Ask, path: str, message: str) -> None:
    answer = ask("GET", f"Reports/{path}")

    assert answer.status_code == 400
    assert answer.json()["Message"] == message


def test_an_option_of_another_category_is_refused(ask: Ask, categories: Categories) -> None:
    said = {
        "trackingCategoryID": categories["Region"]["TrackingCategoryID"],
        "trackingOptionID": option_id(categories, "Channel", "Web"),
    }

    answer = ask("GET", "Reports/ProfitAndLoss", params=said)

    assert answer.json()["Message"] == "The tracking option could not be found"
