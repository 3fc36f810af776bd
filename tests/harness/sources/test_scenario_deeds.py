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
