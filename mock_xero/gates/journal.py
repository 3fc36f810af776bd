"""The outermost gate: numbers every exchange, writes down how it ended and gives it a correlation id.

It never refuses, and keeps everything: an entry is a few hundred bytes.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_xero.exchange import SCOPE_KEY, Exchange
from mock_xero.seams import Choices, Clock


class Journal:
    """Every exchange with Xero in the order of arrival, readable while the mock runs."""

    def __init__(self, app: ASGIApp, *, clock: Clock, choices: Choices) -> None:
        self.entries: list[Exchange] = []
        self._app = app
        self._clock = clock
        self._choices = choices

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = self._begin(scope)
        correlation = self._choices.guid(label="correlation id").encode()

        async def note_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                message["headers"] = [*message["headers"], (b"xero-correlation-id", correlation)]
            await send(message)

        await self._app(scope, receive, note_and_send)

    def since(self, number: int) -> list[Exchange]:
        """Return the exchanges that came after the one of this number; 0 means all of them."""
        return self.entries[max(0, number) :]

    def _begin(self, scope: Scope) -> Exchange:
        exchange = Exchange(
            number=len(self.entries) + 1,
            instant=self._clock.now(),
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
        )
        self.entries.append(exchange)
        scope[SCOPE_KEY] = exchange
        return exchange
