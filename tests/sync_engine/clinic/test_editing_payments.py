"""A payment entered wrongly: edited, its money and its credit add up as if it had been right at once."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_engine.refusals import ClinicRefused
from tests.sync_engine.clinic_day import ADA, TODAY, ClinicDay


def edit(day: ClinicDay, label: str, sources: Mapping[str, str], invoices: Mapping[int, str]) -> None:
    day.engine.clinic.edit_payment(
        label,
        TODAY,
        {source: Decimal(amount) for source, amount in sources.items()},
        {number: Decimal(amount) for number, amount in invoices.items()},
        {},
    )


def open_parts(day: ClinicDay) -> list[Decimal]:
    return [invoice.open for invoice in day.engine.clinic.invoices()]


def test_other_amounts_and_other_invoices(day: ClinicDay) -> None:
    day.issue(1, "100.00")
    day.issue(2, "50.00")
    label = day.pay({"Cash": "100"}, {1: "100"})

    edit(day, label, {"Cash": "80", "EFTPOS": "30"}, {1: "60", 2: "40"})

    assert open_parts(day) == [Decimal("40.00"), Decimal("10.00")]
    assert day.engine.clinic.balance(ADA.id) == Decimal("10.00")


def test_credit_that_has_been_used_allows_an_edit_that_leaves_it(day: ClinicDay) -> None:
    day.issue(1, "100.00")
    label = day.pay({"Cash": "100"}, {})
    day.pay({}, {}, {1: "100"})

    edit(day, label, {"EFTPOS": "100"}, {})

    assert day.engine.clinic.balance(ADA.id) == 0
    with pytest.raises(ClinicRefused, match="has been used"):
        edit(day, label, {"EFTPOS": "99"}, {})


def test_deleting_it_afterwards_takes_back_what_it_is_then(day: ClinicDay) -> None:
    day.issue(1, "100.00")
    day.issue(2, "100.00")
    label = day.pay({"Cash": "150"}, {1: "100"})
    day.engine.clinic.delete_invoice(1)
    edit(day, label, {"Cash": "120"}, {2: "70"})
    assert day.engine.clinic.balance(ADA.id) == Decimal("50.00")

    day.engine.clinic.delete_payment(label)

    assert day.engine.clinic.balance(ADA.id) == 0
    assert open_parts(day)[1] == Decimal("100.00")


def test_a_refund_takes_account_credit_and_no_more_than_there_is(day: ClinicDay) -> None:
    day.pay({"Cash": "40"}, {})

    day.engine.clinic.refund_credit("refund", ADA, TODAY, Decimal(25))

    assert day.engine.clinic.balance(ADA.id) == Decimal("15.00")
    with pytest.raises(ClinicRefused):
        day.engine.clinic.refund_credit("another", ADA, TODAY, Decimal(16))
    day.engine.clinic.delete_payment("refund")
    assert day.engine.clinic.balance(ADA.id) == Decimal("40.00")


SHARES = st.fixed_dictionaries({"Cash": st.integers(0, 120), "EFTPOS": st.integers(0, 120)})


@settings(max_examples=40, deadline=None)
@given(
    first=SHARES,
    then=SHARES,
    paid=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    again=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_an_edited_payment_is_worth_what_a_new_one_would_be(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, int],
    then: dict[str, int],
    paid: tuple[int, int],
    again: tuple[int, int],
) -> None:
    edited, fresh = (
        _balances(tmp_path_factory.mktemp("day"), states, paid, again) for states in ((first, then), (then,))
    )
    assert edited in (None, fresh)


def _balances(
    folder: Path, states: tuple[dict[str, int], ...], paid: tuple[int, int], again: tuple[int, int]
) -> tuple[list[Decimal], Decimal] | None:
    day = ClinicDay(folder)
    try:
        day.issue(1, "60.00")
        day.issue(2, "60.00")
        shares = [paid, again][-len(states) :]
        sources = [{kind: str(amount) for kind, amount in state.items() if amount} for state in states]
        invoices = [{n: str(amount) for n, amount in enumerate(share, 1) if amount} for share in shares]
        label = day.pay(sources[0], invoices[0])
        if len(states) > 1:
            edit(day, label, sources[1], invoices[1])
        return open_parts(day), day.engine.clinic.balance(ADA.id)
    except ClinicRefused:
        return None
    finally:
        day.close()
