"""The neutral ledger, as JSON lines and as CSV: what it says, and what is said of its mistakes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, ManualPayment, Origin
from harness.sources.csv_folder import read_csv_folder
from harness.sources.json_lines import read_json_lines
from harness.sources.lines import line_of, posting_of
from harness.sources.opening import ledger_postings
from harness.sources.problems import SourceError

INVOICE = LedgerInvoice(
    "1041",
    "invoice 1041",
    date(2026, 3, 2),
    Decimal("120.00"),
    Decimal("20.00"),
    InvoiceStatus.OPEN,
    Decimal("40.00"),
    "P-1",
)
PAYMENT = LedgerPayment("1041", "pay-1/1", date(2026, 3, 3), Decimal("60.00"), "611", Origin.APP)
USE = ManualPayment("1041", Decimal("40.00"), date(2026, 3, 4))
LINES = """\
{"record":"invoice","number":"1041","id":"invoice 1041","date":"2026-03-02","total":"120.00","due":20.00,\
"account_credit":"40.00","customer":"P-1"}

{"record":"payment","invoice":"1041","id":"pay-1/1","date":"2026-03-03","amount":60.00,"account":"611"}
{"record":"credit use","invoice":"1041","date":"2026-03-04","amount":40.00}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clinic.jsonl"


def problems_of(path: Path) -> list[str]:
    with pytest.raises(SourceError) as told:
        list(ledger_postings(path))
    return list(told.value.problems)


def test_json_lines_say_invoices_payments_and_uses_of_credit(file: Path) -> None:
    file.write_text(LINES)

    assert list(read_json_lines(file)) == [INVOICE, PAYMENT, USE]


def test_csv_says_the_same_in_columns_of_any_order(tmp_path: Path) -> None:
    (tmp_path / "invoices.csv").write_text(
        "\ufeffid,number,date,total,due,account_credit,customer\n"
        "invoice 1041,1041,2026-03-02,120.00,20.00,40.00,P-1\n"
    )
    (tmp_path / "payments.csv").write_text(
        "invoice,id,date,amount,account\n1041,pay-1/1,2026-03-03,60.00,611\n"
    )
    (tmp_path / "credit-uses.csv").write_text("invoice,date,amount\n1041,2026-03-04,40.00\n")

    assert list(read_csv_folder(tmp_path)) == [INVOICE, PAYMENT, USE]


@pytest.mark.parametrize("posting", [INVOICE, PAYMENT, USE])
def test_what_is_written_down_is_what_is_read(posting: LedgerInvoice | LedgerPayment | ManualPayment) -> None:
    assert posting_of(line_of(posting)) == posting


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("not json", "this is no JSON object"),
        ('{"number":"1"}', "object missing required field record"),
        ('{"record":"refund"}', "record: invalid value 'refund'"),
        ('{"record":"credit use","invoice":"1","date":"2026-03-02"}', "object missing required field amount"),
        ('{"record":"credit use","invoice":"1","date":"2.3.2026","amount":1}', "date: invalid RFC3339"),
        (
            '{"record":"credit use","invoice":1,"date":"2026-03-02","amount":1}',
            "invoice: expected str, got int",
        ),
        ('{"record":"credit use","invoice":"1","date":"2026-03-02","amount":"NaN"}', "amount: an amount is"),
        ('{"record":"credit use","invoice":"1","date":"2026-03-02","amount":"1e99"}', "amount: an amount is"),
        (
            '{"record":"credit use","invoice":"1","date":"2026-03-02","amount":1.00001}',
            "amount: an amount is",
        ),
        ('{"record":"credit use","invoice":"1","date":"2026-03-02","amount":1,"x":2}', "unknown field x"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_field(file: Path, line: str, problem: str) -> None:
    file.write_text(f"{LINES}{line}\n")

    [told] = problems_of(file)

    assert told.startswith(f"{file}:5: ")
    assert problem in told


def test_several_bad_lines_are_told_at_once_but_not_a_thousand(file: Path) -> None:
    file.write_text("no\n" * 1000)

    assert len(problems_of(file)) == 21


def test_a_bad_row_of_csv_is_told_with_row_and_column(tmp_path: Path) -> None:
    file = tmp_path / "payments.csv"
    file.write_text("invoice,id,date,amount\n1,a,2026-03-02,5\n2,b,2026-03-02,five\n3,c\n")

    assert problems_of(tmp_path) == [
        f"{file}:3: amount: invalid decimal string",
        f"{file}:4: this row has not as many values as there are columns",
    ]


def test_columns_that_are_missing_or_unknown_are_told_with_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "payments.csv"
    file.write_text("invoice,id,date\n")
    assert problems_of(tmp_path)[0].startswith(f"{file}:1: there is no column amount; it takes invoice, id,")

    file.write_text("invoice,id,date,amount,patient\n")
    assert problems_of(tmp_path)[0].startswith(f"{file}:1: column patient means nothing here")


def test_a_file_that_is_not_there_and_one_that_is_empty_are_told(file: Path) -> None:
    assert problems_of(file) == [f"{file} cannot be read: No such file or directory"]

    file.write_text("")
    assert problems_of(file) == [f"{file} is empty; it should hold one JSON object a line"]


def test_a_folder_without_ledgers_is_told(tmp_path: Path) -> None:
    assert "has none of invoices.csv, payments.csv, credit-uses.csv" in problems_of(tmp_path)[0]
