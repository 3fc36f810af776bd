"""`harness reconcile`: from two sides to an exit code, a terminal, a CSV, a JSON file and a page."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from harness.cli import app
from mock_xero.app import MockXero
from mock_xero.gates.limits import PROFILES
from mock_xero.wall import RealClock, SeededChoices
from tests.contract.serving import served

RIGHT = [
    {"record": "invoice", "number": "1", "id": "i1", "date": "2026-03-02", "total": 120, "due": 0},
    {"record": "payment", "invoice": "1", "id": "p1", "date": "2026-03-02", "amount": 120, "account": "611"},
]
CREDIT = [
    {
        "record": "invoice",
        "number": "2",
        "id": "i2",
        "date": "2026-03-05",
        "total": 80,
        "due": 0,
        "account_credit": 80,
    },
    {"record": "credit use", "invoice": "2", "date": "2026-03-05", "amount": 80},
]
STILL_OPEN = {"record": "invoice", "number": "2", "id": "i2", "date": "2026-03-05", "total": 80, "due": 80}
HALF_PAID = [{**RIGHT[0], "due": 60}, {**RIGHT[1], "amount": 60}]
TWICE = [RIGHT[0], HALF_PAID[1], {**HALF_PAID[1], "id": "p2"}]
FORMULA = {"record": "invoice", "number": "=1+1", "id": "<b>", "date": "2026-03-02", "total": 5, "due": 5}


class Desk:
    """A folder with both sides' ledgers, and the command run on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def reconcile(self, clinic: list[Any], xero: list[Any], *words: str | Path) -> Result:
        for name, lines in (("clinic", clinic), ("xero", xero)):
            text = "".join(f"{json.dumps(line)}\n" for line in lines)
            (self.folder / f"{name}.jsonl").write_text(text)
        return reconcile("--clinic", self / "clinic.jsonl", "--xero", self / "xero.jsonl", *words)

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def reconcile(*words: str | Path, token: str | None = None) -> Result:
    return CliRunner().invoke(
        app, ["reconcile", *(str(word) for word in words)], env={"XERO_ACCESS_TOKEN": token, "COLUMNS": "200"}
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_books_that_agree_end_with_0(desk: Desk) -> None:
    result = desk.reconcile(RIGHT, RIGHT)

    assert result.exit_code == 0
    assert "The books are right: 0 breaks, 0 expected." in result.output
    assert "2 postings agree one to one" in result.output


def test_what_is_expected_is_told_apart_and_ends_with_0(desk: Desk) -> None:
    result = desk.reconcile([*RIGHT, *CREDIT], [*RIGHT, STILL_OPEN])

    assert result.exit_code == 0
    assert "The books are right: 0 breaks, 1 expected." in result.output
    assert "Open for account credit: Account credit paid 80.00 of invoice 2" in result.output


def test_what_is_wrong_ends_with_1_and_the_difference_is_explained(desk: Desk) -> None:
    result = desk.reconcile(HALF_PAID, TWICE)

    assert result.exit_code == 1
    assert "The books are wrong: 1 break, 0 expected." in result.output
    assert (
        "Payments: clinic 60.00, Xero 120.00, difference +60.00: the difference is wholly explained."
        in result.output
    )


def test_the_csv_has_a_row_for_each_break_with_what_to_do(desk: Desk) -> None:
    desk.reconcile(HALF_PAID, TWICE, "--csv", desk / "breaks.csv")

    [row] = csv.DictReader((desk / "breaks.csv").read_text().splitlines())

    assert row == {
        "verdict": "wrong",
        "kind": "DUPLICATED",
        "record": "payment",
        "number": "1",
        "amount": "60.00",
        "difference": "60.00",
        "explanation": "Xero has the payment of 60.00 on invoice 1 of 2026-03-02 in account 611 "
        "once more than the clinic.",
        "suggestion": "Delete the further payment in Xero.",
        "clinic_ids": "",
        "xero_ids": row["xero_ids"],
    }
    assert row["xero_ids"] in {"p1", "p2"}


def test_a_spreadsheet_never_computes_what_somebody_wrote(desk: Desk) -> None:
    desk.reconcile(RIGHT, [*RIGHT, FORMULA], "--csv", desk / "breaks.csv")

    [row] = csv.DictReader((desk / "breaks.csv").read_text().splitlines())

    assert row["number"] == "'=1+1"


def test_the_page_escapes_what_somebody_wrote(desk: Desk) -> None:
    desk.reconcile(RIGHT, [*RIGHT, FORMULA], "--html", desk / "breaks.html")

    page = (desk / "breaks.html").read_text()

    assert "<code>&lt;b&gt;</code>" in page
    assert "<b></code>" not in page
    assert "http" not in page.replace("http-equiv", "")  # nothing is loaded from anywhere


def test_the_json_has_the_proof_and_every_break(desk: Desk) -> None:
    desk.reconcile([*HALF_PAID, *CREDIT], [*TWICE, STILL_OPEN], "--json", desk / "breaks.json")

    found = json.loads((desk / "breaks.json").read_text())

    assert (found["outcome"], found["wrong"], found["expected"]) == ("wrong", 1, 1)
    assert found["proof"][1] == {
        "record": "payment",
        "clinic": "60.00",
        "xero": "120.00",
        "difference": "60.00",
        "explained_by_breaks": {"DUPLICATED": "60.00"},
        "account_credit_recorded_by_hand": "0.00",
        "unexplained": "0.00",
    }
    assert [(each["verdict"], each["kind"]) for each in found["breaks"]] == [
        ("wrong", "DUPLICATED"),
        ("expected", "OPEN_FOR_ACCOUNT_CREDIT"),
    ]


def test_the_same_input_gives_the_same_bytes(desk: Desk) -> None:
    names = ("a.csv", "a.json", "a.html"), ("b.csv", "b.json", "b.html")
    for csv_file, json_file, html in names:
        desk.reconcile(
            HALF_PAID, TWICE, "--csv", desk / csv_file, "--json", desk / json_file, "--html", desk / html
        )

    assert [(desk / name).read_bytes() for name in names[0]] == [
        (desk / name).read_bytes() for name in names[1]
    ]


def test_a_lump_is_a_match_and_told_as_one(desk: Desk) -> None:
    parts = [RIGHT[0], {**RIGHT[1], "amount": 50, "id": "a"}, {**RIGHT[1], "amount": 70, "id": "b"}]

    result = desk.reconcile(parts, RIGHT, "--json", desk / "breaks.json")

    assert result.exit_code == 0
    assert json.loads((desk / "breaks.json").read_text())["lots"] == [
        {"number": "1", "amount": "120.00", "clinic_ids": ["a", "b"], "xero_ids": ["p1"]}
    ]


def test_a_period_looks_at_the_invoices_in_it_with_all_their_payments(desk: Desk) -> None:
    early = [{**RIGHT[0], "date": "2026-02-01"}, RIGHT[1]]

    assert desk.reconcile(early, [], "--since", "2026-02-01").exit_code == 2  # an empty ledger is a mistake
    assert "1 postings" not in desk.reconcile(early, [early[0]], "--since", "2026-03-01").output
    assert desk.reconcile(early, [early[0]], "--since", "2026-03-01").exit_code == 0
    assert desk.reconcile(early, [early[0]], "--until", "2026-02-01").exit_code == 1


def test_a_document_that_came_twice_is_read_once_and_told(desk: Desk) -> None:
    result = desk.reconcile(RIGHT, [*RIGHT, RIGHT[1]])

    assert result.exit_code == 0
    assert "1 document came twice and was read once" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--clinic", "none.jsonl", "--xero", "none.jsonl"), "none.jsonl cannot be read: No such file"),
        (("--clinic", "none.yaml", "--xero", "none.jsonl"), "none.yaml"),
        (("--clinic", "x", "--xero", "http://api.xero.com"), "a token is not sent in clear to api.xero.com"),
        (("--clinic", "x", "--xero", "https://me:pw@api.xero.com"), "write only scheme, host and port"),
        (("--clinic", "x", "--xero", "https://api.xero.com"), "there is no access token"),
        (("--clinic", "x", "--xero", "x", "--save", "y"), "there is nothing to save"),
        (
            ("--clinic", "x", "--xero", "x", "--since", "2026-03-02", "--until", "2026-03-01"),
            "--until comes before --since",
        ),
        (("--clinic", "x", "--xero", "x", "--app-reference", "("), "--app-reference: this is no regular"),
        (("--clinic", "x", "--xero", "x", "--csv", "no/such/folder.csv"), "there is no folder no/such"),
        (("--clinic", "x", "--xero", "x", "--csv", "a", "--html", "a"), "two reports would go to a"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_do(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = reconcile(*words, token="" if "https://api.xero.com" in words else "secret-token")

    assert result.exit_code == 2
    assert told in result.output
    assert "secret-token" not in result.output
    assert "me:pw" not in result.output
    assert not list(tmp_path.iterdir())


@pytest.fixture
def mock() -> Iterator[tuple[MockXero, str]]:
    """A Xero on a loopback socket."""
    xero = MockXero(RealClock(), SeededChoices(7), limits=PROFILES["unlimited"])
    with served(xero) as url:
        yield xero, url


def test_a_xero_is_read_over_http_and_what_was_saved_tells_the_same(
    desk: Desk, mock: tuple[MockXero, str]
) -> None:
    xero, url = mock
    bookkeeper = next(iter(xero.organisations.values())).bookkeeper
    bookkeeper.issues_invoice("900", Decimal("10.00"), "Ada Lovelace", "200")
    form = {"grant_type": "client_credentials"}
    token = httpx.post(f"{url}/connect/token", data=form, auth=("demo-client", "demo-secret")).json()
    (desk / "token").write_text(token["access_token"])
    (desk / "clinic.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in RIGHT))
    clinic = ("--clinic", desk / "clinic.jsonl")

    live = reconcile(*clinic, "--xero", url, "--token-file", desk / "token", "--save", desk / "xero.jsonl")
    saved = reconcile(*clinic, "--xero", desk / "xero.jsonl")

    assert live.exit_code == saved.exit_code == 1
    assert "Unknown to the clinic: Xero has invoice 900" in live.output
    assert live.output.partition("The books")[2] == saved.output.partition("The books")[2]
    for text in (live.output, (desk / "xero.jsonl").read_text()):
        assert "Lovelace" not in text
        assert token["access_token"] not in text


def test_a_refused_token_ends_with_2_and_is_not_told(desk: Desk, mock: tuple[MockXero, str]) -> None:
    (desk / "clinic.jsonl").write_text(f"{json.dumps(RIGHT[0])}\n")

    result = reconcile("--clinic", desk / "clinic.jsonl", "--xero", mock[1], token="of-yesterday")

    assert result.exit_code == 2
    assert "Xero refuses the token (401)" in result.output
    assert "of-yesterday" not in result.output
