"""People of an organisation as Xero spells them."""

from dataclasses import dataclass
from datetime import datetime

from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`role` is Xero's word for it."""

    user_id: str
    email: str
    given_name: str
    family_name: str
    role: str
    is_subscriber: bool
    updated_at: datetime


def user_json(person: Person) -> Json:
    return {
        "UserID": person.user_id,
        "EmailAddress": person.email,
        "FirstName": person.given_name,
        "LastName": person.family_name,
        "UpdatedDateUTC": spelled_instant(person.updated_at),
        "IsSubscriber": person.is_subscriber,
        "OrganisationRole": person.role,
    }
