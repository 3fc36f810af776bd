"""Asks who calls: a signed access token, not expired, whose scopes reach the resource (facts §1.6, §1.9)."""

from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.exchange import Exchange, exchange_in
from mock_xero.gates import refusals
from mock_xero.identity.access import AccessToken
from mock_xero.identity.doors import open_door
from mock_xero.identity.errors import TokenMalformedError
from mock_xero.identity.identity import Identity

ACCOUNTING_PREFIX: Final = "/api.xro/2.0/"


class BearerGate:
    """Writes app, user and scopes into the exchange, or refuses with 401."""

    def __init__(self, app: ASGIApp, identity: Identity) -> None:
        self._app = app
        self._identity = identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_in(scope)
        refusal = self._refusal(exchange, _bearer_in(scope))
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, exchange: Exchange, text: str | None) -> Response | None:
        if text is None:
            return refusals.no_token()
        try:
            token = self._identity.access.verify(text)
        except TokenMalformedError:
            return refusals.token_malformed(self._instance())
        if exchange.instant >= token.expires_at:
            return refusals.token_expired(self._instance(), token.expires_at)
        self._introduce(exchange, token)
        if not _reaches(exchange):
            return refusals.scope_missing(self._instance())
        return None

    def _introduce(self, exchange: Exchange, token: AccessToken) -> None:
        exchange.client_id = token.client_id
        exchange.app_name = self._identity.applications[token.client_id].name
        exchange.user_id = token.user.user_id if token.user else None
        exchange.scopes = token.scope_set

    def _instance(self) -> str:
        return self._identity.choices.guid(label="error instance")


def _bearer_in(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"authorization":
            kind, _, text = value.decode("latin-1").partition(" ")
            return text.strip() if kind.lower() == "bearer" else None
    return None


def _reaches(exchange: Exchange) -> bool:
    if not exchange.path.lower().startswith(ACCOUNTING_PREFIX):
        return True
    resource, *rest = exchange.path[len(ACCOUNTING_PREFIX) :].lower().split("/", 3)[:3]
    # What comes first below a resource matters for reports only; ids would but crowd the cache.
    rest[:1] = rest[:1] if resource == "reports" else [""]
    return open_door(exchange.scopes, exchange.method, resource, *rest)
