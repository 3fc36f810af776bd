"""Every oddity planted in an export is told with its row, and none is invented."""

import pytest

from harness.timeline.importing import Imported
from tests.harness.timeline.conftest import Import, imported
from tests.harness.timeline.exports import Exports, sound_exports, with_oddities

INVOICES = """\
Invoice #,Issue date,Patient,Total
1001,2026-03-02,Ada Lovelace,120.00
1002,2026-03-03,Ada Lovelace,80.00
"""
PAYMENTS = "Payment ID,Date,Patient,Type,Amount,Invoice\n"


def told(case: Imported) -> set[tuple[str, int, str]]:
    return {(each.file, each.row, each.kind) for each in case.problems}


def does(case: Imported) -> list[tuple[str, str]]:
    """What the records do, and with how much."""
    return [
        (each["do"], each.get("amount") or ", ".join(each.get("invoices", {}).values()))
        for each in case.records
    ]


def assert_exactly_what_was_planted_is_told(exports: Exports, delimiter: str) -> None:
    case = imported(exports.invoice_csv(delimiter), exports.payment_csv(delimiter))

    assert told(case) == {(each.file, each.row, each.kind) for each in exports.planted}
    invoices, payments = (each.counts() for each in case.ends)
    assert invoices.rows == len(exports.invoices)
    assert payments.rows == len(exports.payments)
    for counts in (invoices, payments):
        assert counts.taken + counts.remarked + counts.set_aside == counts.rows


def test_a_sound_export_has_nothing_odd() -> None:
    case = imported(sound_exports(60, 80).invoice_csv(), sound_exports(60, 80).payment_csv())

    assert case.problems == []
    assert len(case.records) == 60 + 80


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_forty_planted_oddities_are_told_and_no_other(delimiter: str) -> None:
    assert_exactly_what_was_planted_is_told(with_oddities(sound_exports(60, 80), 4), delimiter)


@pytest.mark.slow
def test_forty_planted_oddities_among_eleven_thousand_rows() -> None:
    assert_exactly_what_was_planted_is_told(with_oddities(sound_exports(4_980, 5_976), 4), ",")


def test_a_payment_over_several_rows_is_one(bring: Import) -> None:
    case = bring(
        INVOICES,
        PAYMENTS + "7,2026-03-04,Ada Lovelace,Cash,120.00,1001\n7,2026-03-04,Ada Lovelace,Cash,80.00,1002\n",
    )

    [paid] = [each for each in case.records if each["do"] == "pay"]
    assert paid["invoices"] == {"1001": "120.00", "1002": "80.00"}
    assert paid["by"] == {"Cash": "200.00"}
    assert {("payments", 2, "split payment"), ("payments", 3, "split payment")} == told(case)


def test_a_payment_for_several_invoices_in_one_cell(bring: Import) -> None:
    case = bring(INVOICES, PAYMENTS + '7,2026-03-04,Ada Lovelace,Cash,150.00,"1001: 100.00, 1002: 50.00"\n')

    [paid] = [each for each in case.records if each["do"] == "pay"]
    assert paid["invoices"] == {"1001": "100.00", "1002": "50.00"}
    assert told(case) == {("payments", 2, "split payment")}


def test_payment_types_in_columns_of_their_own(bring: Import) -> None:
    payments = "Receipt,Date,Patient,EFTPOS,Cash,Invoice\n7,2026-03-04,Ada Lovelace,100.00,20.00,1001\n"

    [paid] = [each for each in bring(INVOICES, payments).records if each["do"] == "pay"]

    assert paid["by"] == {"EFTPOS": "100.00", "Cash": "20.00"}


def test_what_exceeds_an_invoice_is_account_credit_and_pays_the_next(bring: Import) -> None:
    case = bring(
        INVOICES,
        PAYMENTS
        + "7,2026-03-02,Ada Lovelace,Cash,150.00,1001\n8,2026-03-04,Ada Lovelace,Account credit,30.00,1002\n",
    )

    assert does(case)[-2:] == [("invoice", "80.00"), ("pay by credit", "30.00")]
    assert told(case) == {("payments", 2, "overpaid"), ("payments", 3, "account credit")}


def test_credit_from_before_the_export_is_assumed_and_told(bring: Import) -> None:
    case = bring(INVOICES, PAYMENTS + "8,2026-03-04,Ada Lovelace,Account credit,30.00,1002\n")

    assert does(case)[-2:] == [("prepay", "30.00"), ("pay by credit", "30.00")]
    assert "30.00 of credit from before the export is assumed" in case.problems[0].done


def test_credit_that_is_given_back_is_a_refund_and_money_taken_off_an_invoice_is_for_a_person(
    bring: Import,
) -> None:
    rows = (
        "7,2026-03-02,Ada Lovelace,Cash,50.00,\n"
        "8,2026-03-04,Ada Lovelace,Cash,-20.00,\n"
        "9,2026-03-05,Ada Lovelace,Cash,-20.00,1001\n"
    )

    case = bring(INVOICES, PAYMENTS + rows)

    assert does(case)[-1] == ("refund", "20.00")
    [aside] = [each for each in case.problems if each.done == "set aside"]
    assert (aside.row, aside.kind) == (4, "refund")


def test_a_deleted_invoice_leaves_its_money_as_credit(bring: Import) -> None:
    invoices = "Number,Date,Client,Total,Deleted at\n5,2026-03-02,Ada Lovelace,120.00,2026-03-09\n"

    case = bring(invoices, PAYMENTS + "7,2026-03-03,Ada Lovelace,Cash,120.00,5\n")

    assert [each["do"] for each in case.records] == ["invoice", "pay", "delete invoice"]
    assert told(case) == {("invoices", 2, "deleted invoice")}


def test_a_typing_error_in_a_year_does_not_stretch_the_story(bring: Import) -> None:
    case = bring(INVOICES + "1003,2062-03-02,Ada Lovelace,10.00\n")

    assert told(case) == {("invoices", 4, "date far away")}


def test_numbers_that_are_no_integers_keep_their_digits_and_the_clinics_own(bring: Import) -> None:
    invoices = "Invoice #,Issue date,Patient,Total\nINV-00123,2026-03-02,Ada Lovelace,120.00\n"

    case = bring(invoices, PAYMENTS + "7,2026-03-02,Ada Lovelace,Cash,120.00,INV-00123\n")

    assert [each.get("number") or each.get("invoices") for each in case.records] == [123, {"123": "120.00"}]
    assert case.renamed == {123: "INV-00123"}


def test_what_the_export_says_is_paid_is_compared_with_its_payments(bring: Import) -> None:
    invoices = "Invoice #,Issue date,Patient,Total,Outstanding\n1001,2026-03-02,Ada Lovelace,120.00,0.00\n"

    case = bring(invoices, PAYMENTS + "7,2026-03-02,Ada Lovelace,Cash,100.00,1001\n")

    assert told(case) == {("invoices", 2, "paid differs")}
    assert case.problems[0].what == "the export says that 120.00 is paid, its payments come to 100.00"
