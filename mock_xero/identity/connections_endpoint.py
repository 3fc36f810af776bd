"""`/connections`: which organisations a token reaches, and how an app lets go of one (facts §1.7)."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_xero.exchange import Exchange, exchange_of
from mock_xero.gates import refusals
from mock_xero.identity.connections import Connection, Owner
from mock_xero.identity.identity import Identity


class ConnectionsEndpoint:
    """Stands behind the bearer gate; needs no tenant."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def routes(self) -> list[Route]:
        # The published description spells it with a capital, the documentation without (facts §1.1).
        return [
            route
            for path in ("/connections", "/Connections")
            for route in (
                Route(path, self.show, methods=["GET"]),
                Route(f"{path}/{{connection_id}}", self.let_go, methods=["DELETE"]),
            )
        ]

    async def show(self, request: Request) -> Response:
        event = request.query_params.get("authEventId")
        connections = self._identity.connections_of(_owner(exchange_of(request)))
        return JSONResponse(
            [self._rendered(each) for each in connections if event in {None, each.auth_event_id}]
        )

    async def let_go(self, request: Request) -> Response:
        wanted = request.path_params["connection_id"].lower()
        owner = _owner(exchange_of(request))
        for connection in self._identity.connections.of(owner):
            if connection.connection_id == wanted:
                connection.live = False
                self._identity.close_if_nothing_is_left(owner)
                return Response(status_code=204)
        if wanted in self._identity.organisations:
            # Seen: somebody passed the tenant's id instead of the connection's (facts §1.7).
            return refusals.tenant_closed(self._identity.choices.guid(label="error instance"))
        return Response(status_code=404)

    def _rendered(self, connection: Connection) -> dict[str, str]:
        return {
            "id": connection.connection_id,
            "authEventId": connection.auth_event_id,
            "tenantId": connection.tenant_id,
            "tenantType": "ORGANISATION",
            "tenantName": self._identity.organisations[connection.tenant_id].name,
            "createdDateUtc": _spelled(connection.created_at),
            "updatedDateUtc": _spelled(connection.updated_at),
        }


def _owner(exchange: Exchange) -> Owner:
    return exchange.client_id or "", exchange.user_id


def _spelled(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%S.%f}0"  # seven digits, no Z
