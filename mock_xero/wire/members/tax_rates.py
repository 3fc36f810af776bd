"""What a question about tax rates may name."""

from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import AccountClass
from mock_xero.books.tax_rates import TaxRate
from mock_xero.wire.fields import Field, Fields, boolean, number, text


def _tax_rate_fields() -> dict[str, Field]:
    def percent(rate: TaxRate) -> Decimal:
        return rate.percent

    return {
        "name": text(lambda each: each.name),
        "taxtype": text(lambda each: each.tax_type),
        "reporttaxtype": text(lambda each: each.report_tax_type),
        "status": text(lambda each: each.status.value),
        "effectiverate": number(percent),
        "displaytaxrate": number(percent),
        "canapplytoassets": _applies_to(AccountClass.ASSET),
        "canapplytoequity": _applies_to(AccountClass.EQUITY),
        "canapplytoexpenses": _applies_to(AccountClass.EXPENSE),
        "canapplytoliabilities": _applies_to(AccountClass.LIABILITY),
        "canapplytorevenue": _applies_to(AccountClass.REVENUE),
    }


def _applies_to(kind: AccountClass) -> Field:
    return boolean(lambda each: kind in each.applies_to)


TAX_RATE: Final = Fields("TaxRate", _tax_rate_fields())
