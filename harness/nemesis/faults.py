"""Trouble as values: each fault has a begin and a heal, and the history hears of both.

A fault only flips what the world offers for it (the weather, Xero's faults, the engine's host);
it judges nothing and draws nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from harness.nemesis.weather import Weather


class Afflicted(Protocol):
    """What a fault can do to a world."""

    weather: Weather

    def begin_outage(self) -> None: ...
    def end_outage(self) -> None: ...
    def crash_engine(self) -> None: ...
    def start_engine(self) -> None: ...
    def disconnect(self) -> None: ...
    def lapse_consent(self) -> None: ...


class Fault(Protocol):
    """One trouble. `lasts` is None where only a person ends it."""

    @property
    def name(self) -> str: ...
    @property
    def lasts(self) -> timedelta | None: ...
    def begin(self, world: Afflicted) -> None: ...
    def heal(self, world: Afflicted) -> None: ...


@dataclass(frozen=True, slots=True)
class Storm:
    """Heavy weather on the network for a while; then what was before."""

    weather: Weather
    before: Weather
    lasts: timedelta
    name: str = "storm"

    def begin(self, world: Afflicted) -> None:
        world.weather = self.weather

    def heal(self, world: Afflicted) -> None:
        world.weather = self.before


@dataclass(frozen=True, slots=True)
class Outage:
    """Xero answers 503 to everything (facts §4.6)."""

    lasts: timedelta
    name: str = "outage"

    def begin(self, world: Afflicted) -> None:
        world.begin_outage()

    def heal(self, world: Afflicted) -> None:
        world.end_outage()


@dataclass(frozen=True, slots=True)
class Crash:
    """The engine's process dies where it stands; a new one starts on the same database."""

    lasts: timedelta
    name: str = "crash"

    def begin(self, world: Afflicted) -> None:
        world.crash_engine()

    def heal(self, world: Afflicted) -> None:
        world.start_engine()


@dataclass(frozen=True, slots=True)
class Disconnection:
    """A user removes the app in Xero; only a person's reconnection ends it (R10)."""

    name: str = "disconnect"
    lasts: timedelta | None = None

    def begin(self, world: Afflicted) -> None:
        world.disconnect()

    def heal(self, world: Afflicted) -> None:
        """A person reconnects; there is nothing that the nemesis could take back."""


@dataclass(frozen=True, slots=True)
class LapsedConsent:
    """Every token ends, as after sixty idle days (facts §1.4)."""

    name: str = "consent lapses"
    lasts: timedelta | None = None

    def begin(self, world: Afflicted) -> None:
        world.lapse_consent()

    def heal(self, world: Afflicted) -> None:
        """A person reconnects; there is nothing that the nemesis could take back."""
