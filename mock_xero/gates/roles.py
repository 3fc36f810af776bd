"""Asks whether the person behind a token may do this in the organisation; if not, 403 (facts §1.9)."""

from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.exchange import exchange_in
from mock_xero.gates import refusals
from mock_xero.gates.bearer import ACCOUNTING_PREFIX
from mock_xero.seams import Choices


class RoleGate:
    """Stands behind the tenancy gate, which has found the organisation. A refusal is not counted."""

    def __init__(self, app: ASGIApp, choices: Choices) -> None:
        self._app = app
        self._choices = choices

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_in(scope)
        resource = exchange.path[len(ACCOUNTING_PREFIX) :].partition("/")[0].lower()
        if exchange.organisation is None or exchange.member.may(exchange.method, resource):
            await self._app(scope, receive, send)
            return
        instance = self._choices.guid(label="error instance")
        await refusals.role_lacks_permission(instance)(scope, receive, send)
