"""The letters to be sent, beside the deliveries: written, claimed, sent, given up, a transaction each."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from sync_engine.database import Database, inserted_id
from sync_engine.mail.postman import Letter
from sync_engine.mail.tables import MAIL
from sync_engine.mail.wording import worded
from sync_engine.outbox.notices import WAITING_TO_BE_TOLD, told, untold
from sync_engine.seams import Chance

COLLECT: Final = timedelta(minutes=10)  # what is parked so soon after the first is told together
CLAIMED: Final = timedelta(minutes=5)  # for so long nobody else sends it
SOONEST: Final = timedelta(minutes=1)
LATEST: Final = timedelta(hours=6)
TRIES: Final = 14  # about a day and a half; then the page alone tells of it

_WAITS: Final = MAIL.c.next_try_at.is_not(None)
_NEXT: Final = (
    select(MAIL)
    .where(_WAITS)
    .order_by(MAIL.c.next_try_at, MAIL.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_TROUBLE: Final = select(MAIL.c.trouble).where(_WAITS, MAIL.c.trouble != "").limit(1)
_WAITING: Final = select(func.count()).select_from(MAIL).where(_WAITS)
_GIVEN_UP: Final = select(func.count()).select_from(MAIL).where(~_WAITS, MAIL.c.sent_at.is_(None))
_STATE: Final = select(
    *(query.scalar_subquery() for query in (_WAITING, WAITING_TO_BE_TOLD, _GIVEN_UP, _TROUBLE))
)


@dataclass(frozen=True, slots=True)
class MailState:
    """What a person sees of the e-mails: how many wait, how many were given up, why they are stuck."""

    waiting: int
    given_up: int
    trouble: str


class Outgoing:
    """Where letters wait. `practice` and `page` are what every letter ends with."""

    def __init__(self, database: Database, chance: Chance, practice: Callable[[], str], page: str) -> None:
        self._database = database
        self._chance = chance
        self._practice = practice
        self._page = page

    def next(self, now: datetime) -> tuple[Letter | None, float]:
        """Claim the letter that may leave now, or return None and the seconds until one may."""
        practice = self._practice()
        with self._database.transaction() as transaction:
            collected = self._collect(transaction, practice, now)
            row = transaction.execute(_NEXT).first()
            if row is None:
                return None, collected
            if row.next_try_at > now:
                return None, min(collected, (row.next_try_at - now).total_seconds())
            _change(transaction, row.id, tries=row.tries + 1, next_try_at=now + CLAIMED)
            return Letter(row.id, row.message_id, row.subject, row.text, row.written_at, row.tries + 1), 0.0

    def sent(self, letter: Letter, now: datetime) -> None:
        with self._database.transaction() as transaction:
            _change(transaction, letter.id, sent_at=now, next_try_at=None, trouble="")

    def failed(self, letter: Letter, why: str, now: datetime) -> None:
        """Try again later and later, and in the end not any more."""
        pause = min(SOONEST * 2 ** (letter.tries - 1), LATEST)
        later = None if letter.tries >= TRIES else now + pause
        with self._database.transaction() as transaction:
            _change(transaction, letter.id, next_try_at=later, trouble=why)

    def state(self) -> MailState:
        """Count what waits; what was parked while nobody told of it waits too."""
        with self._database.transaction() as transaction:
            letters, documents, given_up, trouble = transaction.execute(_STATE).one()
        return MailState(letters + documents, given_up, trouble or "")

    def _collect(self, transaction: Connection, practice: str, now: datetime) -> float:
        """Write letters about what has been collected; return the seconds until that is to be done."""
        waiting = untold(transaction, now)
        if not waiting:
            return math.inf
        wait = (min(each.seen_at for each in waiting) + COLLECT - now).total_seconds()
        if wait > 0:
            return wait
        for words in worded(waiting, practice, self._page):
            values = {
                "message_id": f"<{self._chance.guid(label='message id')}@sync-engine.invalid>",
                "subject": words.subject,
                "text": words.text,
                "written_at": now,
                "tries": 0,
                "next_try_at": now,
                "trouble": "",
            }
            told(transaction, words.about, inserted_id(transaction, insert(MAIL), values))
        return math.inf


def _change(transaction: Connection, mail_id: int, **values: Any) -> None:
    transaction.execute(update(MAIL).where(MAIL.c.id == mail_id).values(**values))
