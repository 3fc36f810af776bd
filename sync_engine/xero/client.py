"""Calls of the accounting API: token, tenant and key on, a disposition off. Refreshes once, no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from sync_engine.xero.line import Line
from sync_engine.xero.replies import Disposition, TokenRefused, Unsent, disposition_of


class Access(Protocol):
    """Where tokens come from. Each raises `unavailable` when there is none to be had."""

    async def access(self) -> str: ...
    async def instead_of(self, refused: str) -> str: ...


class Write(Protocol):
    """A request, spelled."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def body(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Read:
    """A request that changes nothing."""

    path: str
    method: str = "GET"
    body: bytes = b""


_JSON: Final = "application/json"


class XeroClient:
    """The accounting API."""

    def __init__(self, line: Line, api_url: str, access: Access, unavailable: type[Exception]) -> None:
        self._line = line
        self._api_url = api_url
        self._access = access
        self._unavailable = unavailable

    async def get(self, path: str, tenant_id: str, *, modified_since: datetime | None = None) -> Disposition:
        """Read. `path` starts with a slash and carries its query, percent-encoded; the date is in UTC."""
        headers = {"xero-tenant-id": tenant_id, "accept": _JSON}
        if modified_since is not None:
            headers["if-modified-since"] = modified_since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return await self._call(Read(path), headers, lambda: True)

    async def write(
        self, request: Write, tenant_id: str, *, key: str, may_leave: Callable[[], bool]
    ) -> Disposition:
        """Create, change or delete, under a promise's idempotency key (facts §3).

        A token may have to be waited for: `may_leave` is asked again at the very last moment.
        """
        headers = {
            "xero-tenant-id": tenant_id,
            "accept": _JSON,
            "content-type": _JSON,
            "idempotency-key": key,
        }
        return await self._call(request, headers, may_leave)

    async def _call(
        self, request: Write, headers: dict[str, str], may_leave: Callable[[], bool]
    ) -> Disposition:
        try:
            token = await self._access.access()
            disposition = await self._sent(request, headers, token, may_leave)
            if not isinstance(disposition, TokenRefused):
                return disposition
            token = await self._access.instead_of(token)
        except self._unavailable:
            return Unsent()
        return await self._sent(request, headers, token, may_leave)

    async def _sent(
        self, request: Write, headers: dict[str, str], token: str, may_leave: Callable[[], bool]
    ) -> Disposition:
        if not may_leave():
            return Unsent()
        url, with_token = self._api_url + request.path, {**headers, "authorization": f"Bearer {token}"}
        return disposition_of(await self._line.exchange(request.method, url, with_token, request.body))
