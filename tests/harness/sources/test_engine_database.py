"""The engine's own database as the clinic's side: what stands in its tables, read without its code."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, ManualPayment, Posting
from harness.sources.engine_database import read_engine_database
from harness.sources.problems import SourceError
from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.postgres import Server, running


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for all that want one."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that a clinic has worked with."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/clinic.db"
    server: Server = request.getfixturevalue("postgres")
    return server.schema()


@pytest.fixture
def day(url: str) -> Iterator[ClinicDay]:
    clinic = ClinicDay(url)
    clinic.connect()
    yield clinic
    clinic.close()


def postings(url: str) -> list[Posting]:
    return list(read_engine_database(url))


def test_invoices_come_with_what_is_open_and_deleted_ones_as_void(day: ClinicDay, url: str) -> None:
    day.issue(1, "120.00")
    day.issue(2, "80.00")
    day.pay({"EFTPOS": "100.00"}, {1: "100.00"})
    day.engine.clinic.delete_invoice(2)

    found = [each for each in postings(url) if isinstance(each, LedgerInvoice)]

    assert [(each.number, each.total, each.due, each.status) for each in found] == [
        ("1", Decimal("120.00"), Decimal("20.00"), InvoiceStatus.OPEN),
        ("2", Decimal("80.00"), Decimal("80.00"), InvoiceStatus.VOID),
    ]


def test_each_part_of_a_payment_is_in_the_account_of_its_type(day: ClinicDay, url: str) -> None:
    day.issue(1)
    day.pay({"EFTPOS": "70.00", "Cash": "50.00"}, {1: "120.00"})

    found = [each for each in postings(url) if isinstance(each, LedgerPayment)]

    assert sorted((each.invoice, each.amount, each.account) for each in found) == [
        ("1", Decimal("50.00"), "610"),
        ("1", Decimal("70.00"), "611"),
    ]


def test_account_credit_that_was_used_is_no_payment(day: ClinicDay, url: str) -> None:
    day.issue(1)
    day.pay({"EFTPOS": "200.00"}, {})
    day.pay({}, {}, {1: "120.00"})

    found = [each for each in postings(url) if not isinstance(each, LedgerInvoice)]

    assert [(type(each), each.amount) for each in found] == [(ManualPayment, Decimal("120.00"))]


def test_no_patient_is_named(day: ClinicDay, url: str) -> None:
    day.issue(1)

    assert "Lovelace" not in repr(postings(url))


def test_what_is_no_database_of_the_engine_is_told(tmp_path: Path) -> None:
    file = tmp_path / "diary.db"
    file.write_text("my diary")
    for url, told in (
        (f"sqlite:///{tmp_path}/none.db", "there is no file"),
        (f"sqlite:///{file}", "is no database of the engine"),
        ("oracle://somewhere", "SQLite or PostgreSQL"),
    ):
        with pytest.raises(SourceError, match=told):
            postings(url)
    assert not (tmp_path / "none.db").exists()


def test_a_password_is_never_told() -> None:
    with pytest.raises(SourceError) as told:
        postings("postgresql://clinic:hush@127.0.0.1:1/clinic")

    assert "hush" not in str(told.value)
