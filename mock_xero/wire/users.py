"""People of an organisation as Xero spells them."""

from dataclasses import dataclass
from datetime import datetime

from mock_xero.roles import Member
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the organisation, and since when."""

    user_id: str
    member: Member
    updated_at: datetime


def user_json(person: Person) -> Json:
    member = person.member
    return {
        "UserID": person.user_id,
        "EmailAddress": member.email,
        "FirstName": member.given_name,
        "LastName": member.family_name,
        "UpdatedDateUTC": spelled_instant(person.updated_at),
        "IsSubscriber": True,
        "OrganisationRole": member.role.value,
    }
