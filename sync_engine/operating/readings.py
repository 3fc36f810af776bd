"""What the engine is doing, as numbers: read when somebody asks, kept nowhere."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

from sync_engine import ConnectionState, SyncEngine
from sync_engine.operating.exposition import Metric, Sample
from sync_engine.operating.measuring import Calls
from sync_engine.seams import Clock

_PREFIX: Final = "sync_engine"


def readings(engine: SyncEngine, clock: Clock, calls: Calls | None) -> list[Metric]:
    """Return every metric; those of calls only where the transport is measured."""
    found = [*_of_documents(engine, clock.now()), *_of_connection(engine)]
    return found if calls is None else [*found, *_of_calls(calls)]


def _of_documents(engine: SyncEngine, now: datetime) -> Iterator[Metric]:
    by_status = [({"status": status}, float(number)) for status, number in engine.counts().items()]
    yield Metric(f"{_PREFIX}_deliveries", "gauge", "Documents by what became of them.", by_status)
    oldest = engine.oldest_due()
    age = 0.0 if oldest is None else (now - datetime.combine(oldest, time(), UTC)).total_seconds()
    yield Metric(
        f"{_PREFIX}_oldest_due_document_seconds",
        "gauge",
        "Age of the oldest document that is due, counted from the day on it.",
        [({}, max(0.0, age))],
    )
    to_record: list[Sample] = [({}, float(len(engine.manual_payments())))]
    yield Metric(f"{_PREFIX}_to_record_by_hand", "gauge", "Account credit to record in Xero.", to_record)


def _of_connection(engine: SyncEngine) -> Iterator[Metric]:
    state = engine.connection.state
    states = [({"state": each.value}, float(each is state)) for each in ConnectionState]
    yield Metric(f"{_PREFIX}_connection", "gauge", "1 for the state of the connection.", states)
    running: list[Sample] = [({}, float(engine.running))]
    yield Metric(f"{_PREFIX}_running", "gauge", "1 while the engine delivers.", running)
    waits = [({"for": what}, _finite(engine.wait(payments=number))) for what, number in _FOR.items()]
    yield Metric(
        f"{_PREFIX}_wait_seconds", "gauge", "How long the next call has to wait; -1 for an answer.", waits
    )


def _of_calls(calls: Calls) -> Iterator[Metric]:
    by_outcome = [
        ({"method": method, "resource": resource, "outcome": outcome}, float(number))
        for (method, resource, outcome), number in sorted(calls.by_outcome.items())
    ]
    yield Metric(f"{_PREFIX}_calls_total", "counter", "Calls to Xero by outcome.", by_outcome)
    yield Metric(
        f"{_PREFIX}_call_seconds_total", "counter", "Time spent in calls to Xero.", [({}, calls.seconds)]
    )
    throttled = [({"limit": limit}, float(number)) for limit, number in sorted(calls.throttled.items())]
    yield Metric(f"{_PREFIX}_throttled_total", "counter", "Refusals by limit.", throttled)
    left = [({"limit": limit}, float(number)) for limit, number in sorted(calls.remaining.items())]
    yield Metric(f"{_PREFIX}_limit_remaining", "gauge", "What Xero last said is left of a limit.", left)


_FOR: Final = {"any call": 0, "payment": 1}


def _finite(seconds: float) -> float:
    return -1.0 if math.isinf(seconds) else seconds
