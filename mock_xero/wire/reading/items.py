"""Items as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.catalogue.item_deeds import ItemDraft
from mock_xero.books.catalogue.items import Pricing
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import guid, number, text


class PricingBody(Body):
    unit_price: Decimal | None = None
    account_code: Text = None
    cogs_account_code: Text = None
    tax_type: Text = None


class ItemBody(Body):
    item_id: Text = None
    code: Text = None
    name: Text = None
    description: Text = None
    purchase_description: Text = None
    purchase_details: PricingBody | None = None
    sales_details: PricingBody | None = None
    is_sold: bool | None = None
    is_purchased: bool | None = None
    inventory_asset_account_code: Text = None


def item_draft(body: ItemBody) -> ItemDraft:
    """Quantity, cost and whether it is tracked follow from elsewhere: what is said of them is dropped."""
    return ItemDraft(
        item_id=guid(body.item_id),
        code=text(body.code),
        name=text(body.name),
        description=text(body.description),
        purchase_description=text(body.purchase_description),
        sales=_pricing(body.sales_details),
        purchases=_pricing(body.purchase_details),
        is_sold=body.is_sold,
        is_purchased=body.is_purchased,
        inventory_account_code=text(body.inventory_asset_account_code) or None,
    )


def _pricing(body: PricingBody | None) -> Pricing | None:
    if body is None:
        return None
    return Pricing(
        unit_price=number(body.unit_price),
        account_code=text(body.account_code) or None,
        cogs_account_code=text(body.cogs_account_code) or None,
        tax_type=text(body.tax_type) or None,
    )
