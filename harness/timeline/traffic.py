"""What the traffic with Xero tells of the connection: a journal saved from the mock, or a HAR of the calls.

Only instants, methods, paths and statuses are read; headers and bodies, where tokens and names are, never.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from harness.timeline.happenings import Event, Happening

REFUSED: Final = frozenset((401, 403))
SHORT: Final = timedelta(hours=1)  # an access token ends every half hour, and the next call renews it
SILENCE: Final = timedelta(days=2)


class UnreadableTrafficError(Exception):
    """A file that is no such record of traffic."""


@dataclass(frozen=True, slots=True)
class Exchange:
    at: datetime
    path: str
    status: int

    @property
    def is_loss(self) -> bool:
        """Xero would not know the app: no call is let in, or no token is renewed."""
        return self.status in REFUSED or (self.status == 400 and self.is_token)

    @property
    def is_token(self) -> bool:
        return self.path.endswith("/connect/token")

    @property
    def is_consent(self) -> bool:
        return self.path.endswith("/authorize") and self.status < 400

    @property
    def is_answered_call(self) -> bool:
        return ("/api.xro/" in self.path or self.path.endswith("/connections")) and self.status not in REFUSED


def read_journal(content: bytes, zone: tzinfo) -> list[Exchange]:
    """Read what `GET /_mock/journal` answers. Raises UnreadableTrafficError."""
    entries = _list(content, "journal", ("exchanges",))
    return _exchanges("journal", entries, zone, lambda each: (each["instant"], each["path"], each["status"]))


def read_har(content: bytes, zone: tzinfo) -> list[Exchange]:
    """Read a HAR file, as browsers and proxies save it. Raises UnreadableTrafficError."""
    entries = _list(content, "HAR", ("log", "entries"))

    def parts(each: Any) -> tuple[str, str, int]:
        return each["startedDateTime"], urlsplit(each["request"]["url"]).path, each["response"]["status"]

    return _exchanges("HAR", entries, zone, parts)


def events_of(exchanges: Sequence[Exchange]) -> list[Event]:
    """Find disconnections and reconnections: Xero refuses for long, or until somebody consents again."""
    return list(_events(sorted(exchanges, key=lambda each: each.at)))


def silences(exchanges: Sequence[Exchange]) -> list[str]:
    """Name the gaps in which nothing was sent at all."""
    ordered = sorted(each.at for each in exchanges)
    return [
        f"no traffic from {before:%Y-%m-%d %H:%M} to {after:%Y-%m-%d %H:%M}"
        for before, after in itertools.pairwise(ordered)
        if after - before >= SILENCE
    ]


def _events(ordered: Sequence[Exchange]) -> Iterator[Event]:
    lost: Exchange | None = None
    consented: datetime | None = None
    for each in ordered:
        if each.is_loss:
            lost = lost or each
        elif each.is_consent:
            consented = each.at
        elif lost and each.is_answered_call:
            if consented and consented >= lost.at:
                yield from _pair(lost.at, consented)
            elif each.at - lost.at > SHORT:
                yield from _pair(lost.at, each.at)
            lost = None
    if lost:
        yield Event(lost.at, Happening.DISCONNECTED, assumed=_told(lost.at, "disconnected"))


def _pair(lost: datetime, back: datetime) -> Iterator[Event]:
    yield Event(lost, Happening.DISCONNECTED, assumed=_told(lost, "disconnected"))
    yield Event(back, Happening.RECONNECTED, assumed=_told(back, "reconnected"))


def _told(at: datetime, what: str) -> str:
    return f"{what} at {at:%Y-%m-%d %H:%M}, as the traffic shows"


def _list(content: bytes, name: str, way: Sequence[str]) -> list[Any]:
    try:
        data = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
        for word in way:
            data = data[word]
    except (msgspec.DecodeError, KeyError, TypeError, RecursionError) as wrong:
        raise UnreadableTrafficError(
            f"{name}: this is no {name} file: it needs {'.'.join(way)} in JSON"
        ) from wrong
    if not isinstance(data, list):
        raise UnreadableTrafficError(f"{name}: {'.'.join(way)} has to be a list")
    return data


def _exchanges(name: str, entries: list[Any], zone: tzinfo, parts: Any) -> list[Exchange]:
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            instant, path, status = parts(entry)
            at = datetime.fromisoformat(instant)
            found.append(Exchange(at.astimezone(zone), str(path), int(status or 0)))
        except (KeyError, TypeError, ValueError, OverflowError) as wrong:
            raise UnreadableTrafficError(f"{name}: entry {number} has no instant, path or status") from wrong
    return found
