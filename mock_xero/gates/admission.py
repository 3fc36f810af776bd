"""Lets requests in one at a time; which of those that wait at the same moment goes next, the ordering says.

Xero promises nothing about the order of concurrent requests, so a client must not rely on one.
"""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.ordering import Ordering
from mock_xero.seams import Choices

Ticket = asyncio.Future[None]


class AdmissionGate:
    """The last gate before the endpoints."""

    def __init__(self, app: ASGIApp, *, ordering: Ordering, choices: Choices) -> None:
        self._app = app
        self._ordering = ordering
        self._choices = choices
        self._waiting: list[Ticket] = []
        self._occupied = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._admission()
        try:
            await self._app(scope, receive, send)
        finally:
            self._admit_next()

    async def _admission(self) -> None:
        loop = asyncio.get_running_loop()
        ticket: Ticket = loop.create_future()
        self._waiting.append(ticket)
        if not self._occupied:
            self._occupied = True
            loop.call_soon(self._admit_next)  # not at once: whoever else is ready now shall be in the draw
        try:
            await ticket
        except asyncio.CancelledError:
            self._give_up(ticket)
            raise

    def _give_up(self, ticket: Ticket) -> None:
        """Leave the queue; one who was called in just now calls the next in his place."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        elif not ticket.cancelled():
            self._admit_next()

    def _admit_next(self) -> None:
        self._waiting = [ticket for ticket in self._waiting if not ticket.done()]
        self._occupied = bool(self._waiting)
        if self._waiting:
            admitted = self._next()
            self._waiting.remove(admitted)
            admitted.set_result(None)

    def _next(self) -> Ticket:
        if len(self._waiting) == 1 or self._ordering is Ordering.OLDEST_FIRST:
            return self._waiting[0]
        if self._ordering is Ordering.NEWEST_FIRST:
            return self._waiting[-1]
        return self._choices.pick(self._waiting, label="who is admitted next")
