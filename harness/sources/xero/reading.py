"""Pages of Xero's API, read one after the other: it waits when Xero says so, and stops with a reason.

Pages are ordered by id, so that work going on in Xero can make a row come twice, but never be skipped.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final

import httpx
import msgspec

from harness.sources.problems import SourceError
from harness.sources.xero.documents import Page, read_page

API: Final = "/api.xro/2.0"
PAGE_SIZE: Final = 1000  # the most that Xero gives
PATIENCE: Final = 8  # answers in a row that are no page, before it stops
FIRST_WAIT_SECONDS: Final = 2.0
RESOURCES: Final = {"Payments": "PaymentID", "Invoices": "InvoiceID"}  # and the order of their pages
Tell = Callable[[str], None]
Query = dict[str, str | int]


class InterruptedReadingError(SourceError):
    """Xero stopped answering for now; what was saved so far can be gone on with."""


class Connection(msgspec.Struct, rename={"tenant": "tenantId", "name": "tenantName"}):
    tenant: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class XeroReader:
    """Asks with a token that it is given anew for each call: a person may have renewed it meanwhile."""

    client: httpx.AsyncClient
    token: Callable[[], str]
    tell: Tell
    page_size: int = PAGE_SIZE

    async def only_tenant(self) -> str:
        """Return the organisation that the token reaches. Raises SourceError where it reaches several."""
        answer = await self._asked("/connections", {})
        try:
            reached = msgspec.json.decode(answer.content, type=list[Connection])
        except msgspec.DecodeError as wrong:
            raise SourceError("/connections did not answer with Xero's list of connections") from wrong
        if len(reached) != 1:
            names = "; ".join(f"{each.tenant} ({each.name})" for each in reached) or "none"
            raise SourceError(f"the token reaches {len(reached)} organisations; give --tenant: {names}")
        return reached[0].tenant

    async def pages(self, resource: str, tenant: str, first: int) -> AsyncIterator[tuple[int, Page]]:
        """Read a resource from one page on to its end."""
        number = first
        while True:
            self.tell(f"{resource}, page {number}")
            query: Query = {"page": number, "pageSize": self.page_size, "order": RESOURCES[resource]}
            answer = await self._asked(f"{API}/{resource}", query, {"xero-tenant-id": tenant})
            page = read_page(answer.content)
            yield number, page
            if page.is_last(number):
                return
            number += 1

    async def _asked(self, path: str, query: Query, headers: dict[str, str] | None = None) -> httpx.Response:
        wait = FIRST_WAIT_SECONDS
        for _ in range(PATIENCE):
            answer = await self._answer(path, query, headers or {})
            if answer is not None and answer.is_success:
                return answer
            if answer is not None:
                _refuse_what_waiting_does_not_mend(answer, path)
            wait *= 2
            seconds = _seconds_asked_for(answer, wait)
            self.tell(f"Xero asks to wait {seconds:.0f} s")
            await asyncio.sleep(seconds)
        raise InterruptedReadingError(
            f"{path}: Xero has not answered {PATIENCE} times in a row; try again later"
        )

    async def _answer(self, path: str, query: Query, headers: dict[str, str]) -> httpx.Response | None:
        asked = {"Authorization": f"Bearer {self.token()}", "Accept": "application/json", **headers}
        try:
            return await self.client.get(path, params=query, headers=asked)
        except httpx.TransportError:
            return None


def _refuse_what_waiting_does_not_mend(answer: httpx.Response, path: str) -> None:
    match answer.status_code:
        case 401:
            raise InterruptedReadingError(
                f"{path}: Xero refuses the token (401); tokens live 30 minutes. Put a new one and try again"
            )
        case 403:
            raise SourceError(
                f"{path}: the token may not read this (403); it takes the scopes accounting.invoices.read "
                "and accounting.payments.read, and an app connected to the organisation"
            )
        case 429 if answer.headers.get("X-Rate-Limit-Problem") == "day":
            raise InterruptedReadingError(f"{path}: Xero's calls of this day are used up; go on tomorrow")
        case 429:
            return
        case status if status < 500:
            raise SourceError(f"{path}: Xero answers {status}")
        case _:
            return


def _seconds_asked_for(answer: httpx.Response | None, otherwise: float) -> float:
    said = answer.headers.get("Retry-After", "") if answer is not None else ""
    return float(said) if said.isdecimal() else otherwise
