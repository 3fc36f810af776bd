"""/Journals: what every document did to the ledger, in the order in which it did it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
TAXED = {
    "Description": "Consultation",
    "Quantity": 1,
    "UnitAmount": 100,
    "AccountCode": "200",
    "TaxType": "OUTPUT",
}


def journals(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["Journals"]
    return found


def by_code(journal: dict[str, Any], member: str = "NetAmount") -> dict[str, float]:
    return {line["AccountCode"]: line[member] for line in journal["JournalLines"]}


def test_a_sale_debits_the_debtors_and_credits_income_and_tax(ask: Ask, sale: Body) -> None:
    issued = ask("PUT", "Invoices", json=sale(LineItems=[TAXED], Reference="visit 7")).json()["Invoices"][0]

    (journal,) = journals(ask("GET", "Journals"))

    assert (journal["SourceType"], journal["SourceID"]) == ("ACCREC", issued["InvoiceID"])
    assert (journal["JournalNumber"], journal["Reference"]) == (1, "visit 7")
    assert by_code(journal) == {"120": 110, "200": -100, "820": -10}
    assert by_code(journal, "GrossAmount") == {"120": 110, "200": -110, "820": -10}
    (line,) = (each for each in journal["JournalLines"] if each["AccountCode"] == "200")
    assert (line["TaxType"], line["TaxName"], line["TaxAmount"]) == ("OUTPUT", "GST on Income", -10)
    assert (line["AccountName"], line["AccountType"], line["Description"]) == (
        "Sales",
        "REVENUE",
        "Consultation",
    )


def test_what_is_taken_back_is_a_journal_of_its_own(ask: Ask, sale: Body) -> None:
    invoice_id = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["InvoiceID"]
    ask("POST", f"Invoices/{invoice_id}", json={"Status": "VOIDED"})

    posted, reversal = journals(ask("GET", "Journals"))

    assert (posted["JournalNumber"], reversal["JournalNumber"]) == (1, 2)
    assert posted["SourceID"] == reversal["SourceID"] == invoice_id
    assert posted["JournalID"] != reversal["JournalID"]
    assert by_code(reversal) == {code: -amount for code, amount in by_code(posted).items()}


def test_a_hundred_come_at_a_time_and_the_offset_is_a_number(ask: Ask, sale: Body) -> None:
    invoices = [sale(InvoiceNumber=str(number)) for number in range(130)]
    ask("PUT", "Invoices", json={"Invoices": invoices})

    first = journals(ask("GET", "Journals"))
    rest = journals(ask("GET", "Journals?offset=100"))

    assert [each["JournalNumber"] for each in first] == list(range(1, 101))
    assert [each["JournalNumber"] for each in rest] == list(range(101, 131))
    assert journals(ask("GET", "Journals?offset=130")) == []
    assert len(journals(ask("GET", "Journals?offset=nonsense"))) == 100


def test_a_journal_is_found_by_its_id_and_by_its_number(ask: Ask, sale: Body) -> None:
    ask("PUT", "Invoices", json={"Invoices": [sale(InvoiceNumber="1"), sale(InvoiceNumber="2")]})
    second = journals(ask("GET", "Journals"))[1]

    assert journals(ask("GET", f"Journals/{second['JournalID']}")) == [second]
    assert journals(ask("GET", "Journals/2")) == [second]


@pytest.mark.parametrize("key", ["0", "1", "7ef31b20-de17-4312-8382-412f869b1510", "nonsense"])
def test_an_unknown_journal_is_a_404_page(ask: Ask, key: str) -> None:
    assert ask("GET", f"Journals/{key}").status_code == 404


def test_only_journals_posted_since_come(ask: Ask, clock: SettableClock, sale: Body) -> None:
    ask("PUT", "Invoices", json=sale(InvoiceNumber="1"))
    clock.advance(60)
    ask("PUT", "Invoices", json=sale(InvoiceNumber="2"))

    def since(instant: str) -> list[int]:
        found = journals(ask("GET", "Journals", headers={"If-Modified-Since": instant}))
        return [each["JournalNumber"] for each in found]

    assert since("2026-03-01T20:59:59") == [1, 2]
    assert since("2026-03-01T21:00:00") == [2]
    assert since("2026-03-01T21:01:00") == []


def test_the_switches_of_modified_since_hold_here_too(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask], sale: Body
) -> None:
    ask = talk(found(modified_since_is_inclusive=True, modified_since_empty_is_304=True))
    ask("PUT", "Invoices", json=sale())

    at_once = ask("GET", "Journals", headers={"If-Modified-Since": "2026-03-01T21:00:00"})
    later = ask("GET", "Journals", headers={"If-Modified-Since": "2026-03-01T21:00:01"})

    assert len(journals(at_once)) == 1
    assert later.status_code == 304


def test_in_cash_a_sale_counts_when_it_is_paid(ask: Ask, sale: Body, payment: Body) -> None:
    ask("PUT", "Invoices", json=sale(LineItems=[TAXED, TAXED | {"AccountCode": "210", "UnitAmount": 50}]))
    ask("PUT", "Payments", json=payment(Amount=55, Account={"Code": "090"}))

    (journal,) = journals(ask("GET", "Journals?paymentsOnly=true"))

    assert journal["SourceType"] == "ACCRECPAYMENT"
    assert journal["JournalNumber"] == 2
    lines = {line["AccountCode"]: Decimal(str(line["NetAmount"])) for line in journal["JournalLines"]}
    assert lines == {
        "090": Decimal(55),
        "200": Decimal("-33.33"),
        "210": Decimal("-16.67"),
        "820": Decimal("-5.0"),
    }


def test_in_cash_a_deleted_payment_takes_back_what_it_counted(ask: Ask, sale: Body, payment: Body) -> None:
    ask("PUT", "Invoices", json=sale())
    paid = ask("PUT", "Payments", json=payment()).json()["Payments"][0]
    ask("POST", f"Payments/{paid['PaymentID']}", json={"Status": "DELETED"})

    counted, taken_back = journals(ask("GET", "Journals?paymentsOnly=true"))

    assert by_code(counted) == {"611": 120, "200": -120}
    assert by_code(taken_back) == {"611": -120, "200": 120}
