"""Tax rates as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.catalogue.tax_rate_deeds import TaxRateDraft
from mock_xero.books.tax_rates import TaxComponent, TaxRateStatus
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import each, enum, number, said, text
from mock_xero.wire.encoding import four_places


class ComponentBody(Body):
    name: Text = None
    rate: Decimal | None = None
    is_compound: bool | None = None
    is_non_recoverable: bool | None = None


class TaxRateBody(Body):
    name: Text = None
    tax_type: Text = None
    report_tax_type: Text = None
    status: Text = None
    tax_components: list[ComponentBody] | None = None


def tax_rate_draft(body: TaxRateBody) -> TaxRateDraft:
    return TaxRateDraft(
        tax_type=said(body.tax_type).upper() or None,
        name=text(body.name),
        report_tax_type=said(body.report_tax_type).upper() or None,
        status=enum(TaxRateStatus, body.status),
        components=each(_component, body.tax_components),
    )


def _component(body: ComponentBody) -> TaxComponent:
    """A rate has four decimals at most; one that is left out counts as none."""
    return TaxComponent(
        name=said(body.name),
        rate=four_places(number(body.rate) or Decimal(0)),
        is_compound=body.is_compound or False,
        is_non_recoverable=body.is_non_recoverable or False,
    )
