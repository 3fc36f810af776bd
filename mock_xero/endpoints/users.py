"""/Users: the people of the organisation, to read. No rules here."""

from datetime import datetime
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.endpoints import listing
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.identity.users import DEMO_USER
from mock_xero.wire.members.users import USER
from mock_xero.wire.users import Person, user_json

_PATH: Final = "/api.xro/2.0/Users"
_LIST: Final[listing.Resource[Person]] = listing.Resource(
    name="Users", fields=USER, steady_order=lambda person: person.user_id
)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, USER, paged=False)
    found = listing.changed_since(call, asked.since, _people(call.organisation.profile.created_at))
    return listing.answer(call, _LIST, asked, found, user_json)


async def read_one(call: Call) -> Response:
    wanted = call.request.path_params["user_id"].lower()
    for person in _people(call.organisation.profile.created_at):
        if person.user_id == wanted:
            return call.answer("Users", [user_json(person)])
    raise NoSuchDocument


def _people(since: datetime) -> list[Person]:
    """Whoever can sign in is here since the organisation began."""
    one = DEMO_USER
    return [
        Person(
            user_id=one.user_id,
            email=one.email,
            given_name=one.given_name,
            family_name=one.family_name,
            role="STANDARD",
            is_subscriber=True,
            updated_at=since,
        )
    ]


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(f"{_PATH}/{{user_id}}", endpoint(read_one), methods=["GET"]),
)
