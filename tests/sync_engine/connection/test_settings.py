"""Integration settings: checked against the chart that was pulled, and kept through disconnections."""

from dataclasses import replace

import pytest

from sync_engine import IntegrationSettings, SettingsRefused
from tests.sync_engine.clinic_day import SETTINGS, ClinicDay
from tests.sync_engine.fake_xero import TENANT


def test_before_the_first_connection_nothing_can_be_chosen(day: ClinicDay) -> None:
    with pytest.raises(SettingsRefused, match="Connect to Xero first"):
        day.engine.settings.save(SETTINGS)

    assert day.engine.settings.current() is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (replace(SETTINGS, sales_account="610"), "not an active revenue account"),
        (replace(SETTINGS, sales_account="299"), "not an active revenue account"),
        (replace(SETTINGS, items={"Band": "999"}), "Account 999"),
        (replace(SETTINGS, payment_account="630"), "takes no payments"),
        (replace(SETTINGS, payment_types={"EFTPOS": "200"}), "takes no payments"),
        (replace(SETTINGS, tax_exempt_rate="NOPE"), "no tax rate NOPE"),
        (replace(SETTINGS, invoice_prefix="A,B"), "prefix"),
    ],
)
def test_a_code_that_does_not_fit_is_refused(
    day: ClinicDay, changed: IntegrationSettings, sentence: str
) -> None:
    day.connect()

    with pytest.raises(SettingsRefused, match=sentence):
        day.engine.settings.save(changed)

    assert day.engine.settings.current() == SETTINGS


def test_settings_survive_a_disconnection(day: ClinicDay) -> None:
    day.connect()
    day.xero.tenants.clear()
    day.issue(1)
    day.spend(60)

    day.xero.tenants.append(TENANT)
    kept = day.engine.settings.current()
    assert kept == SETTINGS
    day.connect(kept)

    assert day.engine.settings.current() == SETTINGS


def test_the_specific_setting_overrides_the_default() -> None:
    assert SETTINGS.account_for_payment("EFTPOS") == "611"
    assert SETTINGS.account_for_payment("Cheque") == "610"
    assert SETTINGS.account_for_item("Band") == "210"
    assert SETTINGS.account_for_item(None) == SETTINGS.account_for_item("Massage") == "200"
