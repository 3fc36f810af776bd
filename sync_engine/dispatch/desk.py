"""The outbox as the loop sees it: what to do next, and the transactions in which it begins and ends.

Everything between two awaits is one transaction; nothing that matters is in memory only.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.engine import Connection

from sync_engine.backfill import Backfill
from sync_engine.connection.settings import IntegrationSettings, Settings
from sync_engine.database import Database
from sync_engine.dispatch.asking import question
from sync_engine.dispatch.spelling import spelled
from sync_engine.dispatch.work import Asking, Sending, Work
from sync_engine.observer import Observer
from sync_engine.outbox import attempts
from sync_engine.outbox.attempts import Attempt, Lease
from sync_engine.outbox.cases import cases_under_way
from sync_engine.outbox.claims import Claim, PaymentsAhead, claim_invoices
from sync_engine.outbox.closing import NotDone, Stands, Verdict, close, kind_of
from sync_engine.outbox.glance import Glance
from sync_engine.outbox.items import items_of
from sync_engine.outbox.moving import AnyCase
from sync_engine.outbox.statuses import Kind, Lane
from sync_engine.outbox.vain import pause_before_asking
from sync_engine.pacing import Pacing
from sync_engine.plan import Step
from sync_engine.seams import Chance

LEASES: Final = 1.5  # a lease lasts as many times what a request may take to arrive


class Desk:
    """Where work is taken from and given back to."""

    def __init__(  # noqa: PLR0913 - everything that a decision needs
        self,
        database: Database,
        *,
        pacing: Pacing,
        settings: Settings,
        backfill: Backfill,
        chance: Chance,
        observer: Observer,
        connected: Callable[[], bool],
        news: Callable[[], int],
        now: Callable[[], datetime],
        straggler: timedelta,
        owner: str,
    ) -> None:
        self._database = database
        self._pacing = pacing
        self._settings = settings
        self._backfill = backfill
        self._chance = chance
        self._observer = observer
        self._connected = connected
        self._now = now
        self._straggler = straggler
        self._owner = owner
        self._at_work: dict[str, Work] = {}  # by idempotency key
        self._news = news
        self._ahead = PaymentsAhead()
        self._seen = Glance()

    def next_work(self, now: datetime) -> tuple[Work | None, float]:
        """Return what leaves now, or None and the seconds until something may; infinite without an event.

        What was looked for in vain is not looked for again before more has happened.
        """
        news = self._news()
        lane, widens_in = self._lane_now(now)
        only_payments = self._seen.only_payments(lane=lane, news=news)
        if only_payments and (wait := self._pacing.wait(now, payments=1)):
            return None, min(wait, widens_in)
        with self._database.transaction() as transaction:
            news = self._news()  # the transaction may have brought some
            if self._seen.take(transaction, me=self._owner, lane=lane, news=news):
                self._ahead.forget()
            work, wait = self._unresolved(transaction, now)
            if work is None:
                work, claim_wait = self._claimed(transaction, now, lane)
                wait = min(wait, claim_wait)
            if work is not None:
                self._count(work, now)
        if work is not None:
            self._at_work[work.attempt.key] = work
        elif not self._at_work and math.isinf(wait):
            self._backfill.finish_if_done()
        return work, min(wait, widens_in) if self._backfill.runs else wait

    def _count(self, work: Work, now: datetime) -> None:
        payments, live = (work.payments, work.live) if isinstance(work, Sending) else (0, False)
        self._pacing.left(payments, live_at=now if live else None)

    def _lane_now(self, now: datetime) -> tuple[int, float]:
        """Return the last lane that may be claimed from, and the seconds until the past may join again."""
        lane = self._backfill.lane
        if lane == Lane.BACKFILL and (wait := self._pacing.backfill_wait(now)):
            return Lane.LIVE, wait
        return lane, math.inf

    def close(self, work: Work, verdicts: Mapping[int, Verdict], now: datetime) -> bool:
        """Apply verdicts; a document that was sent and has none, or is perhaps there, stays in doubt.

        Returns whether an invoice or a doubt may have become due by it; a payment that stands brings neither.
        """
        with self._database.transaction() as transaction:
            told, over = close(
                transaction,
                work.attempt,
                verdicts,
                connected=self._connected(),
                unchanged=self._unchanged(work),
            )
            if not over and isinstance(work, Sending):
                attempts.doubt(transaction, work.attempt, now)
            elif not over:
                attempts.give_back(transaction, work.attempt)
        del self._at_work[work.attempt.key]
        for each in told:
            self._observer.note(each.operation, each.kind.value, str(each.number), each.outcome)
        self._seen.payments = True  # one that stands may have to go again, or may have let another go
        plain = over and work.attempt.step is Step.PAY
        return not (plain and all(isinstance(verdict, Stands) for verdict in verdicts.values()))

    def _unchanged(self, work: Work) -> Sequence[AnyCase] | None:
        if isinstance(work, Asking) or work.repeated or work.news != self._news():
            return None
        return work.cases

    def release(self, work: Sending) -> None:
        """It did not happen: another attempt, with another key, may."""
        self.close(work, {case.id: NotDone() for case in work.cases}, work.attempt.last_sent_at)

    def doubt(self, work: Sending, now: datetime) -> None:
        """Nobody knows whether it happened."""
        self.keep(work, now)
        for case in work.cases:
            self._tell(work.attempt.step.value, case, "unknown")

    def keep(self, work: Sending, now: datetime) -> None:
        """Keep the promise: the same request goes again while its key is known, later it is asked for."""
        with self._database.transaction() as transaction:
            attempts.doubt(transaction, work.attempt, now)
        del self._at_work[work.attempt.key]

    def may_leave(self, work: Sending) -> bool:
        """Whether the request may go now: a repeated one has to arrive while Xero knows its key.

        And it has to arrive before the lease ends: nobody takes over what may still be on its way.
        """
        now = self._now()
        if work.repeated and not work.attempt.may_repeat(now, self._straggler):
            return False
        until = work.attempt.leased_until
        if until is not None and now + self._straggler <= until:
            return True
        with self._database.transaction() as transaction:
            return attempts.renew(transaction, work.attempt, now + LEASES * self._straggler)

    def put_back(self, work: Work) -> None:
        """It did not leave this time; what was not known of it before is still not known."""
        with self._database.transaction() as transaction:
            attempts.give_back(transaction, work.attempt)
        del self._at_work[work.attempt.key]

    def give_back_all(self, now: datetime) -> None:
        """Leave to others what could not be finished here: it may have been sent until now."""
        for work in list(self._at_work.values()):
            if isinstance(work, Sending):
                self.keep(work, now)
            else:
                self.put_back(work)

    def tell_asked(self, work: Asking, outcome: str) -> None:
        for case in work.question.cases:
            self._tell("ask", case, outcome)

    def _tell(self, operation: str, case: AnyCase, outcome: str) -> None:
        self._observer.note(operation, case.kind.value, str(case.invoice_number), outcome)

    def _unresolved(self, transaction: Connection, now: datetime) -> tuple[Work | None, float]:
        if not self._seen.doubts:
            return None, math.inf
        found = attempts.unresolved(transaction, self._owner)
        self._seen.doubts = bool(found)
        soonest = math.inf
        for attempt in found:
            if attempt.key in self._at_work:
                continue
            if attempt.leased_until is not None and attempt.leased_until > now:
                soonest = min(soonest, (attempt.leased_until - now).total_seconds())
                continue
            work, wait = self._resumed(transaction, attempt.orphaned(self._straggler), now)
            if work is not None:
                return work, 0.0
            soonest = min(soonest, wait)
        return None, soonest

    def _resumed(self, transaction: Connection, attempt: Attempt, now: datetime) -> tuple[Work | None, float]:
        """Repeat the same bytes while Xero knows their key; later, ask."""
        kind = kind_of(attempt.step)
        cases = list(cases_under_way(transaction, attempt.id, kind).values())
        if not cases:
            attempts.forget(transaction, attempt)
            return None, math.inf
        payments = len(cases) if kind is Kind.PAYMENT else 0
        if attempt.may_repeat(max(now, attempt.repeat_at), self._straggler):
            wait = max((attempt.repeat_at - now).total_seconds(), self._pacing.wait(now, payments=payments))
            if wait > 0:
                return None, wait
            taken = attempts.take(transaction, attempt, self._lease(now), now)
            return Sending(taken, cases, repeated=True, news=self._news()), 0.0
        ask_at = attempt.ask_at(self._straggler)
        if (
            attempt.leased_until is None
        ):  # who died while asking may have lost a new token: 30 minutes are left
            ask_at += pause_before_asking(max(case.vain for case in cases))
        wait = max((ask_at - now).total_seconds(), self._pacing.wait(now))
        if wait > 0:
            return None, wait
        taken = attempts.take(transaction, attempt, self._lease(now), attempt.last_sent_at)
        return Asking(taken, question(taken, cases)), 0.0

    def _lease(self, now: datetime) -> Lease:
        return Lease(self._owner, now + LEASES * self._straggler)

    def _claimed(self, transaction: Connection, now: datetime, lane: int) -> tuple[Work | None, float]:
        """Invoices first; payments only when their slot is free: nothing waits behind them (R8)."""
        settings = self._settings.current()
        wait = self._pacing.wait(now)
        if settings is None or wait:
            return None, wait
        claim = None
        if self._seen.invoices:
            claim = claim_invoices(transaction, lane=lane)
            self._seen.invoices = claim is not None
        if claim is None:
            claim, wait = self._claimed_payments(transaction, now, lane)
        if claim is None:
            return None, wait or math.inf
        return self._promised(transaction, claim, settings, now), 0.0

    def _claimed_payments(
        self, transaction: Connection, now: datetime, lane: int
    ) -> tuple[Claim | None, float]:
        if not (most := self._pacing.payments_at_once(now)):
            return None, self._pacing.wait(now, payments=1)
        if not self._seen.payments:
            return None, 0.0
        claim = self._ahead.claim(transaction, lane=lane, most=most)
        self._seen.payments = claim is not None
        return claim, 0.0

    def _promised(
        self, transaction: Connection, claim: Claim, settings: IntegrationSettings, now: datetime
    ) -> Sending:
        numbers = [case.invoice_number for case in claim.cases if case.kind is Kind.INVOICE]
        letter = spelled(claim, items_of(transaction, numbers) if numbers else {}, settings)
        key = self._chance.guid(label="idempotency key")
        attempt = attempts.promise(
            transaction,
            claim.step,
            letter.request,
            letter.promised,
            key=key,
            now=now,
            lease=self._lease(now),
        )
        under_way = [each.under_way for each in letter.promised]
        return Sending(attempt, under_way, repeated=False, news=self._news())
