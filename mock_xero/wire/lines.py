"""Lines of any document, as Xero spells them (facts §5.5)."""

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.lines import Line
from mock_xero.wire.encoding import Json, four_places


def line_json(line: Line) -> Json:
    """One line, keys in the recorded order."""
    body: Json = {} if line.description is None else {"Description": line.description}
    body["UnitAmount"] = line.unit_amount
    body["TaxType"] = line.tax_type
    body["TaxAmount"] = line.tax_amount
    body["LineAmount"] = line.line_amount
    if line.account is not None:
        body["AccountCode"] = line.account.code
    body["Tracking"] = []
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


def written_line(line: Line) -> Json:
    """One line in the answer to a write or a single read."""
    return line_json(line) | {"ValidationErrors": []}
