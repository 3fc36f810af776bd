"""Foreign currencies through the API: subscribing, invoicing, being paid, and what the ledger makes of it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_xero.behaviour import Behaviour
from mock_xero.books.accounts import SystemAccount
from mock_xero.books.catalogue.conversion import base_due
from mock_xero.control.settable_clock import SettableClock
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation, demo_organisations
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]


@pytest.fixture
def dollars(ask: Ask) -> Ask:
    """A caller of an organisation that has subscribed to US dollars."""
    assert ask("PUT", "Currencies", json={"Code": "USD"}).status_code == 200
    return ask


@pytest.fixture
def balance(organisation: Organisation) -> Callable[[str], Decimal | int]:
    """Return what stands on the account with a code: debits less credits."""

    def of(code: str) -> Decimal | int:
        account = organisation.books.accounts.find(None, code)
        assert account is not None
        return organisation.books.journal.balances().get(account.account_id, Decimal(0))

    return of


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_an_organisation_has_its_own_currency_and_what_it_subscribes_to(ask: Ask) -> None:
    before = ask("GET", "Currencies").json()["Currencies"]

    ask("PUT", "Currencies", json={"Code": "usd", "Description": "Greenbacks"})

    assert before == [{"Code": "AUD", "Description": "Australian Dollar"}]
    named = ask("GET", "Currencies", params={"where": 'Code=="USD"'}).json()["Currencies"]
    assert named == [{"Code": "USD", "Description": "United States Dollar"}]
    ordered = ask("GET", "Currencies", params={"order": "Code DESC"}).json()["Currencies"]
    assert [each["Code"] for each in ordered] == ["USD", "AUD"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "Currency code must be specified"),
        ("AUD", "Organisation is already subscribed to currency AUD"),
        ("XAU", "Currency code XAU is not valid"),
    ],
)
def test_a_currency_that_cannot_be_subscribed_to_is_refused(ask: Ask, code: str, message: str) -> None:
    assert messages(ask("PUT", "Currencies", json={"Code": code})) == [message]


def test_an_invoice_needs_a_currency_that_is_subscribed_to(
    ask: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    assert messages(ask("PUT", "Invoices", json=sale(CurrencyCode="EUR"))) == [
        "Organisation is not subscribed to currency EUR"
    ]


def test_an_invoice_without_a_rate_has_the_days(dollars: Ask, sale: Callable[..., dict[str, Any]]) -> None:
    invoice = dollars("PUT", "Invoices", json=sale(CurrencyCode="USD")).json()["Invoices"][0]

    assert (invoice["CurrencyCode"], invoice["CurrencyRate"]) == ("USD", 0.653595)  # 1 : 1.53
    assert invoice["Total"] == 120


def test_a_rate_said_for_the_own_currency_counts_for_nothing(
    ask: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    invoice = ask("PUT", "Invoices", json=sale(CurrencyRate=0.5)).json()["Invoices"][0]

    assert invoice["CurrencyRate"] == 1


def test_the_ledger_holds_the_organisations_currency(
    dollars: Ask, sale: Callable[..., dict[str, Any]], balance: Callable[[str], Decimal | int]
) -> None:
    line = sale()["LineItems"][0] | {"TaxType": "OUTPUT"}

    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0.75, LineItems=[line]))

    assert balance("120") == 176  # 132 / 0.75
    assert balance("200") == -160
    assert balance("820") == -16


def test_cents_lost_in_converting_go_to_rounding(
    dollars: Ask, sale: Callable[..., dict[str, Any]], balance: Callable[[str], Decimal | int]
) -> None:
    lines = [sale()["LineItems"][0] | {"UnitAmount": 0.01} for _ in range(3)]

    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=2, LineItems=lines))

    assert balance("120") == Decimal("0.02")  # 0.03 / 2
    assert balance("200") == Decimal("-0.03")  # three times 0.01 / 2
    assert balance("860") == Decimal("0.01")


def test_a_payment_at_a_better_rate_is_a_gain(
    dollars: Ask,
    sale: Callable[..., dict[str, Any]],
    payment: Callable[..., dict[str, Any]],
    balance: Callable[[str], Decimal | int],
) -> None:
    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0.75))

    paid = dollars("PUT", "Payments", json=payment(CurrencyRate=0.6)).json()["Payments"][0]

    assert (paid["Amount"], paid["BankAmount"], paid["CurrencyRate"]) == (120, 200, 0.6)
    assert paid["Invoice"]["Status"] == "PAID"
    assert (balance("611"), balance("120"), balance("499")) == (200, 0, -40)


def test_what_the_bank_received_says_the_rate_and_may_be_a_loss(
    dollars: Ask,
    sale: Callable[..., dict[str, Any]],
    payment: Callable[..., dict[str, Any]],
    balance: Callable[[str], Decimal | int],
) -> None:
    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0.75))

    paid = dollars("PUT", "Payments", json=payment(BankAmount=150)).json()["Payments"][0]

    assert (paid["BankAmount"], paid["CurrencyRate"]) == (150, 0.8)
    assert (balance("611"), balance("120"), balance("499")) == (150, 0, 10)


def test_a_bill_in_a_foreign_currency_gains_the_other_way(
    dollars: Ask, sale: Callable[..., dict[str, Any]], balance: Callable[[str], Decimal | int]
) -> None:
    line = sale()["LineItems"][0] | {"AccountCode": "400", "TaxType": "EXEMPTEXPENSES"}
    bill = sale(Type="ACCPAY", CurrencyCode="USD", CurrencyRate=0.75, LineItems=[line])
    bill_id = dollars("PUT", "Invoices", json=bill).json()["Invoices"][0]["InvoiceID"]

    said = {"Invoice": {"InvoiceID": bill_id}, "Account": {"Code": "090"}, "Amount": 120, "CurrencyRate": 0.6}
    dollars("PUT", "Payments", json=said)

    assert (balance("090"), balance("800"), balance("499")) == (-200, 0, 40)


def test_deleting_a_payment_takes_its_gain_back(
    dollars: Ask,
    sale: Callable[..., dict[str, Any]],
    payment: Callable[..., dict[str, Any]],
    balance: Callable[[str], Decimal | int],
) -> None:
    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0.75))
    paid = dollars("PUT", "Payments", json=payment(CurrencyRate=0.6)).json()["Payments"][0]

    dollars("POST", f"Payments/{paid['PaymentID']}", json={"Status": "DELETED"})

    assert (balance("611"), balance("120"), balance("499")) == (0, 160, 0)


def test_rates_are_above_nought(
    dollars: Ask, sale: Callable[..., dict[str, Any]], payment: Callable[..., dict[str, Any]]
) -> None:
    no_rate = ["The currency rate must be greater than zero"]
    assert messages(dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0))) == no_rate

    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD"))

    assert messages(dollars("PUT", "Payments", json=payment(CurrencyRate=-1))) == no_rate
    assert messages(dollars("PUT", "Payments", json=payment(BankAmount=0))) == no_rate


def test_the_rate_of_a_part_paid_invoice_stays(
    dollars: Ask, sale: Callable[..., dict[str, Any]], payment: Callable[..., dict[str, Any]]
) -> None:
    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0.75))
    dollars("PUT", "Payments", json=payment(Amount=20))

    same = dollars("POST", "Invoices/1041", json={"CurrencyRate": 0.75, "Reference": "Room 2"})
    other = dollars("POST", "Invoices/1041", json={"CurrencyRate": 0.7})

    assert same.status_code == 200
    assert messages(other) == [
        "This document cannot be edited as it has a payment or credit note allocated to it."
    ]


def test_account_credit_is_in_the_organisations_currency(
    dollars: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    note = sale(Type="ACCRECCREDIT", CreditNoteNumber="CN-1", Contact={"Name": "Ada Byron"})
    del note["InvoiceNumber"], note["DueDate"]
    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD"))

    foreign = dollars("PUT", "CreditNotes", json=note | {"CurrencyCode": "USD"})
    credit_id = dollars("PUT", "CreditNotes", json=note).json()["CreditNotes"][0]["CreditNoteID"]
    said = {"Amount": 10, "Date": "2026-03-02", "Invoice": {"InvoiceNumber": "1041"}}
    allocation = dollars("PUT", f"CreditNotes/{credit_id}/Allocations", json=said)

    assert messages(foreign) == ["Only invoices and bills can be in a foreign currency"]
    assert messages(allocation) == ["The credit and the invoice must be in the same currency"]


def test_a_foreign_payment_needs_its_own_amount(
    dollars: Ask, sale: Callable[..., dict[str, Any]], payment: Callable[..., dict[str, Any]]
) -> None:
    dollars("PUT", "Invoices", json=sale(CurrencyCode="USD"))

    answer = dollars("PUT", "Payments", json=payment(Amount=None, BankAmount=10))

    assert messages(answer) == ["Payment amount must be greater than zero"]


def test_a_contacts_balance_is_in_the_organisations_currency(
    dollars: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    invoice = dollars("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=0.75)).json()
    contact_id = invoice["Invoices"][0]["Contact"]["ContactID"]

    contact = dollars("GET", f"Contacts/{contact_id}").json()["Contacts"][0]

    assert contact["Balances"]["AccountsReceivable"]["Outstanding"] == 160


cents = st.integers(1, 5000).map(lambda number: Decimal(number).scaleb(-2))
rates = st.integers(100, 4_000_000).map(lambda number: Decimal(number).scaleb(-6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rate=rates, paid=st.lists(st.tuples(cents, rates, st.booleans()), max_size=5))
def test_the_debtors_hold_what_is_due_and_nothing_once_it_is_paid(
    clock: SettableClock,
    talk: Callable[[Organisation], Ask],
    sale: Callable[..., dict[str, Any]],
    payment: Callable[..., dict[str, Any]],
    rate: Decimal,
    paid: list[tuple[Decimal, Decimal, bool]],
) -> None:
    profile, ordering = demo_organisations(1)[0], Ordering.OLDEST_FIRST
    organisation = Organisation(
        profile, clock=clock, choices=SeededChoices(7), behaviour=Behaviour(), ordering=ordering
    )
    ask, books = talk(organisation), organisation.books
    ask("PUT", "Currencies", json={"Code": "USD"})
    ask("PUT", "Invoices", json=sale(CurrencyCode="USD", CurrencyRate=float(rate)))
    invoice = books.invoices.by_number("1041")
    assert invoice is not None

    def debtors() -> Decimal:
        return books.journal.balances()[books.accounts.system(SystemAccount.DEBTORS).account_id]

    for amount, payment_rate, is_deleted in paid:
        body = payment(Amount=float(amount), CurrencyRate=float(payment_rate))
        answer = ask("PUT", "Payments", json=body).json()
        if is_deleted and "Payments" in answer:
            ask("POST", f"Payments/{answer['Payments'][0]['PaymentID']}", json={"Status": "DELETED"})
        assert debtors() == base_due(books, invoice)

    if invoice.amount_due:
        ask("PUT", "Payments", json=payment(Amount=float(invoice.amount_due)))
    assert invoice.amount_due == 0
    assert debtors() == 0
    assert sum(books.journal.balances().values()) == 0
