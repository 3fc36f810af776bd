"""Lines of any document, as Xero spells them (facts §5.5)."""

from mock_xero.books.catalogue.tracking import Tracked
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.lines import Line
from mock_xero.wire.encoding import Json, four_places


def line_json(line: Line) -> Json:
    """One line of a document in a list, keys in the recorded order."""
    return _line(line, [_named(each) | {"Options": []} for each in line.tracking])


def written_line(line: Line) -> Json:
    """One line in the answer to a write or a single read."""
    return _line(line, [tracking_json(each) for each in line.tracking]) | {"ValidationErrors": []}


def tracking_json(tracked: Tracked) -> Json:
    """One option of one category, by ids and by what they are called now."""
    return _named(tracked) | {"TrackingOptionID": tracked.option.option_id}


def _line(line: Line, tracking: list[Json]) -> Json:
    body: Json = {} if line.item is None else {"ItemCode": line.item.code}
    if line.description is not None:
        body["Description"] = line.description
    body["UnitAmount"] = line.unit_amount
    body["TaxType"] = line.tax_type
    body["TaxAmount"] = line.tax_amount
    body["LineAmount"] = line.line_amount
    if line.account is not None and line.account.code:
        body["AccountCode"] = line.account.code
    if line.item is not None:
        item = line.item
        body["Item"] = {"ItemID": item.item_id, "Name": item.name, "Code": item.code}
    body["Tracking"] = tracking
    body["Quantity"] = four_places(line.quantity)
    if line.discount_rate is not None:
        body["DiscountRate"] = four_places(line.discount_rate)
    if line.discount_amount is not None:
        body["DiscountAmount"] = line.discount_amount
    if line.line_item_id != UNSAVED:
        body["LineItemID"] = line.line_item_id
    if line.account is not None:
        body["AccountID"] = line.account.account_id
    return body


def _named(tracked: Tracked) -> Json:
    """Which option of which category, as it is called now."""
    return {
        "Name": tracked.category.name,
        "Option": tracked.option.name,
        "TrackingCategoryID": tracked.category.category_id,
    }
