"""A Xero with something of everything in it, and made-up requests turned so that they name what is there."""

import asyncio
from collections.abc import Iterator
from typing import Any, Final

import httpx
import requests
from schemathesis import Case

from mock_xero.app import MockXero
from mock_xero.books import Snapshot
from tests.contract.stories import STORIES
from tests.contract.stories.telling import Json

APP: Final = ("demo-client", "demo-secret")
URL: Final = "http://localhost"
_MAKING: Final = ("create", "update", "get")


class GroundedXero:
    """Keeps one mock, one event loop and one client for thousands of requests; `ids` are known by key."""

    def __init__(self, mock: MockXero) -> None:
        self._runner = asyncio.Runner()
        self._organisation = next(iter(mock.organisations.values()))
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(mock.app), base_url=URL)
        self._headers = {"Accept": "application/json", "xero-tenant-id": self._organisation.tenant_id}
        self.ids: dict[str, str] = {}
        form = {"grant_type": "client_credentials"}
        token = self._runner.run(self._client.post("/connect/token", data=form, auth=APP)).json()
        self._headers["Authorization"] = f"Bearer {token['access_token']}"

    def populate(self) -> None:
        """Tell every story that makes something; one that earlier ones stand in the way of is cut short."""
        for operation, story in STORIES.items():
            if operation.startswith(_MAKING):
                try:
                    story(self._ask)
                except _Cut:
                    continue

    def snapshot(self) -> Snapshot:
        return self._organisation.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        self._organisation.restore(snapshot)

    def answer_to(self, case: "Case[Any]", *, grounded: bool) -> httpx.Response:
        """Send what Schemathesis made up; `grounded`: with ids of documents that exist."""
        if grounded:
            case.path_parameters = {
                name: self.ids.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
            case.body = self._grounded(case.body)
        made_up = case.as_transport_kwargs(f"{URL}/api.xro/2.0", headers=None)
        prepared = requests.Request(**made_up).prepare()
        headers = {**dict(prepared.headers), **self._headers}
        headers.pop("Content-Length", None)
        assert prepared.url is not None
        body = prepared.body or b""
        return self._send(case.method, prepared.url, headers=headers, content=body)

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def _ask(self, method: str, path: str, **content: Any) -> Json:
        said = {key: each for key, each in content.items() if each is not None}
        answer = self._send(method, f"/api.xro/2.0/{path}", headers=self._headers, **said)
        if not answer.is_success:
            raise _Cut
        if not answer.headers.get("content-type", "").startswith("application/json"):
            return {}
        body: Json = answer.json()
        self.ids.update(_ids_in(body))
        return body

    def _send(self, method: str, url: str, **content: Any) -> httpx.Response:
        return self._runner.run(self._client.request(method, url, **content))

    def _grounded(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._grounded(each) for each in value]
        if isinstance(value, dict):
            return {key: self.ids.get(key) or self._grounded(each) for key, each in value.items()}
        return value


class _Cut(Exception):  # noqa: N818
    """A story can't be told to its end."""


def _ids_in(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for each in value:
            yield from _ids_in(each)
    if isinstance(value, dict):
        for key, each in value.items():
            if key.endswith("ID") and isinstance(each, str):
                yield key, each
            yield from _ids_in(each)
