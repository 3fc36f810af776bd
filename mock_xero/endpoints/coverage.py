"""Which of Xero's published operations reach an endpoint here, found by asking the routes themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.routing import Match, Route

from mock_xero.endpoints.elsewhere import Elsewhere
from mock_xero.operations import Operation, operations


@dataclass(frozen=True, slots=True)
class Covered:
    """An operation, and whether it is stateful; if not, the answer is 501."""

    operation: Operation
    stateful: bool

    @property
    def answer(self) -> str:
        return "stateful" if self.stateful else "501"


def coverage(routes: Sequence[Route]) -> list[Covered]:
    """Judge every operation by where a request of its kind ends up."""
    return [Covered(each, _reaches_an_endpoint(each, routes)) for each in operations()]


def _reaches_an_endpoint(operation: Operation, routes: Sequence[Route]) -> bool:
    scope = {"type": "http", "method": operation.method, "path": f"/api.xro/2.0{operation.example}"}
    taken = next((route for route in routes if route.matches(scope)[0] is Match.FULL), None)
    return taken is not None and not isinstance(taken.endpoint, Elsewhere)
