"""The world's mailbox: what the engine tells by e-mail arrives here, once for each Message-ID."""

import asyncio
from collections.abc import Iterable
from typing import Final

from harness.engines.protocol import Letter
from harness.simulation.effects import Effect, Effects, Mishap, PowerCutError

SECONDS_TO_HAND_OVER: Final = 1.0


class Mailbox:
    """A postman and the mailbox that he serves. `handed_over` counts every letter, doubles included."""

    def __init__(self, effects: Effects) -> None:
        self._effects = effects
        self._letters: dict[str, Letter] = {}
        self.handed_over = 0

    async def post(self, letter: Letter) -> None:
        """Take a letter; a crash may come just before."""
        await asyncio.sleep(SECONDS_TO_HAND_OVER)
        if self._effects.reached(Effect.LETTER) is Mishap.CRASH:
            raise PowerCutError
        self.handed_over += 1
        self._letters[letter.message_id] = letter

    @property
    def letters(self) -> Iterable[Letter]:
        """The letters, in the order in which they first came."""
        return self._letters.values()
