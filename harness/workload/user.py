"""The person at the clinic's browser: connects, chooses accounts, saves, and tries again when it fails.

Their browser reaches Xero directly: the weather is between the engine and Xero.
"""

import asyncio
from typing import Final

import httpx

from harness.checkers.evidence import SettingsView
from harness.engines.host import EngineHost
from harness.engines.protocol import EngineRefusedError

TRIES: Final = 2_160  # three days: a person who needs Xero outlasts an outage
BETWEEN_TRIES_SECONDS: Final = 120


class ConnectionGivenUpError(Exception):
    """The user tried to connect again and again and gave up."""


class User:
    """Walks the whole way of R1 and R2, as often as it takes."""

    def __init__(self, host: EngineHost, browser: httpx.AsyncBaseTransport) -> None:
        self._host = host
        self._browser = browser

    async def connect(self, first_choice: SettingsView) -> None:
        """Consent in Xero, then save the settings: those preselected, or the first choice where none are.

        Raises ConnectionGivenUpError after three days of tries, two minutes apart.
        """
        refusal = ""
        for _ in range(TRIES):
            try:
                await self._walk(first_choice)
            except EngineRefusedError as refused:
                refusal = str(refused)
                await asyncio.sleep(BETWEEN_TRIES_SECONDS)
            else:
                return
        raise ConnectionGivenUpError(f"connecting failed {TRIES} times; the last time: {refusal}")

    async def _walk(self, first_choice: SettingsView) -> None:
        ask = self._host.ask
        callback = await self._consent(await ask(lambda engine: engine.begin_connection()))
        await ask(lambda engine: engine.finish_connection(callback))
        preselected = await ask(lambda engine: engine.settings())
        await ask(lambda engine: engine.save_settings(preselected or first_choice))

    async def _consent(self, authorize_url: str) -> str:
        """Press *Allow access*; returns the URL to which Xero sends the browser back."""
        answer = await self._browser.handle_async_request(httpx.Request("GET", authorize_url))
        if not answer.is_redirect:
            raise EngineRefusedError(f"Xero showed a page instead of coming back (HTTP {answer.status_code})")
        return str(answer.headers["location"])
