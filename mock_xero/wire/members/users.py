"""What a question about users may name."""

from typing import Final

from mock_xero.wire.fields import Fields, boolean, guid, instant, text

USER: Final = Fields(
    "User",
    {
        "userid": guid(lambda each: each.user_id),
        "emailaddress": text(lambda each: each.member.email),
        "firstname": text(lambda each: each.member.given_name),
        "lastname": text(lambda each: each.member.family_name),
        "issubscriber": boolean(lambda _: True),
        "organisationrole": text(lambda each: each.member.role.value),
        "updateddateutc": instant(lambda each: each.updated_at),
    },
)
