"""The tax rates with which Australian, New Zealand and British organisations begin (facts §7.4). Data."""

from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import AccountClass
from mock_xero.books.tax_rates import BALANCE_SHEET, TaxComponent, TaxRate, TaxRateStatus, TaxRegion

_SALES: Final = BALANCE_SHEET | {AccountClass.REVENUE}
_PURCHASES: Final = BALANCE_SHEET | {AccountClass.EXPENSE}
_ALL: Final = frozenset(AccountClass)
_IMPORTS: Final = frozenset({AccountClass.LIABILITY})
_NOUGHT: Final = "0"


def _rate(  # one row of a table
    tax_type: str, name: str, percent: str, applies_to: frozenset[AccountClass], report: str = ""
) -> TaxRate:
    component = TaxComponent("GST", Decimal(percent))
    return TaxRate(tax_type, name, (component,), applies_to, report or tax_type)


def _vat(
    tax_type: str, name: str, percent: str, applies_to: frozenset[AccountClass], report: str = ""
) -> TaxRate:
    component = TaxComponent("VAT", Decimal(percent))
    return TaxRate(tax_type, name, (component,), applies_to, report or tax_type)


def _former(tax_type: str, name: str, percent: str, applies_to: frozenset[AccountClass]) -> TaxRate:
    """A rate of the past: still listed, no longer usable."""
    component = TaxComponent("GST", Decimal(percent))
    return TaxRate(tax_type, name, (component,), applies_to, tax_type, TaxRateStatus.DELETED)


_AUSTRALIA: Final = TaxRegion(
    rates=(
        _rate("OUTPUT", "GST on Income", "10", _SALES),
        _rate("INPUT", "GST on Expenses", "10", _PURCHASES),
        _rate("EXEMPTOUTPUT", "GST Free Income", _NOUGHT, _SALES),
        _rate("EXEMPTEXPENSES", "GST Free Expenses", _NOUGHT, _PURCHASES),
        _rate("BASEXCLUDED", "BAS Excluded", _NOUGHT, _ALL),
        _rate("GSTONIMPORTS", "GST on Imports", _NOUGHT, _IMPORTS),
    ),
    on_income="OUTPUT",
    on_expenses="INPUT",
    untaxed="BASEXCLUDED",
    in_chart={},
)
_NEW_ZEALAND: Final = TaxRegion(
    rates=(
        _former("INPUT", "12.5% GST on Expenses", "12.5", _PURCHASES),
        _rate("INPUT2", "15% GST on Expenses", "15", _PURCHASES, "INPUT"),
        _former("OUTPUT", "12.5% GST on Income", "12.5", _SALES),
        _rate("OUTPUT2", "15% GST on Income", "15", _SALES, "OUTPUT"),
        _rate("GSTONIMPORTS", "GST on Imports", _NOUGHT, _IMPORTS),
        _rate("NONE", "No GST", _NOUGHT, _ALL),
        _rate("ZERORATED", "Zero Rated", _NOUGHT, _SALES, "OUTPUT"),
    ),
    on_income="OUTPUT2",
    on_expenses="INPUT2",
    untaxed="NONE",
    in_chart={
        "OUTPUT": "OUTPUT2",
        "INPUT": "INPUT2",
        "EXEMPTOUTPUT": "NONE",
        "EXEMPTEXPENSES": "NONE",
        "BASEXCLUDED": "NONE",
    },
)
_UNITED_KINGDOM: Final = TaxRegion(
    rates=(
        _vat("OUTPUT2", "20% (VAT on Income)", "20", _SALES, "OUTPUT"),
        _vat("INPUT2", "20% (VAT on Expenses)", "20", _PURCHASES, "INPUT"),
        _vat("RROUTPUT", "5% (VAT on Income)", "5", _SALES, "OUTPUT"),
        _vat("RRINPUT", "5% (VAT on Expenses)", "5", _PURCHASES, "INPUT"),
        _vat("ZERORATEDOUTPUT", "Zero Rated Income", _NOUGHT, _SALES),
        _vat("ZERORATEDINPUT", "Zero Rated Expenses", _NOUGHT, _PURCHASES),
        _vat("EXEMPTOUTPUT", "Exempt Income", _NOUGHT, _SALES),
        _vat("EXEMPTINPUT", "Exempt Expenses", _NOUGHT, _PURCHASES),
        _vat("NONE", "No VAT", _NOUGHT, _ALL),
    ),
    on_income="OUTPUT2",
    on_expenses="INPUT2",
    untaxed="NONE",
    in_chart={
        "OUTPUT": "OUTPUT2",
        "INPUT": "INPUT2",
        "EXEMPTEXPENSES": "EXEMPTINPUT",
        "BASEXCLUDED": "NONE",
    },
    tax_name="VAT",
)
_BY_COUNTRY: Final = {"AU": _AUSTRALIA, "NZ": _NEW_ZEALAND, "GB": _UNITED_KINGDOM, "UK": _UNITED_KINGDOM}


def tax_region(country_code: str) -> TaxRegion:
    """Return the rates of the country; elsewhere Australia's stand in."""
    return _BY_COUNTRY.get(country_code, _AUSTRALIA)
