"""Whatever is under /api.xro/2.0 and not modelled: Xero's 501 for what its published list names, 405 for a
method that the list does not give to the path, 404 for the rest (facts §4.6).
"""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mock_xero import operations
from mock_xero.exchange import exchange_in
from mock_xero.wire.problems import method_not_allowed, not_found, not_implemented

_ROOT: Final = "/api.xro/2.0/"


class Elsewhere:
    """Takes every method: Starlette leaves a route alone that does not say which it takes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _answer(scope)(scope, receive, send)


def _answer(scope: Scope) -> Response:
    known = operations.at(scope["path"][len(_ROOT) :])
    if not known:
        return not_found()
    methods = list(dict.fromkeys(each.method for each in known))
    if scope["method"] in methods:
        return not_implemented()
    organisation = exchange_in(scope).organisation
    if organisation is not None and organisation.behaviour.wrong_method_is_501:
        return not_implemented()
    return method_not_allowed(scope["method"], methods)


ROUTES: Final = (Route("/api.xro/2.0/{rest:path}", Elsewhere()),)
