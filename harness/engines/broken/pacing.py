"""Mistakes with Xero's limits."""

import asyncio
from typing import Final

import httpx

from harness.engines.broken.member import CALLS, LIMITS, Broken
from harness.engines.broken.parts import Around, adapted, unwarned
from harness.engines.builtin import BuiltIn

IMPATIENT_TRIES: Final = 3
POLL_SECONDS: Final = 30


class RetryAfterIgnored(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        for _ in range(IMPATIENT_TRIES):
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            await asyncio.sleep(1)
            answer = await super().handle_async_request(request)
        return answer


class DayTakenForAMinute(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        answer.headers.pop("x-daylimit-remaining", None)
        if answer.headers.get("x-rate-limit-problem") == "day":
            headers = {"x-rate-limit-problem": "minute", "retry-after": "60"}
            return httpx.Response(httpx.codes.TOO_MANY_REQUESTS, headers=headers)
        return answer


class LooksAllDay(BuiltIn):
    async def run(self) -> None:
        async with asyncio.TaskGroup() as together:
            together.create_task(super().run())
            together.create_task(self._look())

    async def _look(self) -> None:
        while True:
            self._engine.by_hand.look_now()
            await asyncio.sleep(POLL_SECONDS)


MEMBERS: Final = (
    Broken(
        name="retry_after_ignored",
        factory=unwarned(RetryAfterIgnored),
        mistake="A throttled request is sent again after a second, as many HTTP clients do by default.",
        seen="T23",
        breaks=(LIMITS,),
    ),
    Broken(
        name="day_taken_for_a_minute",
        factory=unwarned(DayTakenForAMinute),
        mistake="Every 429 is waited for a minute, the one too that says that the day is spent.",
        seen="T24",
        breaks=(LIMITS,),
    ),
    Broken(
        name="looks_all_day",
        factory=adapted(LooksAllDay),
        mistake="Xero is asked every half minute for what has changed, until the day's calls are spent.",
        seen="T24",
        breaks=(CALLS,),
    ),
)
