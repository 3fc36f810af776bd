"""Calls of the accounting API: token, tenant and key on, a disposition off. Refreshes once, no more."""

from typing import Final, Protocol

from sync_engine.xero.line import Answer, Line, Lost
from sync_engine.xero.replies import Disposition, TokenRefused, Unsent, disposition_of


class Access(Protocol):
    """Where tokens come from. Each raises `unavailable` when there is none to be had."""

    async def access(self) -> str: ...
    async def instead_of(self, refused: str) -> str: ...


_JSON: Final = "application/json"


class XeroClient:
    """The accounting API."""

    def __init__(self, line: Line, api_url: str, access: Access, unavailable: type[Exception]) -> None:
        self._line = line
        self._api_url = api_url
        self._access = access
        self._unavailable = unavailable

    async def get(self, path: str, tenant_id: str) -> Disposition:
        """Read. `path` starts with a slash and carries its query, percent-encoded."""
        return await self._call("GET", path, {"xero-tenant-id": tenant_id, "accept": _JSON}, b"")

    async def write(self, method: str, path: str, tenant_id: str, *, body: bytes, key: str) -> Disposition:
        """Create, change or delete, under a promise's idempotency key (facts §3)."""
        headers = {
            "xero-tenant-id": tenant_id,
            "accept": _JSON,
            "content-type": _JSON,
            "idempotency-key": key,
        }
        return await self._call(method, path, headers, body)

    async def _call(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Disposition:
        try:
            token = await self._access.access()
            disposition = disposition_of(await self._exchange(method, path, headers, body, token))
            if not isinstance(disposition, TokenRefused):
                return disposition
            token = await self._access.instead_of(token)
        except self._unavailable:
            return Unsent()
        return disposition_of(await self._exchange(method, path, headers, body, token))

    async def _exchange(
        self, method: str, path: str, headers: dict[str, str], body: bytes, token: str
    ) -> Answer | Lost:
        with_token = {**headers, "authorization": f"Bearer {token}"}
        return await self._line.exchange(method, self._api_url + path, with_token, body)
