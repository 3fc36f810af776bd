"""Hands a request on by what its path begins with. No rules here."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class Crossroads:
    """The first prefix that fits decides; a path that none fits goes straight on."""

    def __init__(self, straight_on: ASGIApp, turnings: Mapping[str, ASGIApp]) -> None:
        self._straight_on = straight_on
        self._turnings = tuple(turnings.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].lower()
        for prefix, app in self._turnings:
            if path.startswith(prefix):
                await app(scope, receive, send)
                return
        await self._straight_on(scope, receive, send)
