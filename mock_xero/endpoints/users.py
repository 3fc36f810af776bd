"""/Users: the people of the organisation, to read. No rules here."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.endpoints import listing
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.organisation import Organisation
from mock_xero.wire.members.users import USER
from mock_xero.wire.users import Person, user_json

_PATH: Final = "/api.xro/2.0/Users"
_LIST: Final[listing.Resource[Person]] = listing.Resource(
    name="Users", fields=USER, steady_order=lambda person: person.user_id
)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, USER, paged=False)
    found = listing.changed_since(call, asked.since, _people(call.organisation))
    return listing.answer(call, _LIST, asked, found, user_json)


async def read_one(call: Call) -> Response:
    wanted = call.request.path_params["user_id"].lower()
    for person in _people(call.organisation):
        if person.user_id == wanted:
            return call.answer("Users", [user_json(person)])
    raise NoSuchDocument


def _people(organisation: Organisation) -> list[Person]:
    """The members, as long as they have been there: since the organisation began."""
    return [
        Person(user_id=user_id, member=member, updated_at=organisation.profile.created_at)
        for user_id, member in organisation.members.items()
    ]


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(f"{_PATH}/{{user_id}}", endpoint(read_one), methods=["GET"]),
)
