"""The control API itself: clock, journal, limits, faults, organisations, snapshots, reset. All in JSON."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mock_xero.control import asking, newcomers, people, webhooks
from mock_xero.control.asking import BadAskError, NotNowError, NotThereError
from mock_xero.control.inspector import inspector_page
from mock_xero.control.settable_clock import BackwardsError, SettableClock
from mock_xero.exchange import Exchange
from mock_xero.gates.faults import Fault

if TYPE_CHECKING:
    from mock_xero.app import MockXero

Answer = dict[str, Any]
Deed = Callable[[Request], Awaitable[Answer]]
_STATUS = {BadAskError: 400, BackwardsError: 400, NotThereError: 404, NotNowError: 409}


class ControlApi:
    """What a test may see and do behind Xero's back."""

    def __init__(self, mock: "MockXero") -> None:
        self._mock = mock
        self._snapshots: dict[str, dict[str, Any]] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/_mock/", self.inspect),
            _route("GET", "/_mock/clock", self.tell_time),
            _route("POST", "/_mock/clock", self.move_time),
            _route("GET", "/_mock/journal", self.journal),
            _route("GET", "/_mock/limits", self.limits),
            _route("GET", "/_mock/faults", self.faults),
            _route("POST", "/_mock/faults", self.begin_fault),
            _route("DELETE", "/_mock/faults", self.end_faults),
            _route("DELETE", "/_mock/faults/{fault_id}", self.end_fault),
            _route("GET", "/_mock/organisations", self.organisations),
            _route("POST", "/_mock/organisations", self.add_organisation),
            _route("POST", "/_mock/organisations/{tenant_id}/disconnect", self.disconnect),
            _route("GET", "/_mock/apps", self.apps),
            _route("POST", "/_mock/apps", self.add_app),
            _route("GET", "/_mock/users", self.users),
            _route("POST", "/_mock/users", self.add_user),
            _route("GET", "/_mock/webhooks", self.webhooks),
            _route("POST", "/_mock/webhooks", self.add_webhook),
            _route("POST", "/_mock/webhooks/{number}/validate", self.validate_webhook),
            _route("POST", "/_mock/snapshots", self.take_snapshot),
            _route("POST", "/_mock/snapshots/{snapshot_id}/restore", self.restore_snapshot),
            _route("POST", "/_mock/reset", self.reset),
        ]

    async def inspect(self, request: Request) -> Response:
        del request
        return inspector_page(self._mock)

    async def tell_time(self, request: Request) -> Answer:
        del request
        kind = "virtual" if isinstance(self._mock.clock, SettableClock) else "real"
        return {"now": self._mock.clock.now().isoformat(), "kind": kind}

    async def move_time(self, request: Request) -> Answer:
        body = await asking.json_object(request)
        clock = self._mock.clock
        if not isinstance(clock, SettableClock):
            raise NotNowError("the clock is real; serve with --clock virtual to move it")
        if sorted(body) == ["advance_seconds"]:
            target = _later(clock, asking.number(body, "advance_seconds"))
        elif sorted(body) == ["set"]:
            target = asking.instant(body, "set")
        else:
            raise BadAskError('say either {"advance_seconds": n} or {"set": "ISO"}')
        await self._pass_time(clock, target)
        return await self.tell_time(request)

    async def _pass_time(self, clock: SettableClock, target: datetime) -> None:
        """Stop at every instant at which a webhook is due: what happens then happens then."""
        clock.check(target)
        while (due := self._mock.webhooks.next_due()) is not None and due <= target:
            clock.set_to(max(due, clock.now()))
            await self._mock.webhooks.deliver_due()
        clock.set_to(max(target, clock.now()))

    async def journal(self, request: Request) -> Answer:
        since = request.query_params.get("since", "0")
        number = asking.counted(since)
        if number is None:
            raise BadAskError("since must be the number of an exchange, 0 or more")
        return {"exchanges": [_entry(each) for each in self._mock.journal.since(number)]}

    async def limits(self, request: Request) -> Answer:
        del request
        now = self._mock.clock.now()
        left = [
            {
                "client_id": client_id,
                "tenant_id": tenant_id,
                "day_left": allowance.day.left(now),
                "minute_left": allowance.minute.left(now),
                "app_minute_left": allowance.app_minute.left(now),
                "payments_left": allowance.payments_left(now),
                "in_flight": allowance.in_flight,
            }
            for (client_id, tenant_id), allowance in self._mock.limits.all().items()
        ]
        return {"limits": asdict(self._mock.limits.limits), "left": left}

    async def faults(self, request: Request) -> Answer:
        del request
        active = self._mock.faults.active()
        return {"faults": [_fault(fault_id, fault) for fault_id, fault in active.items()]}

    async def begin_fault(self, request: Request) -> Answer:
        fault = asking.fault(await asking.json_object(request))
        return _fault(self._mock.faults.begin(fault), fault)

    async def end_faults(self, request: Request) -> Answer:
        self._mock.faults.end_all()
        return await self.faults(request)

    async def end_fault(self, request: Request) -> Answer:
        fault_id = request.path_params["fault_id"]
        if fault_id not in self._mock.faults.active():
            raise NotThereError(f"there is no fault {fault_id}")
        self._mock.faults.end(fault_id)
        return await self.faults(request)

    async def organisations(self, request: Request) -> Answer:
        del request
        known = self._mock.organisations.values()
        return {"organisations": [{"tenant_id": each.tenant_id, "name": each.name} for each in known]}

    async def disconnect(self, request: Request) -> Answer:
        tenant_id = request.path_params["tenant_id"].lower()
        if tenant_id not in self._mock.organisations:
            raise NotThereError(f"there is no organisation {tenant_id}")
        self._mock.disconnect(tenant_id)
        return {"disconnected": tenant_id}

    async def add_organisation(self, request: Request) -> Answer:
        return newcomers.add_organisation(self._mock, await asking.json_object(request))

    async def apps(self, request: Request) -> Answer:
        del request
        return {"apps": [people.told_app(each) for each in self._mock.identity.applications.values()]}

    async def add_app(self, request: Request) -> Answer:
        return newcomers.add_app(self._mock, await asking.json_object(request))

    async def users(self, request: Request) -> Answer:
        del request
        known = list(self._mock.organisations.values())
        return {"users": [people.told_user(each, known) for each in self._mock.identity.users.values()]}

    async def add_user(self, request: Request) -> Answer:
        return newcomers.add_user(self._mock, await asking.json_object(request))

    async def webhooks(self, request: Request) -> Answer:
        del request
        return {"webhooks": [webhooks.told(each) for each in self._mock.webhooks.subscriptions.values()]}

    async def add_webhook(self, request: Request) -> Answer:
        """Register a webhook and ask at once for the intent to receive, as when it is saved in Xero."""
        subscription = webhooks.subscribe(self._mock, await asking.json_object(request))
        await self._mock.webhooks.validate(subscription)
        return webhooks.told(subscription)

    async def validate_webhook(self, request: Request) -> Answer:
        subscription = webhooks.found(self._mock, request.path_params["number"])
        await self._mock.webhooks.validate(subscription)
        return webhooks.told(subscription)

    async def take_snapshot(self, request: Request) -> Answer:
        """Keep the books of every organisation; tokens, limits and the clock are not part of it."""
        del request
        snapshot_id = str(len(self._snapshots) + 1)
        known = self._mock.organisations.values()
        self._snapshots[snapshot_id] = {each.tenant_id: each.snapshot() for each in known}
        return {"id": snapshot_id}

    async def restore_snapshot(self, request: Request) -> Answer:
        snapshot_id = request.path_params["snapshot_id"]
        if snapshot_id not in self._snapshots:
            raise NotThereError(f"there is no snapshot {snapshot_id}")
        for tenant_id, snapshot in self._snapshots[snapshot_id].items():
            self._mock.organisations[tenant_id].restore(snapshot)
        return {"restored": snapshot_id}

    async def reset(self, request: Request) -> Answer:
        """Everything as at the start, except the clock, which never goes back."""
        self._mock.reset()
        return await self.tell_time(request)


def _route(method: str, path: str, deed: Deed) -> Route:
    """A route whose answer is JSON, whatever goes wrong: a refusal is `{"error": sentence}`."""

    @wraps(deed)
    async def endpoint(request: Request) -> Response:
        try:
            return _json(200, await deed(request))
        except (BadAskError, BackwardsError, NotThereError, NotNowError) as refused:
            return _json(_STATUS[type(refused)], {"error": str(refused)})

    return Route(path, endpoint, methods=[method])


def _json(status: int, answer: Answer) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


def _later(clock: SettableClock, seconds: float) -> datetime:
    try:
        return clock.now() + timedelta(seconds=seconds)
    except OverflowError as error:
        raise BadAskError("advance_seconds goes beyond the year 9999") from error


def _entry(exchange: Exchange) -> Answer:
    return {
        "number": exchange.number,
        "instant": exchange.instant.isoformat(),
        "method": exchange.method,
        "path": exchange.path,
        "query": exchange.query,
        "client_id": exchange.client_id,
        "tenant_id": exchange.tenant_id,
        "status": exchange.status,
        "idempotency_key": exchange.idempotency_key,
        "refused_by": exchange.refused_by,
    }


def _fault(fault_id: str, fault: Fault) -> Answer:
    return {"id": fault_id, **asdict(fault), "kind": fault.kind.value}
