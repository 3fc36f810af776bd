"""Each promise is broken for its own reason and for no other; the rest of a run's promises stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from harness.checkers import judge
from harness.checkers.evidence import Evidence, LetterRead, Parked, SettingsView
from harness.checkers.verdict import Outcome
from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice, LedgerPayment, ManualPayment, Origin
from harness.reconciliation.breaks import BreakKind
from harness.reconciliation.reconcile import reconcile
from harness.scenario.expectations import (
    Breaks,
    EMails,
    ManualPayments,
    ParkedDocuments,
    Promise,
    SettledWithin,
)
from harness.simulation.history import Call

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTINGS = SettingsView(
    sales_account="200",
    payment_account="610",
    tax_exempt_rate="EXEMPTOUTPUT",
    payment_types={"EFTPOS": "611", "Cash": "612"},
    items={"Consultation": "201"},
)
PAID = LedgerInvoice("1", "1", MONDAY, Decimal("120.00"), Decimal("0.00"), InvoiceStatus.PAID)
BY_CREDIT = LedgerInvoice(
    "2", "2", MONDAY, Decimal("80.00"), Decimal("0.00"), InvoiceStatus.PAID, Decimal("80.00")
)
OPEN_IN_XERO = replace(
    BY_CREDIT, due=Decimal("80.00"), status=InvoiceStatus.OPEN, account_credit=Decimal("0.00")
)
PAYMENT = LedgerPayment("1", "p1", MONDAY, Decimal("120.00"), "611")
LOCKED = Parked(kind="invoice", number="1", reason="locked", xero_says="")
USE = ManualPayment("2", Decimal("80.00"), MONDAY)
CLINIC = Ledger((PAID, BY_CREDIT), (PAYMENT,), (USE,))
XERO = Ledger((PAID, OPEN_IN_XERO), (PAYMENT,))


def a_run(xero: Ledger = XERO, clinic: Ledger = CLINIC) -> Evidence:
    """A run in which every promise was kept, apart from what Xero holds in the end."""
    return Evidence(
        clinic=clinic,
        xero=xero,
        reconciliation=reconcile(clinic, xero),
        history=(),
        calls=(Call(1, "PUT", "/Invoices", NOON, NOON, NOON, 200),),
        manual_payments_listed=(USE,),
        settings_wanted=SETTINGS,
        settings_found=SETTINGS,
        last_step_at=NOON,
        settled_at=NOON + timedelta(hours=2),
        unsettled=None,
    )


def broken(evidence: Evidence) -> list[str]:
    verdicts = judge((*Promise, SettledWithin(timedelta(hours=3))), evidence)
    return [verdict.expectation for verdict in verdicts if verdict.outcome is not Outcome.VALID]


def payment_twice(run: Evidence) -> Evidence:
    del run
    again = replace(PAYMENT, document="p2")
    invoice = replace(PAID, due=Decimal("-120.00"))
    return a_run(replace(XERO, invoices=(invoice, OPEN_IN_XERO), payments=(PAYMENT, again)))


def invoice_twice(run: Evidence) -> Evidence:
    del run
    return a_run(replace(XERO, invoices=(*XERO.invoices, replace(OPEN_IN_XERO, document="2 again"))))


def payment_unknown(run: Evidence) -> Evidence:
    return a_run(run.xero, replace(CLINIC, invoices=(_open(PAID), BY_CREDIT), payments=()))


def payment_missing(run: Evidence) -> Evidence:
    del run
    return a_run(replace(XERO, invoices=(_open(PAID), OPEN_IN_XERO), payments=()))


def invoice_missing(run: Evidence) -> Evidence:
    del run
    return replace(a_run(replace(XERO, invoices=(PAID,))), manual_payments_listed=())


def payment_in_wrong_account(run: Evidence) -> Evidence:
    del run
    return a_run(replace(XERO, payments=(replace(PAYMENT, account="610"),)))


def invoice_of_another_total(run: Evidence) -> Evidence:
    del run
    more = replace(OPEN_IN_XERO, total=Decimal("80.01"), due=Decimal("80.01"))
    return a_run(replace(XERO, invoices=(PAID, more)))


def payment_known_to_a_bookkeeper_only(run: Evidence) -> Evidence:
    by_hand = replace(PAYMENT, document="p2", origin=Origin.BOOKKEEPER, amount=Decimal("5.00"))
    invoice = replace(PAID, due=Decimal("-5.00"))
    return a_run(replace(run.xero, invoices=(invoice, OPEN_IN_XERO), payments=(PAYMENT, by_hand)))


def credit_sent(run: Evidence) -> Evidence:
    del run
    sent = LedgerPayment("2", "p2", MONDAY, Decimal("80.00"), "610")
    xero = replace(XERO, invoices=(PAID, _settled(OPEN_IN_XERO)), payments=(PAYMENT, sent))
    return replace(a_run(xero), manual_payments_listed=())


def credit_not_listed(run: Evidence) -> Evidence:
    return replace(run, manual_payments_listed=())


def credit_listed_with_another_day(run: Evidence) -> Evidence:
    return replace(run, manual_payments_listed=(replace(USE, date=MONDAY + timedelta(days=1)),))


def credit_listed_that_nobody_used(run: Evidence) -> Evidence:
    return replace(run, manual_payments_listed=(USE, ManualPayment("1", Decimal("5.00"), MONDAY)))


def account_forgotten(run: Evidence) -> Evidence:
    return replace(run, settings_found=replace(SETTINGS, payment_types={"EFTPOS": "611"}))


def settings_gone(run: Evidence) -> Evidence:
    return replace(run, settings_found=None)


def asked_again_at_once(run: Evidence) -> Evidence:
    refused = Call(1, "PUT", "/Invoices", NOON, NOON, NOON, 429, "minute", 30)
    return replace(run, calls=(refused, Call(2, "GET", "/Invoices", NOON + timedelta(seconds=29))))


def came_to_rest_late(run: Evidence) -> Evidence:
    return replace(run, settled_at=NOON + timedelta(hours=3, seconds=1))


def never_came_to_rest(run: Evidence) -> Evidence:
    return replace(run, settled_at=None, unsettled="2 deliveries are due")


def _open(invoice: LedgerInvoice) -> LedgerInvoice:
    return replace(invoice, due=invoice.total, status=InvoiceStatus.OPEN)


def _settled(invoice: LedgerInvoice) -> LedgerInvoice:
    return replace(invoice, due=Decimal("0.00"), status=InvoiceStatus.PAID)


def test_a_run_without_trouble_keeps_every_promise() -> None:
    assert broken(a_run()) == []


@pytest.mark.parametrize(
    ("mishap", "promise"),
    [
        (payment_twice, "nothing doubled"),
        (invoice_twice, "nothing doubled"),
        (payment_unknown, "nothing doubled"),
        (payment_missing, "nothing missing"),
        (invoice_missing, "nothing missing"),
        (payment_in_wrong_account, "amounts agree"),
        (invoice_of_another_total, "amounts agree"),
        (payment_known_to_a_bookkeeper_only, "amounts agree"),
        (credit_sent, "account credit stays open"),
        (credit_not_listed, "account credit stays open"),
        (credit_listed_with_another_day, "account credit stays open"),
        (credit_listed_that_nobody_used, "account credit stays open"),
        (account_forgotten, "settings survive"),
        (settings_gone, "settings survive"),
        (asked_again_at_once, "limits respected"),
        (came_to_rest_late, SettledWithin(timedelta(hours=3)).phrase),
        (never_came_to_rest, SettledWithin(timedelta(hours=3)).phrase),
    ],
)
def test_one_mishap_breaks_one_promise(mishap: Callable[[Evidence], Evidence], promise: str) -> None:
    assert broken(mishap(a_run())) == [promise]


def test_verdicts_come_in_the_scenarios_order_and_with_its_words() -> None:
    wanted = (Promise.AMOUNTS_AGREE, ManualPayments(1), Promise.NOTHING_DOUBLED)

    verdicts = judge(wanted, a_run())

    assert [verdict.expectation for verdict in verdicts] == [each.phrase for each in wanted]


def test_settings_that_were_never_saved_allow_no_verdict() -> None:
    (verdict,) = judge([Promise.SETTINGS_SURVIVE], replace(a_run(), settings_wanted=None))

    assert verdict.outcome is Outcome.UNDECIDED
    assert verdict.evidence == ("The clinic never saved integration settings.",)


def test_a_run_without_calls_allows_no_verdict_on_limits() -> None:
    (verdict,) = judge([Promise.LIMITS_RESPECTED], replace(a_run(), calls=()))

    assert verdict.outcome is Outcome.UNDECIDED


def test_a_run_that_never_came_to_rest_says_why() -> None:
    (verdict,) = judge([SettledWithin(timedelta(days=3))], never_came_to_rest(a_run()))

    assert verdict.evidence == ("It never came to rest: 2 deliveries are due.",)


def test_a_setting_that_changed_is_named_with_both_values() -> None:
    changed = replace(a_run(), settings_found=replace(SETTINGS, items={"Consultation": "200"}))

    (verdict,) = judge([Promise.SETTINGS_SURVIVE], changed)

    assert verdict.evidence == ("The item Consultation was set to 201, the engine works with 200.",)


def test_the_worst_evidence_comes_first_and_the_rest_is_counted() -> None:
    invoices = tuple(replace(PAID, number=str(n), total=Decimal(n), due=Decimal(n)) for n in range(1, 14))

    (verdict,) = judge([Promise.NOTHING_MISSING], a_run(Ledger(), Ledger(invoices)))

    assert verdict.evidence[0] == "Invoice 13 of 2026-03-02 for 13.00 is not in Xero."
    assert verdict.evidence[10:] == ("and 3 more",)


def test_breaks_are_counted_by_the_kinds_that_are_named_and_no_others() -> None:
    nothing_but_credit = Breaks({BreakKind.OPEN_FOR_ACCOUNT_CREDIT: 1, BreakKind.DUPLICATED: 0})
    one_missing = Breaks({BreakKind.MISSING_IN_XERO: 1})

    good, bad = judge([nothing_but_credit, one_missing], a_run())

    assert good.outcome is Outcome.VALID
    assert bad.evidence == ("MISSING_IN_XERO: 1 expected, 0 found.",)


def test_manual_payments_are_counted_as_they_are_left_to_record() -> None:
    good, bad = judge([ManualPayments(1), ManualPayments(2)], a_run())

    assert good.outcome is Outcome.VALID
    assert bad.evidence == (
        "2 manual payments were expected; left to record: 1.",
        "Left: 80.00 on invoice 2 of 2026-03-02.",
    )


def test_a_manual_payment_that_the_engine_does_not_list_is_told() -> None:
    (verdict,) = judge([ManualPayments(1)], replace(a_run(), manual_payments_listed=()))

    assert verdict.evidence == ("The engine does not list 80.00 on invoice 2 of 2026-03-02.",)


def test_what_is_listed_for_an_invoice_that_is_missing_in_xero_is_not_held_against_the_engine() -> None:
    run = a_run(replace(XERO, invoices=(PAID,)))

    (verdict,) = judge([Promise.ACCOUNT_CREDIT_STAYS_OPEN], run)

    assert verdict.outcome is Outcome.VALID


def test_what_waits_for_a_person_and_what_was_told_by_e_mail_is_counted() -> None:
    run = replace(a_run(), parked=(LOCKED,), letters=(LetterRead("Xero refused invoice 1", ""),))

    verdicts = judge((ParkedDocuments(1), EMails(1), ParkedDocuments(0), EMails(2)), run)

    assert [each.outcome for each in verdicts] == [Outcome.VALID] * 2 + [Outcome.INVALID] * 2
    assert verdicts[2].evidence == ("0 documents were expected; there are 1.", "invoice 1: locked.")
    assert verdicts[3].expectation == "e-mails: 2"
