"""No needless calls: nobody asks Xero again and again for what it will not give, or for what has not changed.

The day's calls are few. A sync that burns them in vain is dead until the next day (facts §2).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless
from harness.checkers.verdict import Verdict
from harness.simulation.history import Call, instant_text

EXPECTATION: Final = "no needless calls"
REFUSALS: Final = (401, 403)
REFUSED_AT_MOST: Final = 50  # in a row: five may be under way, and an answer may be lost on its way
READS_AN_HOUR: Final = 60  # beside one for each write, of which somebody may have to ask what became
HOUR: Final = timedelta(hours=1)


def check(evidence: Evidence) -> Verdict:
    """Invalid with each stretch of calls in vain, told once."""
    calls = evidence.calls
    return valid_unless(EXPECTATION, [*_refused_again_and_again(calls), *_read_again(calls)])


def _refused_again_and_again(calls: Sequence[Call]) -> Iterator[str]:
    """Xero said that the app may not, and the app went on as before."""
    in_a_row: list[Call] = []
    for call in calls:
        if not call.to_the_api:
            continue
        if call.status not in REFUSALS:
            in_a_row.clear()
            continue
        in_a_row.append(call)
        if len(in_a_row) == REFUSED_AT_MOST + 1:
            since, until = instant_text(in_a_row[0].departed_at), instant_text(call.departed_at)
            yield f"{len(in_a_row)} calls in a row were answered {call.status}, from {since} to {until}."


def _read_again(calls: Sequence[Call]) -> Iterator[str]:
    """Somebody polls: many more reads than an hourly look and questions after writes come to."""
    reads: deque[datetime] = deque()
    writes: deque[datetime] = deque()
    told_until: datetime | None = None
    for call in calls:
        if not call.to_the_api:
            continue
        now = call.departed_at
        (reads if call.method == "GET" else writes).append(now)
        for kind in (reads, writes):
            while kind and kind[0] <= now - HOUR:
                kind.popleft()
        if len(reads) > READS_AN_HOUR + len(writes) and (told_until is None or now > told_until):
            told_until = now + timedelta(days=1)
            yield f"{len(reads)} reads and {len(writes)} writes left in the hour before {instant_text(now)}."
