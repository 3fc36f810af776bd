"""One refresh at a time over all processes: its turn is a lease on the connection's row.

A turn that is not given back, for its process died, ends by itself; the same refresh token still serves then.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, or_, select, update

from sync_engine.connection.tables import XERO_CONNECTION
from sync_engine.database import Database
from sync_engine.seams import Clock

MARGIN: Final = timedelta(
    seconds=10
)  # beyond the time within which the token endpoint answers or is given up
LOOK_EVERY_SECONDS: Final = 0.5
_UNTIL: Final = select(XERO_CONNECTION.c.refresh_until)
_TAKE: Final = (
    update(XERO_CONNECTION)
    .where(
        or_(
            XERO_CONNECTION.c.refresh_until.is_(None),
            XERO_CONNECTION.c.refresh_until <= bindparam("now_"),
            XERO_CONNECTION.c.refreshed_by == bindparam("me_"),
        )
    )
    .values(refreshed_by=bindparam("me_"), refresh_until=bindparam("until_"))
)
_GIVE_BACK: Final = (
    update(XERO_CONNECTION)
    .where(XERO_CONNECTION.c.refreshed_by == bindparam("me_"))
    .values(refreshed_by=None, refresh_until=None)
)


class RefreshTurn:
    """Whose turn it is to refresh the tokens."""

    def __init__(self, database: Database, clock: Clock, owner: str, timeout_seconds: float) -> None:
        self._database = database
        self._clock = clock
        self._owner = owner
        self._lasts = timedelta(seconds=timeout_seconds) + MARGIN

    def take(self) -> float:
        """Take the turn and return 0, or return the seconds after which to look again."""
        now = self._clock.now()
        values = {"me_": self._owner, "now_": now, "until_": now + self._lasts}
        with self._database.transaction() as transaction:
            if transaction.execute(_TAKE, values).rowcount:
                return 0.0
            until: datetime = transaction.execute(_UNTIL).scalar_one()
        return max(0.0, min(LOOK_EVERY_SECONDS, (until - now).total_seconds()))

    def give_back(self) -> None:
        """Let the next one."""
        with self._database.transaction() as transaction:
            transaction.execute(_GIVE_BACK, {"me_": self._owner})
