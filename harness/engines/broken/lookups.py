"""Mistakes with looking up whether something arrived."""

from typing import Final

import httpx

from harness.engines.broken.member import DOUBLED, Broken
from harness.engines.broken.parts import Around, around, read, resource_of, told_as

ASKED_ABOUT: Final = frozenset({"Invoices", "Payments"})


class NobodyAsks(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        resource = resource_of(request)
        if request.method == "GET" and resource in ASKED_ABOUT:
            return httpx.Response(200, json={resource: []}, request=request)
        return await super().handle_async_request(request)


class FirstPageOnly(Around):
    """It looks through the whole list; its pages are of one document, so that small clinics have a second."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET" and resource_of(request) in ASKED_ABOUT:
            request.url = request.url.copy_with(params={"page": "1", "pageSize": "1"})
            answer = await super().handle_async_request(request)
            return _without_pagination(answer)
        return await super().handle_async_request(request)


def _without_pagination(answer: httpx.Response) -> httpx.Response:
    if answer.status_code != httpx.codes.OK:
        return answer
    body = read(answer.content)
    return told_as(answer, {name: value for name, value in body.items() if name != "pagination"})


MEMBERS: Final = (
    Broken(
        name="nobody_asks",
        factory=around(NobodyAsks),
        mistake="After an unknown outcome nothing is looked up: it is taken for not done.",
        seen="T7",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="first_page_only",
        factory=around(FirstPageOnly),
        mistake="The look-up reads the first page; what is on the second is taken for not there.",
        seen="T15, T14",
        breaks=(DOUBLED,),
    ),
)
