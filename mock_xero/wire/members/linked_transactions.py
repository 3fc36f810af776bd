"""What a question about linked transactions may name; their status is a parameter of its own."""

from typing import Final

from mock_xero.wire.fields import Fields, guid, instant, text

LINKED_TRANSACTION: Final = Fields(
    "LinkedTransaction",
    {
        "linkedtransactionid": guid(lambda each: each.linked_id),
        "sourcetransactionid": guid(lambda each: each.source_id),
        "sourcelineitemid": guid(lambda each: each.source_line_id),
        "contactid": guid(lambda each: each.contact_id),
        "targettransactionid": guid(lambda each: each.target_id),
        "targetlineitemid": guid(lambda each: each.target_line_id),
        "sourcetransactiontypecode": text(lambda each: each.source_type),
        "updateddateutc": instant(lambda each: each.updated_at),
    },
)
