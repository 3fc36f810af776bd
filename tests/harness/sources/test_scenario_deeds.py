"""A scenario's clinic is added up without a run: the same records that the run ends with."""

from pathlib import Path

import pytest

from harness.commands.reading import SHIPPED
from harness.ledger import LedgerInvoice, LedgerPayment, ManualPayment
from harness.runner import run_scenario
from harness.scenario.loader import load
from harness.sources.opening import clinic_postings
from harness.sources.problems import SourceError


@pytest.mark.parametrize(
    "name",
    ["account-credit-whole-and-in-part", "edits-and-deletions", "a-payment-split-over-sources-and-invoices"],
)
def test_the_deeds_come_to_what_the_run_ends_with(name: str) -> None:
    file = SHIPPED / f"{name}.yaml"
    ended_with = run_scenario(load(file)).clinic_totals

    postings = list(clinic_postings(str(file)))

    payments = [each for each in postings if isinstance(each, LedgerPayment)]
    standing = [each for each in postings if isinstance(each, LedgerInvoice) and each.status.value != "void"]
    assert (len(standing), sum(each.total for each in standing)) == (ended_with.invoices, ended_with.total)
    assert (len(payments), sum(each.amount for each in payments)) == (ended_with.payments, ended_with.paid)


def test_account_credit_is_told_apart_from_new_money() -> None:
    postings = clinic_postings(str(SHIPPED / "account-credit-whole-and-in-part.yaml"))

    assert any(isinstance(each, ManualPayment) for each in postings)


def test_a_scenario_with_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_text("scenario: Nothing\n")

    with pytest.raises(SourceError, match=f"{file}:1"):
        list(clinic_postings(str(file)))


CASE = """
scenario: A case
starts: 2026-03-02T08:00:00+11:00
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 17, patient: {id: P-1, name: Ada}, amount: 120.00}
  - {at: day 1 11:00, do: pay, invoice: 17, amount: 120.00, by: EFTPOS}
"""


def test_an_imported_case_is_told_with_the_clinics_own_numbers(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE)
    (tmp_path / "case.numbers.csv").write_text("invoice,clinic's number\n17,INV-0017\n")

    invoice, payment = clinic_postings(str(file))

    assert isinstance(invoice, LedgerInvoice)
    assert isinstance(payment, LedgerPayment)
    assert (invoice.number, payment.invoice) == ("INV-0017", "INV-0017")


def test_numbers_that_are_no_pairs_are_told_with_their_file(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE)
    (tmp_path / "case.numbers.csv").write_text("invoice,clinic's number\n17\n")

    with pytest.raises(SourceError, match=r"case\.numbers\.csv: each line has two columns"):
        list(clinic_postings(str(file)))
