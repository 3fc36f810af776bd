"""What a question about tax rates may name."""

from decimal import Decimal
from typing import Final

from mock_xero.books.tax_rates import TaxRate
from mock_xero.wire.fields import Field, Fields, number, text


def _tax_rate_fields() -> dict[str, Field]:
    def percent(rate: TaxRate) -> Decimal:
        return rate.percent

    return {
        "name": text(lambda each: each.name),
        "taxtype": text(lambda each: each.tax_type),
        "reporttaxtype": text(lambda each: each.tax_type),
        "status": text(lambda _: "ACTIVE"),
        "effectiverate": number(percent),
        "displaytaxrate": number(percent),
    }


TAX_RATE: Final = Fields("TaxRate", _tax_rate_fields())
