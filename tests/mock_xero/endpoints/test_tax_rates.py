"""Tax rates through the API: the country's own, and those that somebody makes (facts §7.4)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from mock_xero.behaviour import Behaviour
from mock_xero.control.settable_clock import SettableClock
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation, demo_organisations
from mock_xero.wall import SeededChoices

Ask = Callable[..., httpx.Response]
STATE = {"Name": "State", "Rate": 5}
LUXURY: dict[str, Any] = {
    "Name": "Luxury tax",
    "ReportTaxType": "OUTPUT",
    "TaxComponents": [STATE, {"Name": "Luxury", "Rate": 7.5, "IsCompound": True}],
}


@pytest.fixture
def abroad(
    clock: SettableClock, choices: SeededChoices, talk: Callable[[Organisation], Ask]
) -> Callable[..., Ask]:
    """Return a caller of an organisation in another country."""

    def organisation(country: str, currency: str) -> Ask:
        profile = replace(demo_organisations(1)[0], country_code=country, base_currency=currency)
        return talk(
            Organisation(
                profile,
                clock=clock,
                choices=choices,
                behaviour=Behaviour(),
                ordering=Ordering.OLDEST_FIRST,
            )
        )

    return organisation


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_a_custom_rate_gets_the_next_type_and_compounds_its_components(ask: Ask) -> None:
    first = ask("PUT", "TaxRates", json=LUXURY).json()["TaxRates"][0]
    second = ask("PUT", "TaxRates", json={"Name": "Plain", "TaxComponents": [STATE]}).json()["TaxRates"][0]

    assert (first["TaxType"], second["TaxType"]) == ("TAX001", "TAX002")
    assert first["EffectiveRate"] == 12.875  # 5 on the amount, 7.5 on the amount with those 5
    assert first["CanApplyToRevenue"]
    assert not first["CanApplyToExpenses"]
    assert second["ReportTaxType"] == "NONE"
    assert second["CanApplyToExpenses"]
    assert second["CanApplyToRevenue"]


def test_a_rate_on_purchases_goes_with_expenses(ask: Ask) -> None:
    rate = ask("PUT", "TaxRates", json=LUXURY | {"ReportTaxType": "INPUT"}).json()["TaxRates"][0]

    assert rate["CanApplyToExpenses"]
    assert not rate["CanApplyToRevenue"]


def test_a_line_is_taxed_at_a_custom_rate(ask: Ask, sale: Callable[..., dict[str, Any]]) -> None:
    ask("PUT", "TaxRates", json=LUXURY)
    line = sale()["LineItems"][0] | {"TaxType": "TAX001", "UnitAmount": 200}

    invoice = ask("PUT", "Invoices", json=sale(LineItems=[line])).json()["Invoices"][0]

    assert (invoice["TotalTax"], invoice["Total"]) == (25.75, 225.75)


def test_a_deleted_rate_is_seen_but_no_longer_used(ask: Ask, sale: Callable[..., dict[str, Any]]) -> None:
    ask("PUT", "TaxRates", json=LUXURY)

    deleted = ask("POST", "TaxRates", json={"Name": "Luxury tax", "Status": "DELETED"})

    assert deleted.json()["TaxRates"][0]["Status"] == "DELETED"
    assert ask("GET", "TaxRates/TAX001").json()["TaxRates"][0]["Status"] == "DELETED"
    line = sale()["LineItems"][0] | {"TaxType": "TAX001"}
    assert messages(ask("PUT", "Invoices", json=sale(LineItems=[line]))) == [
        "The TaxType code TAX001 does not exist or cannot be used for this type of transaction."
    ]
    again = ask("POST", "TaxRates", json={"TaxType": "TAX001", "Name": "Back"})
    assert messages(again) == ["The tax rate has been deleted"]
    assert ask("PUT", "TaxRates", json=LUXURY).json()["TaxRates"][0]["TaxType"] == "TAX002"


def test_a_rate_is_changed_by_its_type_or_its_name_and_created_otherwise(ask: Ask) -> None:
    ask("PUT", "TaxRates", json=LUXURY)

    renamed = ask("POST", "TaxRates", json={"TaxType": "TAX001", "Name": "Sin tax"}).json()["TaxRates"][0]
    lower = ask("POST", "TaxRates", json={"Name": "sin tax", "TaxComponents": [STATE]}).json()["TaxRates"][0]
    other = ask("POST", "TaxRates", json=LUXURY).json()["TaxRates"][0]

    assert renamed["Name"] == "Sin tax"
    assert (lower["TaxType"], lower["EffectiveRate"]) == ("TAX001", 5)
    assert other["TaxType"] == "TAX002"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"Name": ""}, "Tax rate name must be specified"),
        ({"Name": "n" * 51}, "Tax rate name cannot be longer than 50 characters"),
        ({"Name": "GST on Income"}, "The tax rate name must be unique"),
        ({"TaxComponents": []}, "At least one tax component must be specified"),
        (
            {"TaxComponents": [STATE, STATE]},
            "Tax component name must be specified and unique within the tax rate",
        ),
        ({"TaxComponents": [STATE | {"Rate": 101}]}, "Tax component rate must be between 0 and 100"),
        (
            {"TaxComponents": [STATE | {"IsCompound": True}]},
            "A compound tax component needs another component to compound on",
        ),
        (
            {
                "TaxComponents": [
                    STATE | {"IsCompound": True},
                    {"Name": "Other", "Rate": 1, "IsCompound": True},
                ]
            },
            "Only one tax component can be compound",
        ),
        (
            {"ReportTaxType": "MOSSSALES"},
            "The TaxType code MOSSSALES does not exist or cannot be used for this type of transaction.",
        ),
    ],
)
def test_a_rate_that_breaks_a_rule_is_refused(ask: Ask, said: dict[str, Any], message: str) -> None:
    assert message in messages(ask("PUT", "TaxRates", json=LUXURY | said))


def test_the_countrys_own_rates_and_those_in_use_stay(ask: Ask) -> None:
    own = ask("POST", "TaxRates", json={"TaxType": "OUTPUT", "Status": "DELETED"})
    ask("PUT", "TaxRates", json=LUXURY)
    ask("PUT", "Accounts", json={"Code": "205", "Name": "Gifts", "Type": "REVENUE", "TaxType": "TAX001"})
    used = ask("POST", "TaxRates", json={"TaxType": "TAX001", "Status": "DELETED"})

    assert "System tax rates cannot be changed" in messages(own)
    assert messages(used) == ["The tax rate cannot be deleted because an account uses it"]


def test_an_unknown_type_is_not_found(ask: Ask) -> None:
    answer = ask("POST", "TaxRates", json={"TaxType": "TAX009", "Name": "X"})

    assert messages(answer) == ["The tax rate could not be found"]
    assert ask("GET", "TaxRates/TAX009").status_code == 404


def test_new_zealand_has_its_own_rates_and_remembers_the_former_ones(
    abroad: Callable[..., Ask], sale: Callable[..., dict[str, Any]]
) -> None:
    ask = abroad("NZ", "NZD")
    rates = {each["TaxType"]: each for each in ask("GET", "TaxRates").json()["TaxRates"]}
    line = {"Description": "Consultation", "Quantity": 1, "UnitAmount": 100, "AccountCode": "200"}

    invoice = ask("PUT", "Invoices", json=sale(LineItems=[line])).json()["Invoices"][0]

    assert (rates["OUTPUT2"]["EffectiveRate"], rates["OUTPUT2"]["ReportTaxType"]) == (15, "OUTPUT")
    assert (rates["OUTPUT"]["EffectiveRate"], rates["OUTPUT"]["Status"]) == (12.5, "DELETED")
    assert invoice["LineItems"][0]["TaxType"] == "OUTPUT2"
    assert (invoice["Total"], invoice["CurrencyCode"]) == (115, "NZD")


def test_the_united_kingdom_calls_it_vat(abroad: Callable[..., Ask]) -> None:
    ask = abroad("GB", "GBP")

    rate = ask("GET", "TaxRates/RROUTPUT").json()["TaxRates"][0]
    control = ask("GET", "Accounts", params={"where": 'SystemAccount=="GST"'}).json()["Accounts"][0]
    organisation = ask("GET", "Organisation").json()["Organisations"][0]

    assert rate["TaxComponents"][0] == {
        "Name": "VAT",
        "Rate": 5,
        "IsCompound": False,
        "IsNonRecoverable": False,
    }
    assert (control["Name"], control["TaxType"]) == ("VAT", "NONE")
    assert organisation["Version"] == "UK"


def test_rates_are_asked_for_by_their_members(ask: Ask) -> None:
    found = ask("GET", "TaxRates", params={"where": "CanApplyToRevenue==true", "order": "TaxType"}).json()

    types = [each["TaxType"] for each in found["TaxRates"]]
    assert types == ["BASEXCLUDED", "EXEMPTOUTPUT", "OUTPUT"]
