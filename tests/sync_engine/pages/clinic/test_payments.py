"""Payments in the small clinic: several sources, several invoices, account credit, and taken back."""

from decimal import Decimal

from sync_engine import SyncEngine
from tests.sync_engine.pages.clinic.forms import CREDIT, INVOICE, PREPAYMENT, Fields, invoice_of, payment
from tests.sync_engine.pages.conftest import Browser

NEW = "/clinic/payments/new"


def issue(browser: Browser, *invoices: Fields) -> None:
    for invoice in invoices:
        browser.post("/clinic/invoices/new", invoice)


def test_the_form_opens_with_what_is_open_on_the_invoice(browser: Browser) -> None:
    issue(browser, INVOICE)

    page = browser.get(f"{NEW}?invoice=1001").text

    assert 'name="new_money" value="120.00"' in page
    assert 'value="EFTPOS"' in page


def test_without_an_invoice_it_asks_whose_payment_it_is(browser: Browser) -> None:
    assert "no patients yet" in browser.get(NEW).text
    issue(browser, INVOICE)

    assert "Whose payment is it?" in browser.get(NEW).text
    assert "From account credit" in browser.get(f"{NEW}?patient=P-1").text


def test_money_from_two_sources_pays_two_invoices_and_leaves_credit(
    browser: Browser, engine: SyncEngine
) -> None:
    issue(browser, INVOICE, {**invoice_of(1002, ""), "patient": "P-1"})

    done = browser.post(
        NEW,
        payment(
            type=["EFTPOS", "Cash", ""],
            amount=["150", "100.00", ""],
            invoice=["1001", "1002"],
            new_money=["120", "100"],
            credit=["", ""],
        ),
    )

    assert done.status_code == 303
    assert [invoice.open for invoice in engine.clinic.invoices()] == [0, 20]
    assert engine.clinic.balance("P-1") == Decimal("30.00")
    page = browser.get("/clinic/payments").text
    assert "EFTPOS 120.00" in page
    assert "EFTPOS 30.00" in page
    assert "Cash 70.00" in page
    assert "Kept 30.00" in page


def test_a_new_patient_prepays_and_uses_the_credit_later(browser: Browser, engine: SyncEngine) -> None:
    prepaid = {**PREPAYMENT, "patient": "", "new_patient": "Ada Lovelace"}
    browser.post(NEW, prepaid)
    assert engine.clinic.balance("P-1") == Decimal("100.00")
    issue(browser, {**INVOICE, "patient": "P-1"})

    done = browser.post(NEW, CREDIT)

    assert done.headers["location"] == "/clinic/invoices/1001"
    assert engine.clinic.invoices()[0].by_credit == Decimal("70.00")
    assert "recorded by hand" in browser.get("/clinic/invoices/1001").text


def test_a_refusal_keeps_what_was_filled_in(browser: Browser) -> None:
    issue(browser, INVOICE)

    page = browser.post(NEW, CREDIT)

    assert page.status_code == 422
    assert "not so much account credit" in page.text
    assert 'name="credit" value="70"' in page.text


def test_money_without_a_type_and_payments_without_money_are_told(browser: Browser) -> None:
    issue(browser, INVOICE)

    no_type = browser.post(NEW, payment(type=[""], amount=["50"]))
    no_money = browser.post(NEW, payment(invoice=["1001"], new_money=["50"], credit=[""]))

    assert "how the money came in" in no_type.text
    assert "how the money came in" in no_money.text


def test_an_amount_that_is_none_is_told(browser: Browser) -> None:
    issue(browser, INVOICE)

    for amount in ("twelve", "-3", "0", "1.005", "NaN", "1e99"):
        assert browser.post(NEW, payment(type=["Cash"], amount=[amount])).status_code == 422


def test_a_payment_is_taken_back(browser: Browser, engine: SyncEngine) -> None:
    issue(browser, INVOICE)
    browser.post(NEW, payment(type=["Cash"], amount=["50"], invoice=["1001"], new_money=["50"], credit=[""]))
    [taken] = engine.clinic.payments()

    browser.post("/clinic/payments/delete", {"payment": taken.id})

    assert engine.clinic.invoices()[0].open == Decimal("120.00")
    assert "deleted" in browser.get("/clinic/payments").text
    assert browser.post("/clinic/payments/delete", {"payment": taken.id}).status_code == 422


def test_patients_are_listed_with_what_they_owe_and_what_is_held(browser: Browser) -> None:
    issue(browser, INVOICE)
    browser.post(NEW, PREPAYMENT)

    page = browser.get("/clinic/patients").text

    assert "120.00" in page
    assert "100.00" in page
