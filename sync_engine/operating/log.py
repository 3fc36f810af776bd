"""Structured logs: one JSON object a line. Only the members named here can be written, no free text.

There is no room for a message, a body or an exception's words: what is not said cannot leak.
"""

import logging
import sys
from typing import Final, TextIO

import msgspec

from sync_engine.seams import Clock

LEVELS: Final = {"ok": "info", "unknown": "warning", "failed": "warning"}


class Line(msgspec.Struct, omit_defaults=True):
    """One line of the log. `number` is an invoice's, `clinic` the place of a clinic among several."""

    at: str
    level: str
    event: str
    outcome: str = ""
    kind: str = ""
    number: str = ""
    method: str = ""
    resource: str = ""
    status: int = 0
    seconds: float = 0.0
    error: str = ""
    clinic: str = ""


class JsonLog:
    """Writes lines; serves the engine as its Observer."""

    def __init__(self, clock: Clock, stream: TextIO | None = None, clinic: str = "") -> None:
        self._clock = clock
        self._clinic = clinic
        self._stream = stream or sys.stderr
        self._encode = msgspec.json.Encoder().encode

    def of(self, clinic: str) -> "JsonLog":
        """Return the same log, for one clinic of several."""
        return JsonLog(self._clock, self._stream, clinic)

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None:
        """Hear what the engine did."""
        level = LEVELS.get(outcome, "info")
        line = Line(self._now, level, operation, outcome, kind or "", number or "", clinic=self._clinic)
        self._write(line)

    def call(self, method: str, resource: str, status: int, seconds: float) -> None:
        """Note one exchange with Xero; status 0 is no answer."""
        level = "info" if 0 < status < 400 else "warning"
        line = Line(
            self._now,
            level,
            "call",
            method=method,
            resource=resource,
            status=status,
            seconds=round(seconds, 3),
        )
        self._write(line)

    def event(self, event: str) -> None:
        """Note something of the process itself."""
        self._write(Line(self._now, "info", event))

    def broke(self, event: str, error: BaseException) -> None:
        """Note that something ended badly: the kind of error only, for its words may name a patient."""
        self._write(Line(self._now, "error", event, error=type(error).__name__))

    def heard(self, record: logging.LogRecord) -> None:
        """Note what a library logs: its fixed words, without what it would put into them."""
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        event = f"{record.name}: {str(record.msg).strip()}"
        self._write(Line(self._now, record.levelname.lower(), event, error=error))

    @property
    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="milliseconds")

    def _write(self, line: Line) -> None:
        print(self._encode(line).decode(), file=self._stream, flush=True)


class Hearing(logging.Handler):
    """Brings what libraries log into the same lines."""

    def __init__(self, log: JsonLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line for one record."""
        self._log.heard(record)
