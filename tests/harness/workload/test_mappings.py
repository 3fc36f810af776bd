"""Which account a payment belongs in, when the clinic has changed its mind."""

from datetime import UTC, datetime, timedelta

import pytest

from harness.checkers.evidence import SettingsView
from harness.workload.mappings import ChosenMappings

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)


def chosen(cash: str) -> SettingsView:
    return SettingsView(
        sales_account="200",
        payment_account="610",
        tax_exempt_rate="EXEMPTOUTPUT",
        payment_types={"Cash": cash},
        items={},
    )


@pytest.fixture
def mappings() -> ChosenMappings:
    """Cash goes to 611 from nine, to 612 from noon."""
    mappings = ChosenMappings()
    mappings.choose(NINE, chosen("611"))
    mappings.choose(NOON, chosen("612"))
    return mappings


@pytest.mark.parametrize(
    ("recorded", "arrived", "found", "wanted"),
    [
        pytest.param(NINE, NINE, "611", "611", id="under the old choice"),
        pytest.param(NINE, NINE, "612", "611", id="not under a later one"),
        pytest.param(NINE, NOON + timedelta(days=1), "611", "612", id="late: the new choice"),
        pytest.param(NINE, NOON + timedelta(minutes=5), "611", "611", id="it was on its way when it changed"),
        pytest.param(NOON, NOON + timedelta(minutes=5), "611", "611", id="as it changed: the old one"),
        pytest.param(NOON, NOON + timedelta(minutes=5), "612", "612", id="as it changed: the new one"),
        pytest.param(NOON + timedelta(seconds=1), NOON + timedelta(minutes=5), "611", "612", id="after it"),
        pytest.param(NINE, None, None, "612", id="not there yet: the latest"),
    ],
)
def test_a_payment_belongs_where_the_choice_in_force_sends_it(
    mappings: ChosenMappings, recorded: datetime, arrived: datetime | None, found: str | None, wanted: str
) -> None:
    assert mappings.account_of("Cash", recorded, arrived, found) == wanted
