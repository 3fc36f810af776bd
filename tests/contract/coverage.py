"""Which operations of Xero's file the mock keeps state for, found by asking its routes."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from starlette.routing import Match, Route

from mock_xero.endpoints import accounting_routes, elsewhere
from tests.contract.published import BASE, Operation, operations

_GUID: Final = "7ef31b20-de17-4312-8382-412f869b1510"


@cache
def stateful() -> tuple[str, ...]:
    """Return the ids of the operations that a route other than the last, which answers 501, takes."""
    return tuple(_stateful(accounting_routes()))


def _stateful(routes: list[Route]) -> Iterator[str]:
    for operation in operations().values():
        taken = next(route for route in routes if _takes(route, operation))
        if taken not in elsewhere.ROUTES:
            yield operation.operation_id


def _takes(route: Route, operation: Operation) -> bool:
    scope = {
        "type": "http",
        "method": operation.method,
        "path": BASE + operation.filled(_GUID),
        "headers": [],
    }
    return route.matches(scope)[0] is Match.FULL
