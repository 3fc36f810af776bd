"""The clinic's totals and Xero's agree to the cent, whatever the price, discount, tax, zone and currency."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.checkers.verdict import Outcome
from harness.runner import run_scenario
from harness.scenario.loader import loads
from mock_xero.behaviour import HalfCent
from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.money import rounded
from sync_engine.clinic.drafts import BilledItem, ItemDraft, tax_of, totals_of
from sync_engine.xero.wire import invoice_lines

ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns", "Europe/London")
CURRENCIES = ("AUD", "NZD", "GBP", "USD", "JPY", "KWD")


def amounts(most: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 10**places).map(lambda number: Decimal(number).scaleb(-places))


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    price = draw(amounts(300, draw(st.sampled_from([2, 3, 4]))))
    quantity = draw(amounts(40, draw(st.sampled_from([0, 2, 4])))) or Decimal(1)
    most = int(quantity * price * 100)
    discount = Decimal(draw(st.integers(0, most))).scaleb(-2) if draw(st.booleans()) else Decimal("0.00")
    return {"quantity": quantity, "unit price": price, "discount": discount, "taxable": draw(st.booleans())}


@settings(max_examples=300, deadline=None)
@given(item=items(), rate=st.sampled_from(["0.10", "0.15", "0.125", "0.05"]), half=st.sampled_from(HalfCent))
def test_a_line_is_spelled_so_that_every_rounding_comes_to_the_clinics_amount(
    item: dict[str, Any], rate: str, half: HalfCent
) -> None:
    draft = ItemDraft(
        description="Consultation",
        quantity=item["quantity"],
        unit_price=item["unit price"],
        discount=item["discount"],
        taxable=item["taxable"],
    )
    totals = totals_of([draft], Decimal(rate))

    [line] = invoice_lines([BilledItem(draft, tax_of(draft, Decimal(rate)))], ["200"], "EXEMPTOUTPUT")

    arithmetic = Arithmetic(half, unit_decimals=4)
    unit = arithmetic.unit_amount(line["UnitAmount"], None, line["Quantity"])
    net = arithmetic.line_amount(line["Quantity"], unit, None, line.get("DiscountAmount"))
    assert (net, rounded(line["TaxAmount"], half)) == (totals.net, totals.tax)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(
    invoices=st.lists(st.lists(items(), min_size=1, max_size=4), min_size=8, max_size=20),
    zone=st.sampled_from(ZONES),
    currency=st.sampled_from(CURRENCIES),
    minute=st.sampled_from(["00:00", "00:01", "12:00", "23:59"]),
)
def test_in_any_zone_and_currency_xero_holds_the_same_amounts_on_the_same_days(
    invoices: list[list[dict[str, Any]]], zone: str, currency: str, minute: str
) -> None:
    result = run_scenario(loads(story(invoices, zone, currency, minute)))

    assert [verdict for verdict in result.verdicts if verdict.outcome is not Outcome.VALID] == []
    assert result.clinic_totals == result.xero_totals
    assert result.xero_totals.invoices == len(invoices)


@pytest.mark.parametrize("currency", ["JPY", "KWD"])
def test_xero_keeps_two_places_in_a_currency_of_none_or_of_three(currency: str) -> None:
    priced = [[{"quantity": Decimal(1), "unit price": Decimal("1234.50"), "discount": 0, "taxable": True}]]

    result = run_scenario(loads(story(priced, "Asia/Tokyo", currency, "09:00")))

    assert result.xero_totals.total == Decimal("1357.95")


def story(invoices: list[list[dict[str, Any]]], zone: str, currency: str, minute: str) -> str:
    steps: list[dict[str, Any]] = [{"at": "day 2 00:00", "do": "connect"}]
    for number, lines in enumerate(invoices, 1):
        described = [{"description": f"Line {n}", **_written(line)} for n, line in enumerate(lines)]
        patient = {"id": f"P-{number % 3}", "name": f"Patient {number % 3}"}
        issue = {"do": "invoice", "number": number, "patient": patient, "items": described}
        steps.append({"at": f"day {3 + number % 2} {minute}", **issue})
    return yaml.safe_dump(
        {
            "scenario": "Every cent",
            "starts": "2026-03-01T00:00:00Z",
            "clinic": {"time zone": zone, "currency": currency},
            "timeline": steps,
        }
    )


def _written(line: dict[str, Any]) -> dict[str, Any]:
    return {word: value if isinstance(value, bool) else str(value) for word, value in line.items()}
