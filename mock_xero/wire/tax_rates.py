"""Tax rates as Xero spells them, percentages with four places (facts §7.4)."""

from mock_xero.books.accounts import AccountClass
from mock_xero.books.tax_rates import TaxRate
from mock_xero.wire.encoding import Json, four_places


def tax_rate_json(rate: TaxRate) -> Json:
    percent = four_places(rate.percent)
    return {
        "Name": rate.name,
        "TaxType": rate.tax_type,
        "ReportTaxType": rate.tax_type,
        "CanApplyToAssets": AccountClass.ASSET in rate.applies_to,
        "CanApplyToEquity": AccountClass.EQUITY in rate.applies_to,
        "CanApplyToExpenses": AccountClass.EXPENSE in rate.applies_to,
        "CanApplyToLiabilities": AccountClass.LIABILITY in rate.applies_to,
        "CanApplyToRevenue": AccountClass.REVENUE in rate.applies_to,
        "DisplayTaxRate": percent,
        "EffectiveRate": percent,
        "Status": "ACTIVE",
        "TaxComponents": [{"Name": "GST", "Rate": percent, "IsCompound": False, "IsNonRecoverable": False}],
    }
