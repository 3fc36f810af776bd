"""One request and its answer, as it walks through the gates: each gate writes down what it has learnt.

Nothing is decided here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from starlette.requests import Request
from starlette.types import Scope

from mock_xero.roles import ROBOT, Member

if TYPE_CHECKING:
    from mock_xero.organisation import Organisation

SCOPE_KEY: Final = "mock_xero.exchange"


@dataclass(slots=True)
class Exchange:
    """What is known of an exchange so far. The journal keeps it, gates and endpoints read it."""

    number: int
    instant: datetime
    method: str
    path: str
    query: str
    client_id: str | None = None
    app_name: str = ""
    user_id: str | None = None  # None for a custom connection: nobody is signed in
    scopes: frozenset[str] = frozenset()
    tenant_id: str | None = None
    organisation: "Organisation | None" = None
    member: Member = ROBOT  # what the user may do in the organisation
    idempotency_key: str | None = None
    status: int | None = None  # None until an answer has begun
    refused_by: str | None = None  # the limit that refused, in the words of X-Rate-Limit-Problem


def exchange_in(scope: Scope) -> Exchange:
    """Return the exchange that the journal has put into the scope."""
    return cast("Exchange", scope[SCOPE_KEY])


def exchange_of(request: Request) -> Exchange:
    """Return the exchange to which the request belongs."""
    return exchange_in(request.scope)
