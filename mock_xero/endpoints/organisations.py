"""/Organisation: the tenant itself (facts §7.3); the answer's list is called Organisations (facts §4.1)."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.endpoints.call import Call, endpoint
from mock_xero.wire.organisations import organisation_json


async def read(call: Call) -> Response:
    body = organisation_json(call.organisation.profile, call.books.settings)
    return call.answer("Organisations", [body])


ROUTES: Final = (Route("/api.xro/2.0/Organisation", endpoint(read), methods=["GET"]),)
