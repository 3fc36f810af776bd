"""Access tokens: fresh before they are needed, the new pair stored before it is used.

One refresh at a time, over all processes; whoever comes second finds the new pair stored.

A lost answer is repeated with the same refresh token: a used one may be retried for 30 minutes (facts §1.4).
"""

import asyncio
import math
from datetime import datetime, timedelta
from typing import Final

import msgspec

from sync_engine.configuration import Configuration
from sync_engine.connection import oauth
from sync_engine.connection.health import Health, TokenPair
from sync_engine.connection.refreshing import RefreshTurn
from sync_engine.observer import Observer
from sync_engine.seams import Clock
from sync_engine.xero.line import Answer, Line, Lost

FRESH_ENOUGH: Final = timedelta(seconds=60)


class TokensUnavailableError(Exception):
    """There is no token to send with just now."""


class ConsentLapsedError(TokensUnavailableError):
    """Xero does not take our refresh token any more; a person must connect again."""


class TokensLostError(TokensUnavailableError):
    """The token endpoint did not answer in a way that can be used; it is asked again later."""


class Tokens:
    """The tokens of the one connection."""

    def __init__(
        self,
        configuration: Configuration,
        *,
        line: Line,
        health: Health,
        turn: RefreshTurn,
        clock: Clock,
        observer: Observer,
    ) -> None:
        self._configuration = configuration
        self._line = line
        self._health = health
        self._clock = clock
        self._observer = observer
        self._turn = turn
        self._one_refresh = asyncio.Lock()

    async def access(self) -> str:
        """Return a token that is good for a minute at least. Raises TokensUnavailableError."""
        pair = self._present()
        if pair.expires_at - self._clock.now() >= FRESH_ENOUGH:
            return pair.access
        return await self._refreshed(pair)

    async def instead_of(self, refused: str) -> str:
        """Return another token than the one that Xero refused. Raises TokensUnavailableError."""
        pair = self._present()
        return pair.access if pair.access != refused else await self._refreshed(pair)

    async def exchange(self, code: str, verifier: str) -> None:
        """Trade a code for tokens and store them. Raises TokensUnavailableError."""
        answer = await self._ask(oauth.exchange_form(self._configuration, code, verifier))
        if isinstance(answer, str):
            raise ConsentLapsedError(answer)
        self._health.keep(tokens=answer)

    async def _refreshed(self, stale: TokenPair) -> str:
        async with self._one_refresh:
            if await self._my_turn(stale):
                try:
                    self._take(await self._ask_for_fresh_ones(stale), stale)
                except TokensUnavailableError:
                    self._turn.give_back()
                    raise
            self._turn.give_back()
            return self._present().access

    async def _my_turn(self, stale: TokenPair) -> bool:
        """Wait for the turn to refresh; False where another process has done it meanwhile."""
        wait = math.inf
        while wait and self._present().refresh == stale.refresh:
            wait = self._turn.take()
            await asyncio.sleep(wait)
        return self._present().refresh == stale.refresh

    async def _ask_for_fresh_ones(self, pair: TokenPair) -> TokenPair | str:
        try:
            answer = await self._ask(oauth.refresh_form(pair.refresh))
        except TokensLostError:
            self._observer.note("refresh token", None, None, "unknown")
            raise
        self._observer.note("refresh token", None, None, "failed" if isinstance(answer, str) else "ok")
        return answer

    def _take(self, answer: TokenPair | str, instead_of: TokenPair) -> None:
        """Store the new pair, unless a person has connected again meanwhile."""
        if isinstance(answer, TokenPair):
            self._health.replace_tokens(answer, instead_of)
        elif self._health.lapse(f"Xero refused to renew the consent ({answer}).", instead_of):
            raise ConsentLapsedError(answer)

    async def _ask(self, form: bytes) -> TokenPair | str:
        """Return new tokens, or the name of Xero's refusal."""
        configuration = self._configuration
        asked_at = self._clock.now()
        headers = oauth.token_headers(configuration)
        match await self._line.exchange("POST", configuration.token_url, headers, form):
            case Answer(status=200, body=body):
                return _pair(body, asked_at)
            case Answer(status=400 | 401, body=body):
                return oauth.problem_in(body) or "refused"
            case Answer(status=status):
                raise TokensLostError(f"HTTP {status}")
            case Lost(why):
                raise TokensLostError(why)

    def _present(self) -> TokenPair:
        pair = self._health.tie.tokens
        if pair is None:
            raise ConsentLapsedError("there are no tokens")
        return pair


def _pair(body: bytes, asked_at: datetime) -> TokenPair:
    try:
        answer = oauth.TOKENS.decode(body)
    except msgspec.DecodeError as broken:
        raise TokensLostError("a body that is not a token answer") from broken
    return TokenPair(
        answer.access_token, answer.refresh_token, asked_at + timedelta(seconds=answer.expires_in)
    )
