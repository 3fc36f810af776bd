"""A hook for any test's httpx client: every answer is judged by Xero's OpenAPI file, where the file is."""

from collections.abc import Awaitable, Callable
from functools import cache

import httpx

from tests.contract.published import location
from tests.contract.strict import Contract

ResponseHook = Callable[[httpx.Response], Awaitable[None]]


@cache
def contract() -> Contract:
    """Return the contract, which takes a moment to read and is the same for all tests."""
    return Contract()


def answers_judged() -> dict[str, list[ResponseHook]]:
    """Return `event_hooks` for a client whose answers shall keep to the contract."""
    return {"response": [_judge_answer]} if location() is not None else {}


def everything_judged() -> dict[str, list[ResponseHook]]:
    """Return `event_hooks` for a client whose requests shall keep to the contract, too."""
    return {"response": [_judge_request, _judge_answer]} if location() is not None else {}


async def _judge_request(answer: httpx.Response) -> None:
    _complain(answer, "request", contract().faults_of_request(answer.request))


async def _judge_answer(answer: httpx.Response) -> None:
    await answer.aread()
    _complain(answer, "answer", contract().faults_of_answer(answer))


def _complain(answer: httpx.Response, what: str, faults: list[str]) -> None:
    asked = answer.request
    assert not faults, "\n".join([f"{asked.method} {asked.url}: {what} breaks the contract", *faults])
