"""Whatever is under /api.xro/2.0 and not modelled: Xero's 501 for what its published list names, and for a
usual method that the list does not give to the path; 405 for an unusual one; 404 for the rest (facts §4.6).
"""

from collections.abc import Sequence
from typing import Final

from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mock_xero import operations
from mock_xero.endpoints.dialect import in_dialect
from mock_xero.exchange import exchange_in
from mock_xero.wire.problems import method_not_allowed, not_found, not_implemented

_ROOT: Final = "/api.xro/2.0/"
_USUAL: Final = frozenset({"GET", "PUT", "POST", "DELETE"})


class Elsewhere:
    """Takes every method: Starlette leaves a route alone that does not say which it takes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"][len(_ROOT) :]
        known = operations.at(path)
        respelled = operations.respelled(path, known)
        if respelled == path:
            await in_dialect(scope, _answer(scope, known))(scope, receive, send)
        else:  # Xero's paths don't mind case (our reading); the endpoints' routes do
            await scope["router"]({**scope, "path": _ROOT + respelled}, receive, send)


def _answer(scope: Scope, known: Sequence[operations.Operation]) -> Response:
    if not known:
        return not_found()
    methods = list(dict.fromkeys(each.method for each in known))
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    if method in methods or (method in _USUAL and not _is_strict(scope)):
        return not_implemented()
    return method_not_allowed(scope["method"], methods)


def _is_strict(scope: Scope) -> bool:
    organisation = exchange_in(scope).organisation
    return organisation is not None and organisation.behaviour.wrong_method_is_405


ROUTES: Final = (Route("/api.xro/2.0/{rest:path}", Elsewhere()),)
