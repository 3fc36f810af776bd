"""Several endless runs as one: what breaks in one of them ends them all."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any


async def together(*endless: Coroutine[Any, Any, None]) -> None:
    """Run what never ends until it is cancelled, or until one of them breaks: then raise what broke it."""
    tasks = [asyncio.create_task(each) for each in endless]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:  # and not `finally`: whoever is dropped does nothing any more
        await _end(tasks)
        raise
    await _end(tasks)
    for task in ended:
        task.result()


async def _end(tasks: Sequence["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
