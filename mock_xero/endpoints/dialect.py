"""Says an answer in the dialect that the caller accepts: here, and only here, JSON becomes XML."""

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from mock_xero.exchange import exchange_in
from mock_xero.wire.markup.writing import XML_TYPE, as_xml
from mock_xero.wire.negotiation import wants_xml
from mock_xero.wire.problems import JSON_TYPE

ROOT: Final = "/api.xro/2.0/"


def in_dialect(scope: Scope, response: Response) -> Response:
    """What is no JSON is the same for everybody."""
    organisation = exchange_in(scope).organisation
    accept = Headers(scope=scope).get("accept")
    by_switch = organisation is not None and organisation.behaviour.accept_of_anything_is_xml
    if not wants_xml(accept, anything_means_xml=by_switch):
        return response
    if response.headers.get("content-type") != JSON_TYPE:
        return response
    resource = scope["path"].removeprefix(ROOT).split("/", 1)[0]
    return Response(as_xml(bytes(response.body), resource), response.status_code, media_type=XML_TYPE)
