"""/Reports as an app meets it: rows and cells of text, every figure from the ledger."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.mock_xero.endpoints.credit_bodies import allocation_body

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
Table = dict[str, list[str]]


def line(amount: float, code: str, tax_type: str) -> dict[str, Any]:
    return {
        "Description": "x",
        "Quantity": 1,
        "UnitAmount": amount,
        "AccountCode": code,
        "TaxType": tax_type,
    }


def report(ask: Ask, path: str) -> dict[str, Any]:
    answer = ask("GET", f"Reports/{path}")
    assert answer.status_code == 200, answer.text
    (found,) = answer.json()["Reports"]
    assert isinstance(found, dict)
    return found


def table(found: dict[str, Any]) -> Table:
    """The cells of each row by the label in its first cell."""
    rows = [row for section in found["Rows"][1:] for row in section["Rows"]]
    return {row["Cells"][0]["Value"]: [cell["Value"] for cell in row["Cells"][1:]] for row in rows}


def titles(found: dict[str, Any]) -> list[str]:
    return [section["Title"] for section in found["Rows"][1:]]


@pytest.fixture
def year(ask: Ask, sale: Body, payment: Body) -> Ask:
    """Two sales and a bill on both sides of 1 July 2025, a payment of one sale, and money to the savings."""
    for number, day, lines in (
        ("old", "2025-06-10", [line(1000, "200", "EXEMPTOUTPUT")]),
        ("new", "2026-03-01", [line(300, "200", "OUTPUT"), line(50, "270", "EXEMPTOUTPUT")]),
        ("February", "2026-02-10", [line(80, "200", "EXEMPTOUTPUT")]),
    ):
        body = sale(InvoiceNumber=number, Date=day, DueDate="2026-03-01", LineItems=lines)
        assert ask("PUT", "Invoices", json=body).status_code == 200
    costs = [line(100, "469", "INPUT"), line(40, "310", "INPUT")]
    bill = sale(Type="ACCPAY", InvoiceNumber="rent", LineItems=costs, Contact={"Name": "Landlord"})
    ask("PUT", "Invoices", json=bill)
    paid = payment(Invoice={"InvoiceNumber": "new"}, Account={"Code": "090"}, Amount=190, Date="2026-03-02")
    ask("PUT", "Payments", json=paid)
    transfer = {"FromBankAccount": {"Code": "090"}, "ToBankAccount": {"Code": "091"}, "Amount": 60}
    ask("PUT", "BankTransfers", json=transfer)
    return ask


def test_a_report_names_itself_its_organisation_and_its_day(year: Ask) -> None:
    found = report(year, "TrialBalance")

    assert (found["ReportID"], found["ReportType"]) == ("TrialBalance", "TrialBalance")
    assert found["ReportTitles"] == ["Trial Balance", "Demo Company (AU)", "As at 2 March 2026"]
    assert (found["ReportDate"], found["UpdatedDateUTC"]) == ("2 March 2026", "/Date(1772398800000)/")
    assert found["Rows"][0]["RowType"] == "Header"


def test_the_trial_balance_has_two_equal_sides_of_the_month_and_of_the_year(year: Ask) -> None:
    found = report(year, "TrialBalance")

    assert titles(found) == ["Revenue", "Expenses", "Assets", "Liabilities", "Equity", ""]
    assert table(found) == {
        "Interest Income (270)": ["", "50.00", "", "50.00"],
        "Sales (200)": ["", "300.00", "", "380.00"],
        "Cost of Goods Sold (310)": ["40.00", "", "40.00", ""],
        "Rent (469)": ["100.00", "", "100.00", ""],
        "Accounts Receivable (120)": ["190.00", "", "1270.00", ""],
        "Business Bank Account (090)": ["130.00", "", "130.00", ""],
        "Business Savings Account (091)": ["60.00", "", "60.00", ""],
        "Accounts Payable (800)": ["", "154.00", "", "154.00"],
        "GST (820)": ["", "16.00", "", "16.00"],
        "Retained Earnings (960)": ["", "0.00", "", "1000.00"],
        "Total": ["520.00", "520.00", "1600.00", "1600.00"],
    }


def test_every_row_of_an_account_names_it(year: Ask) -> None:
    accounts = {each["AccountID"]: each["Name"] for each in year("GET", "Accounts").json()["Accounts"]}

    for section in report(year, "TrialBalance")["Rows"][1:-1]:
        for row in section["Rows"]:
            assert row["RowType"] == "Row"
            (about,) = {each["Value"] for cell in row["Cells"] for each in cell["Attributes"]}
            assert row["Cells"][0]["Value"].startswith(accounts[about])


def test_a_day_before_shows_the_balances_of_that_day(year: Ask) -> None:
    found = table(report(year, "TrialBalance?date=2025-06-30"))

    assert found["Sales (200)"] == ["", "1000.00", "", "1000.00"]
    assert "Retained Earnings (960)" not in found


def test_in_cash_the_trial_balance_knows_what_was_paid_only(year: Ask) -> None:
    found = table(report(year, "TrialBalance?paymentsOnly=true"))

    assert found["Sales (200)"][3] == "150.00"
    assert found["Interest Income (270)"][3] == "25.00"
    assert found["GST (820)"][3] == "15.00"
    assert "Accounts Receivable (120)" not in found


def test_profit_and_loss_is_of_the_present_month(year: Ask) -> None:
    found = report(year, "ProfitAndLoss?standardLayout=true")

    assert found["ReportName"] == "Profit and Loss"
    assert found["ReportTitles"][0] == "Profit & Loss"
    assert found["ReportTitles"][2] == "1 March 2026 to 31 March 2026"
    assert [cell["Value"] for cell in found["Rows"][0]["Cells"]] == ["", "31 Mar 26"]
    assert titles(found) == ["Income", "Less Cost of Sales", "", "Less Operating Expenses", ""]
    assert table(found) == {
        "Interest Income": ["50.00"],
        "Sales": ["300.00"],
        "Total Income": ["350.00"],
        "Cost of Goods Sold": ["40.00"],
        "Total Cost of Sales": ["40.00"],
        "Gross Profit": ["310.00"],
        "Rent": ["100.00"],
        "Total Operating Expenses": ["100.00"],
        "Net Profit": ["210.00"],
    }


@pytest.mark.parametrize(
    ("query", "header", "sales"),
    [
        ("periods=2", ["31 Mar 26", "28 Feb 26", "31 Jan 26"], ["300.00", "80.00", "0.00"]),
        ("periods=1&timeframe=QUARTER", ["31 Mar 26", "31 Dec 25"], ["380.00", "0.00"]),
        ("periods=1&timeframe=YEAR", ["31 Mar 26", "31 Mar 25"], ["1380.00", "0.00"]),
        ("periods=1&timeframe=DECADE", ["31 Mar 26", "28 Feb 26"], ["300.00", "80.00"]),
        (
            "fromDate=2026-03-01&toDate=2026-03-09&periods=1",
            ["9 Mar 26", "9 Feb 26"],
            ["300.00", "0.00"],
        ),
        ("toDate=2025-06-30", ["30 Jun 25"], ["1000.00"]),
        ("paymentsOnly=true", ["31 Mar 26"], ["150.00"]),
    ],
)
def test_profit_and_loss_compares_periods(year: Ask, query: str, header: list[str], sales: list[str]) -> None:
    found = report(year, f"ProfitAndLoss?{query}")

    assert [cell["Value"] for cell in found["Rows"][0]["Cells"]][1:] == header
    assert table(found)["Sales"] == sales


def test_an_empty_month_has_a_profit_of_nothing(ask: Ask) -> None:
    assert table(report(ask, "ProfitAndLoss")) == {
        "Total Income": ["0.00"],
        "Gross Profit": ["0.00"],
        "Total Operating Expenses": ["0.00"],
        "Net Profit": ["0.00"],
    }


def test_the_balance_sheet_stands_at_the_end_of_the_month_beside_the_year_before(year: Ask) -> None:
    found = report(year, "BalanceSheet?date=2026-03-02")

    assert found["ReportTitles"][2] == "As at 31 March 2026"
    assert [cell["Value"] for cell in found["Rows"][0]["Cells"]] == ["", "31 Mar 2026", "31 Mar 2025"]
    figures = {label: cells[0] for label, cells in table(found).items()}
    assert figures == {
        "Business Bank Account": "130.00",
        "Business Savings Account": "60.00",
        "Total Bank": "190.00",
        "Accounts Receivable": "1270.00",
        "Total Current Assets": "1270.00",
        "Total Assets": "1460.00",
        "Accounts Payable": "154.00",
        "GST": "16.00",
        "Total Current Liabilities": "170.00",
        "Total Liabilities": "170.00",
        "Net Assets": "1290.00",
        "Current Year Earnings": "290.00",
        "Retained Earnings": "1000.00",
        "Total Equity": "1290.00",
    }


def test_earnings_say_from_when_to_when_they_were_made(year: Ask) -> None:
    found = report(year, "BalanceSheet?periods=1&timeframe=MONTH")

    rows = {row["Cells"][0]["Value"]: row for row in found["Rows"][-1]["Rows"]}
    spans = [
        {each["Id"]: each["Value"] for each in cell["Attributes"] if each["Id"] != "account"}
        for cell in rows["Current Year Earnings"]["Cells"][1:]
    ]
    assert spans == [
        {"fromDate": "7/1/2025", "toDate": "3/31/2026"},
        {"fromDate": "7/1/2025", "toDate": "2/28/2026"},
    ]


def test_the_bank_summary_shows_what_came_and_went(year: Ask) -> None:
    found = report(year, "BankSummary?fromDate=2026-03-01&toDate=2026-03-31")

    assert found["ReportTitles"][2] == "From 1 March 2026 to 31 March 2026"
    assert table(found) == {
        "Business Bank Account": ["0.00", "190.00", "60.00", "130.00"],
        "Business Savings Account": ["0.00", "60.00", "0.00", "60.00"],
        "Total": ["0.00", "250.00", "60.00", "190.00"],
    }


def test_a_payment_that_was_taken_back_never_moved(year: Ask) -> None:
    (paid,) = year("GET", "Payments").json()["Payments"]
    year("POST", f"Payments/{paid['PaymentID']}", json={"Status": "DELETED"})

    found = table(report(year, "BankSummary"))

    assert found["Business Bank Account"] == ["0.00", "0.00", "60.00", "-60.00"]


def test_the_executive_summary_sets_a_month_beside_the_last(year: Ask) -> None:
    found = report(year, "ExecutiveSummary")

    assert [cell["Value"] for cell in found["Rows"][0]["Cells"]] == ["", "Mar 2026", "Feb 2026", "Variance"]
    assert titles(found) == ["Cash", "Profitability", "Balance Sheet", "Income", "Performance", "Position"]
    figures = table(found)
    assert figures["Closing bank balance"] == ["190.00", "0.00", "0.0%"]
    assert figures["Income"] == ["350.00", "80.00", "337.5%"]
    assert figures["Profit (loss)"] == ["210.00", "80.00", "162.5%"]
    assert figures["Debtors"] == ["1270.00", "1080.00", "17.6%"]
    assert figures["Net assets"] == ["1290.00", "1080.00", "19.4%"]
    assert figures["Number of invoices issued"] == ["1", "1", "0.0%"]
    assert figures["Average value of invoices"] == ["380.00", "80.00", "375.0%"]
    assert figures["Gross profit margin"] == ["88.6%", "100.0%", "-11.4%"]
    assert figures["Short term cash forecast"] == ["1116.00", "1080.00", "3.3%"]
    assert figures["Term assets to liabilities"] == ["", "", "0.0%"]


def contact_id(ask: Ask, name: str) -> str:
    (found,) = ask("GET", "Contacts", params={"where": f'Name=="{name}"'}).json()["Contacts"]
    return str(found["ContactID"])


def test_aged_receivables_list_a_contacts_invoices_with_what_is_due(year: Ask) -> None:
    contact = contact_id(year, "Ada Byron")

    found = report(year, f"AgedReceivablesByContact?contactId={contact}&date=2026-03-02")

    assert found["ReportTitles"] == [
        "Invoices",
        "Ada Byron",
        "To 2 March 2026",
        "Showing payments to 2 March 2026",
    ]
    (section,) = found["Rows"][1:]
    assert [[cell["Value"] for cell in row["Cells"]][1:] for row in section["Rows"]] == [
        ["old", "2026-03-01T00:00:00", "1 day overdue", "1000.00", "0.00", "0.00", "1000.00"],
        ["February", "2026-03-01T00:00:00", "1 day overdue", "80.00", "0.00", "0.00", "80.00"],
        ["new", "2026-03-01T00:00:00", "1 day overdue", "380.00", "190.00", "0.00", "190.00"],
        ["", "", "", "1460.00", "190.00", "0.00", "1270.00"],
    ]
    assert section["Rows"][0]["Cells"][0]["Attributes"][0]["Id"] == "invoiceID"
    assert section["Rows"][-1]["RowType"] == "SummaryRow"


def test_payments_after_the_day_do_not_count_yet(year: Ask) -> None:
    contact = contact_id(year, "Ada Byron")

    found = table(report(year, f"AgedReceivablesByContact?contactId={contact}&date=2026-03-01"))

    assert found["Total"][3:] == ["1460.00", "0.00", "0.00", "1460.00"]


def test_what_is_older_than_the_first_day_is_the_opening_balance(year: Ask) -> None:
    query = f"contactId={contact_id(year, 'Ada Byron')}&fromDate=2026-01-01&toDate=2026-02-28"

    found = report(year, f"AgedReceivablesByContact?{query}")

    assert found["ReportTitles"][2] == "From 1 January 2026 to 28 February 2026"
    figures = table(found)
    assert figures["2026-01-01T00:00:00"] == ["Opening Balance", "", "", "", "", "", "1000.00"]
    assert figures["Total"][3:] == ["80.00", "0.00", "0.00", "80.00"]
    assert figures["Closing Balance"][3:] == ["80.00", "0.00", "0.00", "1080.00"]


def test_aged_payables_are_of_bills(year: Ask) -> None:
    found = report(year, f"AgedPayablesByContact?contactId={contact_id(year, 'Landlord')}")

    assert [cell["Value"] for cell in found["Rows"][0]["Cells"]][:2] == ["Date", "Reference"]
    assert table(found)["Total"][3:] == ["154.00", "0.00", "0.00", "154.00"]


@pytest.mark.parametrize("kind", ["CreditNotes", "Overpayments", "Prepayments"])
def test_aged_receivables_and_credit_make_the_debtors(
    ask: Ask, sale: Body, hold: Callable[..., str], kind: str
) -> None:
    ask("PUT", "Invoices", json=sale())
    allocation = allocation_body()
    ask("PUT", f"{hold(kind)}/Allocations", json={"Allocations": [allocation]})
    day = "date=2026-12-31"

    found = table(report(ask, f"AgedReceivablesByContact?{day}&contactId={contact_id(ask, 'Ada Byron')}"))

    debtors = table(report(ask, f"TrialBalance?{day}")).get("Accounts Receivable (120)", [""] * 4)
    assert found["Total"][-1] in {debtors[2], f"-{debtors[3]}"}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("AgedReceivablesByContact", "A ContactID must be specified for this report"),
        ("TrialBalance?date=yesterday", "String was not recognized as a valid DateTime."),
    ],
)
def test_a_report_that_cannot_be_made_says_why(ask: Ask, path: str, message: str) -> None:
    answer = ask("GET", f"Reports/{path}")

    assert answer.status_code == 400
    assert answer.json() == {"ErrorNumber": 10, "Type": "ValidationException", "Message": message}


def test_nobody_is_known_by_a_strange_id(ask: Ask) -> None:
    unknown = "7ef31b20-de17-4312-8382-412f869b1510"

    assert ask("GET", f"Reports/AgedReceivablesByContact?contactId={unknown}").status_code == 404
    assert ask("GET", f"Reports/{unknown}").status_code == 404


def test_no_tax_return_has_been_published(ask: Ask) -> None:
    assert ask("GET", "Reports").json()["Reports"] == []


@pytest.mark.parametrize("name", ["TenNinetyNine", "BudgetSummary"])
def test_reports_that_are_not_made_here_say_so(ask: Ask, name: str) -> None:
    assert ask("GET", f"Reports/{name}").status_code == 501


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "path",
    [
        "TrialBalance?date=",
        "BalanceSheet?periods=12&timeframe=YEAR&date=",
        "ProfitAndLoss?periods=12&timeframe=YEAR&toDate=",
        "ProfitAndLoss?periods=12&timeframe=YEAR&fromDate=",
        "BankSummary?fromDate=",
        "ExecutiveSummary?date=",
    ],
)
def test_the_ends_of_time_are_days_like_any_other(ask: Ask, path: str, day: str) -> None:
    assert report(ask, f"{path}{day}")
