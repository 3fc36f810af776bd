"""A Xero is read page by page through its public API: within its limits, to the end, without a name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, Origin
from harness.sources.json_lines import read_json_lines
from harness.sources.problems import SourceError
from harness.sources.xero.documents import read_page
from harness.sources.xero.reading import InterruptedReadingError
from mock_xero.gates.faults import Fault, FaultKind
from tests.harness.sources.xero_to_read import NO_LIMITS, XeroToRead, spelling


@pytest.fixture
def xero() -> Iterator[XeroToRead]:
    world = XeroToRead()
    yield world
    world.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "xero.jsonl"


def numbers(file: Path) -> list[str]:
    return sorted(each.number for each in read_json_lines(file) if isinstance(each, LedgerInvoice))


def test_invoices_come_with_what_is_due_and_void_ones_as_void(xero: XeroToRead, file: Path) -> None:
    xero.issue("1041", "1042", "1043")
    xero.pay_by_hand("1041", "120.00")
    xero.bookkeeper.voids_invoice("1042")

    found = {each.number: each for each in xero.read(file) if isinstance(each, LedgerInvoice)}

    assert {number: each.status for number, each in found.items()} == {
        "1041": InvoiceStatus.PAID,
        "1042": InvoiceStatus.VOID,
        "1043": InvoiceStatus.OPEN,
    }
    assert (found["1043"].due, found["1043"].date) == (Decimal("120.00"), date(2026, 3, 2))


def test_a_payment_is_the_apps_if_it_has_a_reference_of_the_app(xero: XeroToRead, file: Path) -> None:
    xero.issue("1041", "1042")
    xero.pay_by_app("1041", "20.00")
    xero.pay_by_hand("1042", "30.00")

    found = {each.invoice: each.origin for each in xero.read(file) if isinstance(each, LedgerPayment)}

    assert found == {"1041": Origin.APP, "1042": Origin.BOOKKEEPER}


def test_a_deleted_payment_is_left_out(xero: XeroToRead, file: Path) -> None:
    xero.issue("1041")
    xero.pay_by_hand("1041", "20.00")
    xero.bookkeeper.removes_payment("1041")

    assert not [each for each in xero.read(file) if isinstance(each, LedgerPayment)]


def test_the_apps_prefix_is_taken_off_the_numbers(xero: XeroToRead, file: Path) -> None:
    xero.issue("INV-1041")

    xero.read(file, prefix="INV-")

    assert numbers(file) == ["1041"]


def test_no_name_of_a_contact_is_ever_kept(xero: XeroToRead, file: Path) -> None:
    xero.issue("1041", customer="Ada Lovelace")

    xero.save(file)

    assert "Lovelace" not in file.read_text()
    assert "Lovelace" not in " ".join(xero.said)


def test_all_pages_are_read_to_the_last(xero: XeroToRead, file: Path) -> None:
    wanted = [str(number) for number in range(100, 125)]
    xero.issue(*wanted)

    xero.read(file, page_size=10)

    assert numbers(file) == wanted
    assert [said for said in xero.said if said.startswith("Invoices")] == [
        "Invoices, page 1",
        "Invoices, page 2",
        "Invoices, page 3",
    ]


def test_it_waits_as_long_as_xero_says_when_the_minute_is_used_up(file: Path) -> None:
    xero = XeroToRead(replace(NO_LIMITS, minute=2))
    xero.issue(*(str(number) for number in range(100, 130)))

    xero.save(file, page_size=10)

    assert len(numbers(file)) == 30
    assert [said for said in xero.said if "wait" in said] == ["Xero asks to wait 60 s"]
    xero.close()


def test_a_reading_that_the_days_limit_stops_goes_on_where_it_stopped(file: Path) -> None:
    xero = XeroToRead(replace(NO_LIMITS, day=3))
    xero.issue(*(str(number) for number in range(100, 130)))

    with pytest.raises(InterruptedReadingError, match="this day are used up"):
        xero.save(file, page_size=10)
    with pytest.raises(SourceError, match="interrupted"):
        list(read_json_lines(file))
    xero.spend(24 * 3600)
    xero.renew_token()
    xero.said.clear()
    xero.save(file, page_size=10)

    assert len(numbers(file)) == 30
    assert xero.said == ["Invoices, page 3"]
    xero.close()


def test_a_page_that_was_cut_off_in_the_middle_is_read_again(xero: XeroToRead, file: Path) -> None:
    xero.issue("1", "2", "3", "4")
    xero.save(file, page_size=2)
    whole = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(whole[:-3]) + whole[-3][:20])

    xero.save(file, page_size=2)

    assert numbers(file) == ["1", "2", "3", "4"]
    assert file.read_bytes() == b"".join(whole)


def test_an_outage_is_waited_out(xero: XeroToRead, file: Path) -> None:
    xero.issue("1041")
    xero.mock.faults.begin(Fault(kind=FaultKind.OUTAGE, count=3))

    xero.save(file)

    assert numbers(file) == ["1041"]
    assert [said for said in xero.said if "wait" in said] == [
        "Xero asks to wait 4 s",
        "Xero asks to wait 8 s",
        "Xero asks to wait 16 s",
    ]


def test_a_xero_that_never_answers_is_given_up(xero: XeroToRead, file: Path) -> None:
    xero.mock.faults.begin(Fault(kind=FaultKind.OUTAGE))

    with pytest.raises(InterruptedReadingError, match="8 times in a row"):
        xero.save(file)


def test_a_token_that_has_run_out_is_told_and_a_new_one_goes_on(xero: XeroToRead, file: Path) -> None:
    xero.issue("1041")
    xero.spend(31 * 60)

    with pytest.raises(InterruptedReadingError, match="refuses the token") as told:
        xero.save(file)
    assert xero.token not in str(told.value)

    xero.renew_token()
    xero.save(file)
    assert numbers(file) == ["1041"]


def test_the_organisation_need_not_be_named_where_there_is_one(xero: XeroToRead) -> None:
    assert xero.only_tenant() == xero.organisation.tenant_id


def test_a_complete_file_is_not_written_again(xero: XeroToRead, file: Path) -> None:
    xero.save(file)
    before = file.read_bytes()

    with pytest.raises(SourceError, match="is complete"):
        xero.save(file)

    assert file.read_bytes() == before


def test_a_file_of_something_else_is_never_touched(xero: XeroToRead, file: Path) -> None:
    file.write_text("my diary\n")

    with pytest.raises(SourceError, match="was not saved while reading a Xero"):
        xero.save(file)

    assert file.read_text() == "my diary\n"


@pytest.mark.parametrize(
    ("spelled", "day"),
    [
        ("/Date(1789344000000+0000)/", "2026-09-14"),
        ("/Date(1789344000000)/", "2026-09-14"),
        ("2026-09-14T00:00:00", "2026-09-14"),
    ],
)
def test_a_documents_date_is_never_moved_by_a_zone(spelled: str, day: str) -> None:
    page = read_page(
        b'{"Invoices":[{"InvoiceID":"a","InvoiceNumber":"1","Type":"ACCREC","Status":"PAID",'
        b'"Date":"%s","Total":24.15,"AmountDue":0.0}]}' % spelled.encode()
    )

    [invoice] = spelling().postings(page)

    assert (invoice.date.isoformat(), str(getattr(invoice, "total", ""))) == (day, "24.15")


@pytest.mark.parametrize("body", [b"<html>", b'{"Invoices":[{"Type":"ACCREC"}]}', b'{"Invoices":7}'])
def test_an_answer_that_is_no_page_is_told(body: bytes) -> None:
    with pytest.raises(SourceError, match="no page of Xero's API"):
        read_page(body)
