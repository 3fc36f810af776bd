"""Items as Xero spells them: prices with two decimals, or four by `unitdp=4`."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from mock_xero.books.catalogue.items import Item, Pricing
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages

Price = Callable[[Decimal], Decimal]
_NOUGHT: Final = Decimal("0.00")


def item_json(item: Item, price: Price) -> Json:
    """In a list or a single read; `price` rounds as the call asks."""
    body: Json = {"ItemID": item.item_id, "Code": item.code}
    if item.description:
        body["Description"] = item.description
    if item.purchase_description:
        body["PurchaseDescription"] = item.purchase_description
    body["UpdatedDateUTC"] = spelled_instant(item.updated_at)
    body["PurchaseDetails"] = _pricing(item.purchases, price)
    body["SalesDetails"] = _pricing(item.sales, price)
    if item.name:
        body["Name"] = item.name
    body["IsTrackedAsInventory"] = item.is_tracked
    if item.is_tracked:
        body["InventoryAssetAccountCode"] = item.inventory_account_code
        body |= {"TotalCostPool": _NOUGHT, "QuantityOnHand": Decimal("0.0000")}
    return body | {"IsSold": item.is_sold, "IsPurchased": item.is_purchased}


def written_item(item: Item, price: Price) -> Json:
    return item_json(item, price) | {"ValidationErrors": []}


def failed_item(item: Item, problems: Sequence[Problem], price: Price) -> Json:
    return item_json(item, price) | {"ValidationErrors": messages(problems)}


def _pricing(pricing: Pricing, price: Price) -> Json:
    said = {
        "UnitPrice": None if pricing.unit_price is None else price(pricing.unit_price),
        "AccountCode": pricing.account_code,
        "COGSAccountCode": pricing.cogs_account_code,
        "TaxType": pricing.tax_type,
    }
    return {key: value for key, value in said.items() if value is not None}
