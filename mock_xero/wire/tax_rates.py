"""Tax rates as Xero spells them, percentages with four places (facts §7.4)."""

from collections.abc import Sequence

from mock_xero.books.accounts import AccountClass
from mock_xero.books.problems import Problem
from mock_xero.books.tax_rates import TaxRate
from mock_xero.wire.encoding import Json, four_places
from mock_xero.wire.outcomes import messages


def tax_rate_json(rate: TaxRate) -> Json:
    percent = four_places(rate.percent)
    return {
        "Name": rate.name,
        "TaxType": rate.tax_type,
        "ReportTaxType": rate.report_tax_type,
        "CanApplyToAssets": AccountClass.ASSET in rate.applies_to,
        "CanApplyToEquity": AccountClass.EQUITY in rate.applies_to,
        "CanApplyToExpenses": AccountClass.EXPENSE in rate.applies_to,
        "CanApplyToLiabilities": AccountClass.LIABILITY in rate.applies_to,
        "CanApplyToRevenue": AccountClass.REVENUE in rate.applies_to,
        "DisplayTaxRate": percent,
        "EffectiveRate": percent,
        "Status": rate.status.value,
        "TaxComponents": [
            {
                "Name": each.name,
                "Rate": four_places(each.rate),
                "IsCompound": each.is_compound,
                "IsNonRecoverable": each.is_non_recoverable,
            }
            for each in rate.components
        ],
    }


def failed_tax_rate(rate: TaxRate, problems: Sequence[Problem]) -> Json:
    return tax_rate_json(rate) | {"ValidationErrors": messages(problems)}
