"""What a question about items may name."""

from typing import Final

from mock_xero.wire.fields import Fields, boolean, guid, instant, number, text, under

_SALES: Final = {
    "unitprice": number(lambda each: each.sales.unit_price),
    "accountcode": text(lambda each: each.sales.account_code),
    "taxtype": text(lambda each: each.sales.tax_type),
}
_PURCHASES: Final = {
    "unitprice": number(lambda each: each.purchases.unit_price),
    "accountcode": text(lambda each: each.purchases.account_code),
    "cogsaccountcode": text(lambda each: each.purchases.cogs_account_code),
    "taxtype": text(lambda each: each.purchases.tax_type),
}
ITEM: Final = Fields(
    "Item",
    {
        "itemid": guid(lambda each: each.item_id),
        "code": text(lambda each: each.code),
        "name": text(lambda each: each.name or None),
        "description": text(lambda each: each.description or None),
        "purchasedescription": text(lambda each: each.purchase_description or None),
        "inventoryassetaccountcode": text(lambda each: each.inventory_account_code),
        "issold": boolean(lambda each: each.is_sold),
        "ispurchased": boolean(lambda each: each.is_purchased),
        "istrackedasinventory": boolean(lambda each: each.is_tracked),
        "updateddateutc": instant(lambda each: each.updated_at),
        **under("salesdetails", _SALES),
        **under("purchasedetails", _PURCHASES),
    },
)
