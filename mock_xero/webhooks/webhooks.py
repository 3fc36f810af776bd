"""Who hears what, and when: at least once, in no particular order, again until a day has passed (facts §8).

Time is the mock's clock. One that moves by itself is slept on; a settable one is moved by the control API,
which calls `deliver_due` at every instant of `next_due` that it passes.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from mock_xero.behaviour import Behaviour, WebhookRetry
from mock_xero.books.changes import Category, Change
from mock_xero.ordering import Ordering
from mock_xero.seams import Choices, Clock
from mock_xero.webhooks import handshake
from mock_xero.webhooks.events import Event, body_of, event_of, signature
from mock_xero.webhooks.post import Post
from mock_xero.webhooks.subscriptions import Attempt, Parcel, Status, Subscription

if TYPE_CHECKING:
    import httpx

QUARTER: Final = timedelta(minutes=15)
GIVE_UP_AFTER: Final = timedelta(hours=24)
KEPT_FOR: Final = timedelta(days=31)
LATE_SECONDS_MAX: Final = 5  # under a random ordering, so that what happens together may arrive in any order
EVENTS_MAX: Final = 10  # in one POST; nobody has published how many
SHARE_TWICE: Final = 0.05
Key = tuple[str, Category, str]


class Webhooks:
    """All subscriptions, and what is on its way to them."""

    def __init__(  # noqa: PLR0913 - time, chance, the way out, and two questions to the rest of the mock
        self,
        *,
        clock: Clock,
        clock_moves: bool,
        choices: Choices,
        behaviour: Behaviour,
        ordering: Ordering,
        transport: "httpx.AsyncBaseTransport | None",
        reaches: Callable[[str, str], bool],
    ) -> None:
        self.subscriptions: dict[int, Subscription] = {}
        self._clock = clock
        self._clock_moves = clock_moves
        self._choices = choices
        self._behaviour = behaviour
        self._in_order = ordering is not Ordering.RANDOM
        self._post = Post(transport)
        self._reaches = reaches
        self._noticed: dict[Key, Event] = {}
        self._waiting: list[Parcel] = []
        self._work: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()

    def subscribe(self, client_id: str, url: str, key: str, categories: frozenset[Category]) -> Subscription:
        """Register a URL; nothing is sent to it before `validate`."""
        number = len(self.subscriptions) + 1
        subscription = Subscription(
            number=number, client_id=client_id, url=url, key=key, categories=categories
        )
        self.subscriptions[number] = subscription
        return subscription

    async def validate(self, subscription: Subscription) -> None:
        """Ask for the intent to receive; what was kept while disabled is sent in its order."""
        subscription.failures = await handshake.failures(subscription, self._post, self._choices)
        if subscription.failures:
            return
        subscription.status = Status.OK
        now = self._clock.now()
        others = [each for each in self._waiting if each.subscription is not subscription]
        kept = [
            replace(each, due_at=now, tries=0, failing_since=None)
            for each in self._waiting
            if each.subscription is subscription and now - each.made_at <= KEPT_FOR
        ]
        self._waiting = others + sorted(kept, key=lambda parcel: parcel.first_sequence)
        self._wake()

    def notice(self, tenant_id: str, change: Change) -> None:
        """A document has changed; what one deed does to it in several steps is one event."""
        if change.by_money and not self._behaviour.payment_fires_invoice_event:
            return
        key = (tenant_id, change.category, change.document_id)
        event = event_of(change, tenant_id, self._clock.now())
        earlier = self._noticed.get(key)
        self._noticed[key] = replace(
            event, created=event.created or (earlier is not None and earlier.created)
        )
        self._wake()

    def forget_unsent(self, tenant_id: str) -> None:
        """The books went back: what has just been noticed has not happened."""
        self._noticed = {key: event for key, event in self._noticed.items() if key[0] != tenant_id}

    def next_due(self) -> datetime | None:
        """Return when something is to be sent next; None: nothing waits."""
        self._pack()
        return min((each.due_at for each in self._waiting if _may_go(each)), default=None)

    async def deliver_due(self) -> None:
        """Send whatever is due now, one after the other."""
        while (parcel := self._take_due()) is not None:
            try:
                refused = await self._send(parcel)
            except BaseException:  # the loop ends under us: the parcel has not been answered
                self._waiting.append(parcel)
                raise
            self._settle(parcel, refused)

    def stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _wake(self) -> None:
        """See to it that somebody works; without a running loop the next `deliver_due` is soon enough."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._work is None or self._work.done() or self._work.get_loop() is not loop:
            self._woken = asyncio.Event()
            # In a context of its own: this is Xero's work, not part of the request that gave rise to it.
            self._work = loop.create_task(self._work_off(), context=Context())
        self._woken.set()

    async def _work_off(self) -> None:
        while True:
            self._woken.clear()
            await self.deliver_due()
            due = self.next_due()
            if due is None or not self._clock_moves:
                return
            wait = (due - self._clock.now()).total_seconds()
            with suppress(TimeoutError):
                async with asyncio.timeout(max(wait, 0.001)):
                    await self._woken.wait()

    def _pack(self) -> None:
        noticed, self._noticed = list(self._noticed.values()), {}
        for subscription in self.subscriptions.values() if noticed else ():
            self._pack_for(subscription, noticed)

    def _pack_for(self, subscription: Subscription, noticed: list[Event]) -> None:
        events = [each for each in noticed if self._hears(subscription, each)]
        if not self._in_order:
            events = self._choices.shuffled(events, label="order of events")
        while events:
            most = min(len(events), EVENTS_MAX)
            count = most if self._in_order else self._choices.integer(1, most, label="events in one post")
            self._waiting.append(self._parcel(subscription, tuple(events[:count])))
            del events[:count]

    def _hears(self, subscription: Subscription, event: Event) -> bool:
        return (
            subscription.keeps_events
            and event.category in subscription.categories
            and self._reaches(subscription.client_id, event.tenant_id)
        )

    def _parcel(self, subscription: Subscription, events: tuple[Event, ...]) -> Parcel:
        now, first = self._clock.now(), subscription.next_sequence
        subscription.next_sequence += len(events)
        late = 0 if self._in_order else self._choices.integer(0, LATE_SECONDS_MAX, label="webhook's delay")
        entropy = handshake.entropy(self._choices)
        return Parcel(subscription, events, first, entropy, made_at=now, due_at=now + timedelta(seconds=late))

    def _take_due(self) -> Parcel | None:
        self._pack()
        now = self._clock.now()
        due = [each for each in self._waiting if each.due_at <= now and _may_go(each)]
        if not due:
            return None
        first = min(due, key=lambda parcel: parcel.due_at)
        self._waiting.remove(first)
        return first

    async def _send(self, parcel: Parcel) -> str | None:
        body = body_of(parcel.events, parcel.first_sequence, parcel.entropy)
        subscription = parcel.subscription
        return await self._post.refused(subscription.url, body, signature(subscription.key, body))

    def _settle(self, parcel: Parcel, refused: str | None) -> None:
        now = self._clock.now()
        attempt = Attempt(now, parcel.first_sequence, len(parcel.events), refused)
        parcel.subscription.attempts.append(attempt)
        if refused is None:
            self._perhaps_again(parcel, now)
            return
        since = parcel.failing_since or now
        if now - since >= GIVE_UP_AFTER:
            parcel.subscription.status = Status.DISABLED
        due = now + self._pause(parcel.tries)
        self._waiting.append(replace(parcel, tries=parcel.tries + 1, failing_since=since, due_at=due))

    def _perhaps_again(self, parcel: Parcel, now: datetime) -> None:
        """At least once is the promise: now and then something comes twice."""
        if parcel.is_repeat or not self._behaviour.some_events_come_twice:
            return
        if self._choices.happens(SHARE_TWICE, label="webhook comes twice"):
            late = self._choices.integer(1, 60, label="delay of the repetition")
            due = now + timedelta(seconds=late)
            self._waiting.append(replace(parcel, is_repeat=True, tries=0, failing_since=None, due_at=due))

    def _pause(self, tries_before: int) -> timedelta:
        """At once after the first failure, then every quarter of an hour or, on an older page, ever later."""
        if not tries_before:
            return timedelta(0)
        if self._behaviour.webhook_retry is WebhookRetry.EVERY_QUARTER_HOUR:
            return QUARTER
        return timedelta(minutes=min(2 ** (tries_before - 1), 240))


def _may_go(parcel: Parcel) -> bool:
    return parcel.subscription.status is Status.OK
