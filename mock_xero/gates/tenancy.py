"""Finds the organisation that a call is meant for, and refuses with 403 where there is no live tie to it."""

from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.exchange import Exchange, exchange_in
from mock_xero.gates import refusals
from mock_xero.identity.identity import Identity
from mock_xero.roles import Member


class TenancyGate:
    """Reads `xero-tenant-id`; a custom connection may leave it out (facts §1.10)."""

    def __init__(self, app: ASGIApp, identity: Identity) -> None:
        self._app = app
        self._identity = identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_in(scope)
        tenant_id = _tenant_in(scope)
        if not tenant_id and exchange.user_id is None:
            tenant_id = self._identity.custom_tenant(exchange.client_id or "")
        member = self._member(exchange, tenant_id)
        if member is None:
            instance = self._identity.choices.guid(label="error instance")
            await refusals.tenant_closed(instance)(scope, receive, send)
            return
        exchange.tenant_id = tenant_id
        exchange.organisation = self._identity.organisations[tenant_id]
        exchange.member = member
        await self._app(scope, receive, send)

    def _member(self, exchange: Exchange, tenant_id: str) -> Member | None:
        """Who calls, as the organisation knows them; None without a live tie, or without a place there."""
        if not self._identity.connections.is_live((exchange.client_id or "", exchange.user_id), tenant_id):
            return None
        return self._identity.organisations[tenant_id].member(exchange.user_id)


def _tenant_in(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"xero-tenant-id":
            return str(value.decode("latin-1")).strip().lower()
    return ""
