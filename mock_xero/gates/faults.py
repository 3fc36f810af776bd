"""Troubles that the control API switches on: outage, server error, latency; each has a begin and an end.

A fault is answered before the limits count anything. One that strikes after the deed lets the deed be done
and answers in its stead: the caller can't know.
"""

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_xero.gates import refusals
from mock_xero.gates.body import BodyGate, body_in
from mock_xero.seams import Choices


class FaultKind(Enum):
    """What goes wrong."""

    OUTAGE = "outage"  # 503 and a page of Xero's edge
    SERVER_ERROR = "server-error"  # 500 and Xero's own JSON
    LATENCY = "latency"  # the answer is right but late


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One trouble. It strikes every request that fits what is given, without `count` until it is ended."""

    kind: FaultKind
    method: str | None = None
    path: str | None = None  # what the path begins with, e.g. /api.xro/2.0/Payments
    count: int | None = None  # how many requests it strikes before it ends by itself
    seconds: float = 0.0  # how late the answer comes, for every kind
    after_the_deed: bool = False
    containing: str | None = None  # a text in the body of a write

    def strikes(self, scope: Scope, body: bytes) -> bool:
        """Return whether the request is one that this fault is meant for."""
        if self.method is not None and self.method.upper() != scope["method"]:
            return False
        if self.containing is not None and self.containing.encode() not in body:
            return False
        return self.path is None or scope["path"].lower().startswith(self.path.lower())


class Faults:
    """The faults that are on. The first that fits a request strikes it, and it alone."""

    def __init__(self, app: ASGIApp, *, choices: Choices) -> None:
        self._app = app
        self._with_bodies = BodyGate(self._strike)
        self._choices = choices
        self._begun = 0
        self._active: dict[str, Fault] = {}
        self._left: dict[str, int] = {}

    def begin(self, fault: Fault) -> str:
        """Switch a fault on and return the id to end it by."""
        self._begun += 1
        fault_id = str(self._begun)
        self._active[fault_id] = fault
        if fault.count is not None:
            self._left[fault_id] = fault.count
        return fault_id

    def end(self, fault_id: str) -> None:
        """Switch a fault off; one that has ended already stays ended."""
        self._active.pop(fault_id, None)
        self._left.pop(fault_id, None)

    def end_all(self) -> None:
        self._active.clear()
        self._left.clear()

    def active(self) -> dict[str, Fault]:
        """Return the faults that are on, by id, oldest first."""
        return dict(self._active)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        looks_inside = any(fault.containing for fault in self._active.values())
        await (self._with_bodies if looks_inside else self._strike)(scope, receive, send)

    async def _strike(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._striking(scope) if self._active else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        if fault.after_the_deed:
            await self._strike_after(fault, scope, receive, send)
        else:
            await asyncio.sleep(fault.seconds)
            await self._answering(fault)(scope, receive, send)

    async def _strike_after(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        answer: list[Message] = []

        async def hold_back(message: Message) -> None:
            answer.append(message)

        await self._app(scope, receive, hold_back)
        await asyncio.sleep(fault.seconds)
        if fault.kind is not FaultKind.LATENCY:
            await self._answering(fault)(scope, receive, send)
            return
        for message in answer:
            await send(message)

    def _answering(self, fault: Fault) -> ASGIApp:
        """What answers the request in the end: an error, or Xero itself when it is merely late."""
        match fault.kind:
            case FaultKind.OUTAGE:
                return refusals.unavailable()
            case FaultKind.SERVER_ERROR:
                return self._server_error()
            case FaultKind.LATENCY:
                return self._app
        assert_never(fault.kind)

    def _server_error(self) -> Response:
        return refusals.server_error(self._choices.guid(label="error instance"))

    def _striking(self, scope: Scope) -> Fault | None:
        for fault_id, fault in self._active.items():
            if fault.strikes(scope, body_in(scope)):
                self._spend(fault_id)
                return fault
        return None

    def _spend(self, fault_id: str) -> None:
        if fault_id not in self._left:
            return
        self._left[fault_id] -= 1
        if self._left[fault_id] <= 0:
            self.end(fault_id)
