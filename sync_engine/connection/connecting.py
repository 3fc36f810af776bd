"""The way of a connection: consent begun, browser come back, tokens, organisation, chart; and its end.

Finishing may fail at any point: what is stored by then does no harm, and the user presses again (R1).
"""

import asyncio
import contextlib
import hmac
import math
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

import msgspec
from sqlalchemy.engine import Connection as Transaction

from sync_engine.configuration import Configuration
from sync_engine.connection import oauth
from sync_engine.connection.chart import Account, Chart, TaxRate, accounts_in, replace_chart, tax_rates_in
from sync_engine.connection.health import ConnectionEventView, ConnectionState, Health
from sync_engine.connection.oauth import TenantElement
from sync_engine.connection.tokens import ConsentLapsedError, Tokens, TokensUnavailableError
from sync_engine.pacing import Pacing
from sync_engine.refusals import ConnectionRefused
from sync_engine.seams import Chance, Clock
from sync_engine.xero.client import XeroClient
from sync_engine.xero.line import Answer, Line, Lost
from sync_engine.xero.replies import Accepted, Rejected, Throttled, Unknown

T = TypeVar("T")

PATIENCE_SECONDS: Final = 60.0
READ_TRIES: Final = 4
_AGAIN: Final = "Please press Connect to Xero again."


class NoAnswerError(ConnectionRefused):
    """Xero gave no usable answer to a reading; asking again may help."""


class Connection:
    """Our tie to one Xero organisation."""

    def __init__(  # noqa: PLR0913 - a connection is made of these
        self,
        configuration: Configuration,
        *,
        line: Line,
        client: XeroClient,
        tokens: Tokens,
        health: Health,
        chart: Chart,
        pacing: Pacing,
        clock: Clock,
        chance: Chance,
        anything_sent: Callable[[], bool],
    ) -> None:
        self._configuration = configuration
        self._line = line
        self._client = client
        self._tokens = tokens
        self._health = health
        self._chart = chart
        self._pacing = pacing
        self._clock = clock
        self._chance = chance
        self._anything_sent = anything_sent
        self._one_look = asyncio.Lock()

    @property
    def state(self) -> ConnectionState:
        return self._health.tie.state

    @property
    def reason(self) -> str:
        """A sentence for a person; empty while all is well."""
        return self._health.tie.reason

    @property
    def organisation(self) -> str | None:
        """The connected organisation's name."""
        return self._health.tie.tenant_name

    def history(self) -> Sequence[ConnectionEventView]:
        """Return what became of the connection, oldest first."""
        return self._health.history()

    def accounts(self) -> Sequence[Account]:
        """Return the chart of accounts as pulled, by code."""
        return self._chart.accounts()

    def tax_rates(self) -> Sequence[TaxRate]:
        """Return the tax rates as pulled, by name."""
        return self._chart.tax_rates()

    def begin(self) -> str:
        """Return the URL for the browser; `state` and verifier are kept for its return (facts §1.2)."""
        state = self._chance.secret(label="OAuth state")
        verifier = self._chance.secret(label="PKCE verifier")
        self._health.keep(begun_state=state, begun_verifier=verifier)
        return oauth.authorize_url(self._configuration, state, verifier)

    async def finish(self, callback_url: str) -> None:
        """Take the browser back: tokens, organisation, chart. Raises ConnectionRefused with a sentence."""
        code, verifier = self._consent_in(callback_url)
        try:
            await self._tokens.exchange(code, verifier)
        except ConsentLapsedError as refused:
            raise ConnectionRefused(f"Xero did not accept the consent ({refused}). {_AGAIN}") from refused
        except TokensUnavailableError as lost:
            raise ConnectionRefused(f"Xero did not answer. {_AGAIN}") from lost
        tenant = self._chosen(await _patiently(self._tenants))
        accounts = await _patiently(lambda: self._pulled("/Accounts", tenant.tenant_id, accounts_in))
        tax_rates = await _patiently(lambda: self._pulled("/TaxRates", tenant.tenant_id, tax_rates_in))
        self._establish(tenant, lambda transaction: replace_chart(transaction, accounts, tax_rates))

    async def confirm(self) -> None:
        """After a 403: look whether Xero still lists our organisation; if not, we are disconnected."""
        async with self._one_look:
            if not self._health.connected:
                return
            try:
                tenants = await self._tenants()
            except ConnectionRefused:
                return  # nobody knows yet; the next call asks again
            ours = self._health.tie.tenant_id
            if all(tenant.tenant_id != ours for tenant in tenants):
                self._health.lose(ConnectionState.DISCONNECTED, "The app was removed in Xero.")

    def scope_missing(self) -> None:
        """After a 401 that no refresh cures: only a wider consent helps (facts §1.6)."""
        self._health.lose(
            ConnectionState.SCOPE_MISSING, "The consent does not cover what the sync needs. Connect again."
        )

    def _consent_in(self, callback_url: str) -> tuple[str, str]:
        """Return code and verifier; a `state` is good once."""
        callback, tie = oauth.callback_in(callback_url), self._health.tie
        if tie.begun_state is None or tie.begun_verifier is None:
            raise ConnectionRefused(f"No connection was begun here. {_AGAIN}")
        if not hmac.compare_digest(callback.state.encode(), tie.begun_state.encode()):
            raise ConnectionRefused(f"This answer does not belong to the connection that was begun. {_AGAIN}")
        self._health.keep(begun_state=None, begun_verifier=None)
        if callback.error == "access_denied":
            raise ConnectionRefused("You did not allow access in Xero; nothing was changed.")
        if callback.error or not callback.code:
            raise ConnectionRefused(f"Xero did not give its consent. {_AGAIN}")
        return callback.code, tie.begun_verifier

    async def _tenants(self) -> list[TenantElement]:
        """Read GET /connections: the only truth about being connected (facts §0.10)."""
        try:
            token = await self._tokens.access()
            answer = await self._list_connections(token)
            if isinstance(answer, Answer) and answer.status == 401:
                answer = await self._list_connections(await self._tokens.instead_of(token))
        except TokensUnavailableError as unavailable:
            raise ConnectionRefused(f"Xero gave no token. {_AGAIN}") from unavailable
        if not isinstance(answer, Answer) or answer.status != 200:
            raise NoAnswerError(f"Xero did not say which organisations are connected. {_AGAIN}")
        tenants = _readable(answer.body, oauth.TENANTS.decode)
        return [tenant for tenant in tenants if tenant.type == "ORGANISATION"]

    async def _list_connections(self, token: str) -> Answer | Lost:
        headers = {"authorization": f"Bearer {token}", "accept": "application/json"}
        return await self._line.exchange("GET", self._configuration.connections_url, headers)

    def _chosen(self, tenants: list[TenantElement]) -> TenantElement:
        """Return the organisation used before if it is there; never another one once documents went to it."""
        if not tenants:
            raise ConnectionRefused("No organisation is connected. Choose one in Xero and allow access.")
        tie = self._health.tie
        before = next((tenant for tenant in tenants if tenant.tenant_id == tie.tenant_id), None)
        if before is None and tie.tenant_id is not None and self._anything_sent():
            raise ConnectionRefused(
                f"This clinic's documents are in {tie.tenant_name}; please choose that organisation in Xero."
            )
        return before or tenants[0]

    async def _pulled(self, path: str, tenant_id: str, read: Callable[[bytes], list[T]]) -> list[T]:
        """Read one list of settings, within the limits. Raises ConnectionRefused."""
        await self._in_turn()
        left_at = self._clock.now()
        self._pacing.left()
        disposition = await self._client.get(path, tenant_id)
        now = self._clock.now()
        match disposition:
            case Accepted(body, remaining):
                self._pacing.answered(now, remaining)
                return _readable(body, read)
            case Throttled(limit, retry_after_seconds):
                self._pacing.refused(now, limit, retry_after_seconds)
                raise ConnectionRefused(f"Xero is busy with this organisation. {_AGAIN}")
            case Rejected(_, words, remaining):
                self._pacing.answered(now, remaining)
                raise ConnectionRefused(f"Xero did not show its settings: {words} {_AGAIN}")
            case Unknown():
                self._pacing.lost(now, left_at=left_at)
            case _:
                self._pacing.withdrawn()
        raise NoAnswerError(f"Xero did not show its accounts. {_AGAIN}")

    async def _in_turn(self) -> None:
        """Wait as the limits ask, unless it is for the answer to somebody else's call."""
        seconds = self._pacing.wait(self._clock.now())
        if math.isinf(seconds) or not seconds:
            return
        if seconds > PATIENCE_SECONDS:
            raise ConnectionRefused(
                "Xero's limits for this organisation are used up. Please try again later."
            )
        await asyncio.sleep(seconds)

    def _establish(self, tenant: TenantElement, also: Callable[[Transaction], None]) -> None:
        """Keep what was found. A consent renewed while connected interrupts nothing."""
        stays = self._health.connected and tenant.tenant_id == self._health.tie.tenant_id
        state = ConnectionState.CONNECTED if stays else ConnectionState.AWAITING_SETTINGS
        self._health.become(state, also=also, tenant_id=tenant.tenant_id, tenant_name=tenant.name)


async def _patiently(read: Callable[[], Awaitable[T]]) -> T:
    """Read once more where no answer came: reading is safe to repeat, and spares the user another consent."""
    for _ in range(READ_TRIES - 1):
        with contextlib.suppress(NoAnswerError):
            return await read()
    return await read()


def _readable(body: bytes, read: Callable[[bytes], list[T]]) -> list[T]:
    try:
        return read(body)
    except msgspec.DecodeError as broken:
        raise NoAnswerError(f"Xero's answer could not be read. {_AGAIN}") from broken
