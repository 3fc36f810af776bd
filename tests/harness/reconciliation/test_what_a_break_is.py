"""What the judge calls each disagreement between the clinic's books and Xero's, one story a test."""

from datetime import date
from decimal import Decimal

from harness.ledger import InvoiceStatus, Ledger, LedgerInvoice, LedgerPayment, ManualPayment, Origin
from harness.reconciliation.breaks import BreakKind, Record
from harness.reconciliation.reconcile import Reconciliation, reconcile

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
ZERO = Decimal("0.00")


def invoice(
    number: str, total: str, *, due: str = "0.00", credit: str = "0.00", copy: str = "", dated: date = MONDAY
) -> LedgerInvoice:
    status = InvoiceStatus.OPEN if Decimal(due) else InvoiceStatus.PAID
    return LedgerInvoice(
        number, f"{number}{copy}", dated, Decimal(total), Decimal(due), status, Decimal(credit)
    )


def void(number: str, total: str) -> LedgerInvoice:
    return LedgerInvoice(number, f"{number} void", MONDAY, Decimal(total), ZERO, InvoiceStatus.VOID)


def payment(
    number: str,
    amount: str,
    *,
    account: str = "611",
    paid: date = MONDAY,
    by: Origin = Origin.APP,
    document: str = "p",
) -> LedgerPayment:
    return LedgerPayment(number, document, paid, Decimal(amount), account, by)


def used(number: str, amount: str, on: date = MONDAY) -> ManualPayment:
    return ManualPayment(number, Decimal(amount), on)


def told(found: Reconciliation) -> list[tuple[BreakKind, str, Decimal]]:
    return [(each.kind, str(each.record), each.amount) for each in found.breaks]


def test_books_that_agree_break_nowhere_and_every_posting_is_matched() -> None:
    books = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))

    found = reconcile(books, books)

    assert found.breaks == ()
    assert [(match.kind, match.number) for match in found.matches] == [("invoice", "1"), ("payment", "1")]


def test_an_invoice_that_xero_has_not_is_missing_with_its_payment() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))

    found = reconcile(clinic, Ledger())

    assert told(found) == [
        (BreakKind.MISSING_IN_XERO, "invoice 1", Decimal("-120.00")),
        (BreakKind.MISSING_IN_XERO, "payment on invoice 1", Decimal("-120.00")),
    ]


def test_an_invoice_that_only_xero_has_is_unknown_to_the_clinic() -> None:
    xero = Ledger((invoice("77", "50.00", due="50.00"),))

    found = reconcile(Ledger(), xero)

    assert told(found) == [(BreakKind.UNKNOWN_TO_CLINIC, "invoice 77", Decimal("50.00"))]


def test_each_further_live_copy_of_an_invoice_is_a_duplicate() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))
    copies = tuple(invoice("1", "120.00", due="120.00", copy=copy) for copy in ("a", "b", "c"))

    found = reconcile(clinic, Ledger(copies))

    assert told(found) == [(BreakKind.DUPLICATED, "invoice 1", Decimal("120.00"))] * 2


def test_of_two_copies_the_one_that_agrees_is_the_clinics() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))
    copies = (invoice("1", "90.00", due="90.00", copy="a"), invoice("1", "120.00", due="120.00", copy="b"))

    found = reconcile(clinic, Ledger(copies))

    assert told(found) == [(BreakKind.DUPLICATED, "invoice 1", Decimal("90.00"))]


def test_an_invoice_deleted_in_the_clinic_but_standing_in_xero_has_another_status() -> None:
    found = reconcile(Ledger((void("1", "120.00"),)), Ledger((invoice("1", "120.00", due="120.00"),)))

    assert told(found) == [(BreakKind.STATUS_DIFFERS, "invoice 1", Decimal("120.00"))]


def test_an_invoice_that_a_bookkeeper_voided_has_another_status() -> None:
    found = reconcile(Ledger((invoice("1", "120.00", due="120.00"),)), Ledger((void("1", "120.00"),)))

    assert told(found) == [(BreakKind.STATUS_DIFFERS, "invoice 1", Decimal("-120.00"))]


def test_void_invoices_count_for_nothing() -> None:
    clinic = Ledger((void("1", "120.00"), void("2", "80.00")))

    found = reconcile(clinic, Ledger((void("1", "120.00"), void("3", "10.00"))))

    assert found == Reconciliation()


def test_an_invoice_voided_and_sent_again_in_xero_agrees() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))

    found = reconcile(clinic, Ledger((void("1", "100.00"), invoice("1", "120.00", due="120.00"))))

    assert found.breaks == ()


def test_another_total_is_told_once_although_the_due_differs_with_it() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.01", due="120.01"),)))

    assert told(found) == [(BreakKind.AMOUNT_DIFFERS, "invoice 1", Decimal("0.01"))]


def test_an_invoice_of_another_day_is_told() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="120.00", dated=TUESDAY),)))

    assert told(found) == [(BreakKind.STATUS_DIFFERS, "invoice 1", Decimal("120.00"))]
    assert found.breaks[0].explanation == (
        "Invoice 1 for 120.00 is dated 2026-03-02 in the clinic and 2026-03-03 in Xero."
    )


def test_an_invoice_that_is_settled_in_xero_for_no_reason_has_another_status() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),)))

    assert told(found) == [(BreakKind.STATUS_DIFFERS, "invoice 1", Decimal("-120.00"))]


def test_an_invoice_that_is_partly_settled_in_xero_for_no_reason_has_another_amount() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="100.00"),)))

    assert told(found) == [(BreakKind.AMOUNT_DIFFERS, "invoice 1", Decimal("-20.00"))]


def test_a_missing_payment_is_told_once_although_the_invoice_is_open_in_xero() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="120.00"),)))

    assert told(found) == [(BreakKind.MISSING_IN_XERO, "payment on invoice 1", Decimal("-120.00"))]
    assert found.breaks[0].explanation == (
        "The payment of 120.00 on invoice 1 of 2026-03-02 in account 611 is not in Xero."
    )


def test_a_payment_that_is_twice_in_xero_is_duplicated() -> None:
    clinic = Ledger((invoice("1", "120.00", due="60.00"),), (payment("1", "60.00"),))
    twice = (payment("1", "60.00", document="a"), payment("1", "60.00", document="b"))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), twice))

    assert told(found) == [(BreakKind.DUPLICATED, "payment on invoice 1", Decimal("60.00"))]


def test_a_payment_sent_again_on_another_day_is_duplicated() -> None:
    clinic = Ledger((invoice("1", "120.00", due="60.00"),), (payment("1", "60.00"),))
    twice = (payment("1", "60.00"), payment("1", "60.00", paid=TUESDAY))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), twice))

    assert told(found) == [(BreakKind.DUPLICATED, "payment on invoice 1", Decimal("60.00"))]


def test_a_copy_is_never_taken_for_a_payment_of_the_same_sum_on_another_invoice() -> None:
    clinic = Ledger(
        (invoice("1", "120.00", due="60.00"), invoice("2", "60.00")),
        (payment("1", "60.00"), payment("2", "60.00")),
    )
    xero = Ledger(
        (invoice("1", "120.00"), invoice("2", "60.00", due="60.00")),
        (payment("1", "60.00", document="a"), payment("1", "60.00", document="b")),
    )

    found = reconcile(clinic, xero)

    assert told(found) == [
        (BreakKind.MISSING_IN_XERO, "payment on invoice 2", Decimal("-60.00")),
        (BreakKind.DUPLICATED, "payment on invoice 1", Decimal("60.00")),
    ]


def test_a_payment_in_another_account_is_in_the_wrong_one() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00", account="611"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (payment("1", "120.00", account="610"),)))

    assert told(found) == [(BreakKind.WRONG_ACCOUNT, "payment on invoice 1", Decimal("120.00"))]
    assert found.breaks[0].explanation == (
        "The payment of 120.00 on invoice 1 of 2026-03-02 in account 611 went to account 610 in Xero."
    )


def test_a_payment_on_another_invoice_is_misallocated_and_explains_both_dues() -> None:
    clinic = Ledger((invoice("1", "120.00"), invoice("2", "120.00", due="120.00")), (payment("1", "120.00"),))
    xero = Ledger((invoice("1", "120.00", due="120.00"), invoice("2", "120.00")), (payment("2", "120.00"),))

    found = reconcile(clinic, xero)

    assert told(found) == [(BreakKind.MISALLOCATED, "payment on invoice 1", Decimal("120.00"))]


def test_a_payment_of_another_day_is_told_with_the_day() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (payment("1", "120.00", paid=TUESDAY),)))

    assert told(found) == [(BreakKind.STATUS_DIFFERS, "payment on invoice 1", Decimal("120.00"))]
    assert found.breaks[0].explanation.endswith("is dated 2026-03-03 in Xero.")


def test_a_payment_of_another_day_and_account_is_one_break() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))

    found = reconcile(
        clinic, Ledger((invoice("1", "120.00"),), (payment("1", "120.00", account="610", paid=TUESDAY),))
    )

    assert told(found) == [(BreakKind.WRONG_ACCOUNT, "payment on invoice 1", Decimal("120.00"))]
    assert found.breaks[0].explanation.endswith("went to account 610 in Xero and is dated 2026-03-03.")


def test_a_payment_of_another_amount_is_told_once() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="0.05"),), (payment("1", "119.95"),)))

    assert told(found) == [(BreakKind.AMOUNT_DIFFERS, "payment on invoice 1", Decimal("-0.05"))]


def test_a_payment_that_the_clinic_deleted_but_xero_keeps_is_unknown() -> None:
    clinic = Ledger((invoice("1", "120.00", due="120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),)))

    assert told(found) == [(BreakKind.UNKNOWN_TO_CLINIC, "payment on invoice 1", Decimal("120.00"))]
    assert found.by_hand == ()


def test_an_invoice_that_credit_paid_stays_open_and_waits_for_a_person() -> None:
    clinic = Ledger(
        (invoice("1", "120.00", credit="60.00"),), (payment("1", "60.00"),), (used("1", "60.00", TUESDAY),)
    )
    xero = Ledger((invoice("1", "120.00", due="60.00"),), (payment("1", "60.00"),))

    found = reconcile(clinic, xero)

    assert told(found) == [(BreakKind.OPEN_FOR_ACCOUNT_CREDIT, "invoice 1", Decimal("60.00"))]
    assert found.manual_payments_open == (used("1", "60.00", TUESDAY),)


def test_two_uses_of_credit_on_one_invoice_are_one_break_and_two_payments_to_record() -> None:
    clinic = Ledger(
        (invoice("1", "120.00", credit="120.00"),), (), (used("1", "70.00", TUESDAY), used("1", "50.00"))
    )

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="120.00"),)))

    assert told(found) == [(BreakKind.OPEN_FOR_ACCOUNT_CREDIT, "invoice 1", Decimal("120.00"))]
    assert found.manual_payments_open == (used("1", "50.00"), used("1", "70.00", TUESDAY))


def test_what_a_bookkeeper_recorded_is_struck_off() -> None:
    clinic = Ledger((invoice("1", "120.00", credit="120.00"),), (), (used("1", "120.00"),))
    by_hand = payment("1", "120.00", account="090", paid=TUESDAY, by=Origin.BOOKKEEPER)

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (by_hand,)))

    assert found.breaks == ()
    assert found.manual_payments_open == ()


def test_what_a_bookkeeper_recorded_in_part_leaves_the_rest_open() -> None:
    clinic = Ledger((invoice("1", "120.00", credit="120.00"),), (), (used("1", "120.00"),))
    by_hand = payment("1", "50.00", by=Origin.BOOKKEEPER)

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="70.00"),), (by_hand,)))

    assert told(found) == [(BreakKind.OPEN_FOR_ACCOUNT_CREDIT, "invoice 1", Decimal("70.00"))]
    assert found.manual_payments_open == (used("1", "70.00"),)


def test_what_a_bookkeeper_recorded_beyond_the_credit_is_unknown_to_the_clinic() -> None:
    clinic = Ledger((invoice("1", "120.00", due="60.00", credit="60.00"),), (), (used("1", "60.00"),))
    by_hand = payment("1", "100.00", by=Origin.BOOKKEEPER)

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="20.00"),), (by_hand,)))

    assert told(found) == [(BreakKind.UNKNOWN_TO_CLINIC, "payment on invoice 1", Decimal("40.00"))]
    assert found.by_hand == found.breaks


def test_a_bookkeeper_may_record_what_the_sync_could_not_bring() -> None:
    clinic = Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),))
    by_hand = payment("1", "120.00", account="090", paid=TUESDAY, by=Origin.BOOKKEEPER)

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (by_hand,)))

    assert found.breaks == ()


def test_account_credit_that_the_app_sent_is_told_as_that() -> None:
    clinic = Ledger((invoice("1", "120.00", credit="120.00"),), (), (used("1", "120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),)))

    assert told(found) == [(BreakKind.UNKNOWN_TO_CLINIC, "payment on invoice 1", Decimal("120.00"))]
    assert "account credit was sent to Xero" in found.breaks[0].explanation
    assert found.credit_closed == found.breaks
    assert found.manual_payments_open == ()


def test_account_credit_sent_along_with_new_money_is_told_as_that() -> None:
    clinic = Ledger(
        (invoice("1", "120.00", credit="50.00"),), (payment("1", "70.00"),), (used("1", "50.00"),)
    )

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),), (payment("1", "120.00"),)))

    assert told(found) == [(BreakKind.AMOUNT_DIFFERS, "payment on invoice 1", Decimal("50.00"))]
    assert found.credit_closed == found.breaks


def test_credit_used_on_an_invoice_that_is_not_in_xero_is_not_yet_a_persons_work() -> None:
    clinic = Ledger((invoice("1", "120.00", credit="120.00"),), (), (used("1", "120.00"),))

    found = reconcile(clinic, Ledger())

    assert told(found) == [(BreakKind.MISSING_IN_XERO, "invoice 1", Decimal("-120.00"))]
    assert found.manual_payments_open == ()


def test_breaks_come_by_kind_and_then_by_number_as_people_count() -> None:
    clinic = Ledger(tuple(invoice(number, "10.00", due="10.00") for number in ("10", "9", "100")))
    xero = Ledger((invoice("7", "10.00", due="10.00"),))

    found = reconcile(clinic, xero)

    assert [each.record for each in found.breaks] == [
        Record("invoice", number) for number in ("9", "10", "100", "7")
    ]


def test_a_payment_recorded_by_hand_just_as_the_clinic_has_it_is_not_taken_for_account_credit() -> None:
    clinic = Ledger(
        (invoice("1", "120.00", credit="60.00"),), (payment("1", "60.00"),), (used("1", "60.00", TUESDAY),)
    )
    by_hand = payment("1", "60.00", by=Origin.BOOKKEEPER)

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="60.00"),), (by_hand,)))

    assert told(found) == [(BreakKind.OPEN_FOR_ACCOUNT_CREDIT, "invoice 1", Decimal("60.00"))]


def test_a_part_that_credit_paid_and_that_no_payment_closed_in_xero_is_no_longer_open() -> None:
    clinic = Ledger((invoice("1", "120.00", credit="120.00"),), (), (used("1", "120.00"),))

    found = reconcile(clinic, Ledger((invoice("1", "120.00"),)))

    assert [each.kind for each in found.credit_closed] == [BreakKind.STATUS_DIFFERS]


def test_of_two_uses_of_credit_the_one_of_the_recorded_amount_is_struck_off() -> None:
    clinic = Ledger(
        (invoice("1", "120.00", credit="120.00"),), (), (used("1", "50.00"), used("1", "70.00", TUESDAY))
    )
    by_hand = payment("1", "70.00", by=Origin.BOOKKEEPER)

    found = reconcile(clinic, Ledger((invoice("1", "120.00", due="50.00"),), (by_hand,)))

    assert found.manual_payments_open == (used("1", "50.00"),)
