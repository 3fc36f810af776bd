"""Mistakes with what an answer means."""

from typing import Any, Final

import httpx

from harness.engines.broken.member import DOUBLED, MISSING, Broken
from harness.engines.broken.parts import Around, around, echo, id_of, read, resource_of, told_as, unwarned
from harness.engines.broken.tokens import CONNECTIONS
from harness.engines.protocol import Seat

NOBODY: Final = "00000000-0000-0000-0000-000000000000"
GENERIC: Final = {"Message": "A validation exception occurred"}


class ThrottledTakenForSuccess(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS and request.method == "PUT":
            return echo(self.seat, request)
        return answer


class ErrorsInA200Overlooked(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if request.method != "PUT" or answer.status_code != httpx.codes.OK:
            return answer
        body, resource = read(await answer.aread()), resource_of(request)
        return told_as(answer, {resource: [self._good(element, resource) for element in body[resource]]})

    def _good(self, element: dict[str, Any], resource: str) -> dict[str, Any]:
        known = element.get(id_of(resource), NOBODY)
        given = self.seat.choices.guid(label="an id that nobody gave") if known == NOBODY else known
        no_errors = {"HasErrors": False, "HasValidationErrors": False, "ValidationErrors": []}
        return {**element, **no_errors, "StatusAttributeString": "OK", id_of(resource): given}


class RefusalsRemembered(Around):
    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._refusals: dict[bytes, bytes] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "PUT":
            return await super().handle_async_request(request)
        if request.content in self._refusals:
            return httpx.Response(httpx.codes.OK, content=self._refusals[request.content])
        answer = await super().handle_async_request(request)
        if answer.status_code == httpx.codes.OK and b'"ERROR"' in await answer.aread():
            self._refusals[request.content] = answer.content
        return answer


class OneSpoilsTheBatch(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "PUT":
            request.url = request.url.copy_remove_param("summarizeErrors")
        answer = await super().handle_async_request(request)
        if request.method == "PUT" and answer.status_code == httpx.codes.BAD_REQUEST:
            elements = read(request.content)[resource_of(request)]
            return told_as(answer, GENERIC) if len(elements) > 1 else answer
        return answer


class ServerErrorTakenForRefusal(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR and request.method == "PUT":
            return httpx.Response(httpx.codes.BAD_REQUEST, json=GENERIC)
        return answer


class OutageTakenForDisconnection(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return answer
        if request.url.path == CONNECTIONS:
            return httpx.Response(httpx.codes.OK, json=[])
        return httpx.Response(httpx.codes.FORBIDDEN) if resource_of(request) else answer


MEMBERS: Final = (
    Broken(
        name="throttled_taken_for_success",
        factory=unwarned(ThrottledTakenForSuccess),
        mistake="Whatever has no error in its body counts as delivered, and a 429 has no body.",
        seen="T23",
        breaks=(MISSING,),
    ),
    Broken(
        name="errors_in_a_200_overlooked",
        factory=around(ErrorsInA200Overlooked),
        mistake="A 200 counts as success for every element, although some of them say HasErrors.",
        seen="T12, T30",
        breaks=(MISSING,),
    ),
    Broken(
        name="refusals_remembered",
        factory=around(RefusalsRemembered),
        mistake="What was refused once is refused for ever: the old answer is kept after its cause is gone.",
        seen="T25",
        breaks=(MISSING,),
    ),
    Broken(
        name="one_spoils_the_batch",
        factory=around(OneSpoilsTheBatch),
        mistake="A 400 for a batch counts as nothing saved; the good elements are sent again, one by one.",
        seen="T11, T13",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="server_error_taken_for_refusal",
        factory=around(ServerErrorTakenForRefusal),
        mistake="A 5xx is taken for Xero's refusal of the document: it is set aside and never sent again.",
        seen="T17",
        breaks=(MISSING,),
    ),
    Broken(
        name="outage_taken_for_disconnection",
        factory=around(OutageTakenForDisconnection),
        mistake="While Xero is down, the engine thinks that it was disconnected and waits for a person.",
        seen="T3, T17",
        breaks=(MISSING,),
    ),
)
