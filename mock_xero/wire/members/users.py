"""What a question about users may name."""

from typing import Final

from mock_xero.wire.fields import Fields, boolean, guid, instant, text

USER: Final = Fields(
    "User",
    {
        "userid": guid(lambda each: each.user_id),
        "emailaddress": text(lambda each: each.email),
        "firstname": text(lambda each: each.given_name),
        "lastname": text(lambda each: each.family_name),
        "issubscriber": boolean(lambda each: each.is_subscriber),
        "organisationrole": text(lambda each: each.role),
        "updateddateutc": instant(lambda each: each.updated_at),
    },
)
