"""What a question about tracking categories may name."""

from typing import Final

from mock_xero.wire.fields import Fields, guid, text

TRACKING_CATEGORY: Final = Fields(
    "TrackingCategory",
    {
        "trackingcategoryid": guid(lambda each: each.category_id),
        "name": text(lambda each: each.name),
        "status": text(lambda each: each.status.value),
    },
)
