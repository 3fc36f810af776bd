"""The state of our tie to Xero, what is kept of it, and what its loss does to everything that was due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from cryptography.fernet import InvalidToken, MultiFernet
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection as Transaction

from sync_engine.connection.tables import CONNECTION_EVENT, XERO_CONNECTION
from sync_engine.database import Database
from sync_engine.observer import Observer
from sync_engine.seams import Clock


class ConnectionState(StrEnum):
    NEVER_CONNECTED = "never connected"
    AWAITING_SETTINGS = "awaiting settings"  # consent is given, *Save integration settings* is still to come
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"  # Xero does not list the organisation for this app any more
    CONSENT_LAPSED = "consent lapsed"  # the refresh token is not good any more
    SCOPE_MISSING = "scope missing"  # the consent does not cover what the sync needs


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What the token endpoint gave. Left out of every `repr`."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Tie:
    """All that is known of the connection."""

    state: ConnectionState
    reason: str = ""
    tenant_id: str | None = None
    tenant_name: str | None = None
    tokens: TokenPair | None = None
    begun_state: str | None = field(default=None, repr=False)
    begun_verifier: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ConnectionEventView:
    """One line of the connection's history."""

    instant: datetime
    state: ConnectionState
    reason: str


_PAIRS: Final = msgspec.json.Decoder(TokenPair)
_ROW: Final = 1
_SEALED: Final = ("tokens", "begun_verifier")
_TIE: Final = select(XERO_CONNECTION)
_NEW_TIE: Final = insert(XERO_CONNECTION)
_CHANGE: Final = update(XERO_CONNECTION).where(XERO_CONNECTION.c.id == _ROW)
_NEW_EVENT: Final = insert(CONNECTION_EVENT)
_GOOD: Final = frozenset({ConnectionState.CONNECTED, ConnectionState.AWAITING_SETTINGS})


class Health:
    """Keeps the tie, in the database and at hand. The only writer of its row, but for whose turn it is."""

    def __init__(self, database: Database, clock: Clock, observer: Observer, keys: MultiFernet) -> None:
        self._database = database
        self._clock = clock
        self._observer = observer
        self._keys = keys
        self.when_lost: list[Callable[[Transaction], None]] = []
        self.when_changed: list[Callable[[], None]] = []
        database.when_changed_elsewhere.append(self._look_again)
        with database.transaction() as transaction:
            self.tie = self._read(transaction)

    @property
    def connected(self) -> bool:
        return self.tie.state is ConnectionState.CONNECTED

    def history(self) -> Sequence[ConnectionEventView]:
        """Return what became of the connection, oldest first."""
        query = select(
            CONNECTION_EVENT.c.instant, CONNECTION_EVENT.c.state, CONNECTION_EVENT.c.reason
        ).order_by(CONNECTION_EVENT.c.id)
        with self._database.transaction() as transaction:
            return [
                ConnectionEventView(row.instant, ConnectionState(row.state), row.reason)
                for row in transaction.execute(query)
            ]

    def keep(self, **changes: Any) -> None:
        """Write what changed of the tie without changing its state: tokens, a consent that was begun."""
        with self._database.transaction() as transaction:
            self._write(transaction, replace(self.tie, **changes))

    def reseal(self) -> bool:
        """Encrypt with the first key whatever is kept; returns whether all of it could be read.

        What no key opens stays as it is: with the right key it is good again. What an engine at work has
        written meanwhile is not touched: it is sealed with that engine's first key.
        """
        with self._database.transaction() as transaction:
            row = transaction.execute(_TIE).one()
            try:
                again = {name: self._rotated(getattr(row, name)) for name in _SEALED}
            except InvalidToken:
                return False
            unchanged = [XERO_CONNECTION.c[name].is_not_distinct_from(getattr(row, name)) for name in _SEALED]
            transaction.execute(update(XERO_CONNECTION).where(*unchanged).values(again))
        return True

    def replace_tokens(self, tokens: TokenPair, before: TokenPair) -> None:
        """Store a new pair, unless the old one has been replaced already."""
        with self._database.transaction() as transaction:
            if self.tie.tokens == before:
                self._write(transaction, replace(self.tie, tokens=tokens))

    def lapse(self, reason: str, refused: TokenPair) -> bool:
        """Note that Xero does not renew the consent; False where there is another by now."""
        with self._database.transaction():
            if self.tie.tokens != refused:
                return False
            self.become(ConnectionState.CONSENT_LAPSED, reason)
            return True

    def lose(self, state: ConnectionState, reason: str) -> None:
        """Note that a tie that was good is not any more; one that was not good stays as it is."""
        if self.connected:
            self.become(state, reason)

    def become(
        self,
        state: ConnectionState,
        reason: str = "",
        *,
        also: Callable[[Transaction], None] | None = None,
        **changes: Any,
    ) -> None:
        """Change the state; a tie that was good and is not any more takes everything due with it."""
        with self._database.transaction() as transaction:
            was_connected = self.connected
            if also is not None:
                also(transaction)
            self._write(transaction, replace(self.tie, state=state, reason=reason, **changes))
            event = {"instant": self._clock.now(), "state": state.value, "reason": reason}
            transaction.execute(_NEW_EVENT, event)
            if was_connected and state is not ConnectionState.CONNECTED:
                for loss in self.when_lost:
                    loss(transaction)
        self._observer.note(state.value, None, None, "ok" if state in _GOOD else "failed")
        for hear in self.when_changed:
            hear()

    def _write(self, transaction: Transaction, tie: Tie) -> None:
        """Write what is different; what stays as it was is not sealed again."""
        names = [each.name for each in fields(Tie) if getattr(tie, each.name) != getattr(self.tie, each.name)]
        if names:
            transaction.execute(_CHANGE, {name: self._stored(name, getattr(tie, name)) for name in names})
        self.tie = tie

    def _stored(self, name: str, value: ConnectionState | TokenPair | str | None) -> bytes | str | None:
        if value is None or name not in _SEALED:
            return None if value is None else str(value)
        return self._sealed(value.encode() if isinstance(value, str) else msgspec.json.encode(value))

    def _look_again(self, transaction: Transaction) -> None:
        self.tie = self._read(transaction)

    def _read(self, transaction: Transaction) -> Tie:
        row = transaction.execute(_TIE).first()
        if row is None:
            new = {"id": _ROW, "state": ConnectionState.NEVER_CONNECTED.value, "reason": ""}
            transaction.execute(_NEW_TIE, new)
            return Tie(ConnectionState.NEVER_CONNECTED)
        tokens, verifier = self._opened(row.tokens), self._opened(row.begun_verifier)
        return Tie(
            ConnectionState(row.state),
            row.reason,
            row.tenant_id,
            row.tenant_name,
            None if tokens is None else _PAIRS.decode(tokens),
            row.begun_state,
            None if verifier is None else verifier.decode(),
        )

    def _sealed(self, plain: bytes) -> bytes:
        return self._keys.encrypt_at_time(plain, int(self._clock.now().timestamp()))

    def _rotated(self, sealed: bytes | None) -> bytes | None:
        return None if sealed is None else self._keys.rotate(sealed)

    def _opened(self, sealed: bytes | None) -> bytes | None:
        """Decrypt; what another key sealed is as good as lost, and asks for a new consent."""
        try:
            return None if sealed is None else self._keys.decrypt(sealed)
        except InvalidToken:
            return None
