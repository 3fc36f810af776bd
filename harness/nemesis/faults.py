"""Trouble as values: each fault has a begin and a heal, and the history hears of both.

A fault only flips what the world offers for it (the weather, Xero's faults, the engine's host);
it judges nothing and draws nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from harness.nemesis.weather import Weather
from harness.simulation.world import World


class Fault(Protocol):
    """One trouble. `lasts` is None where only a person ends it."""

    @property
    def name(self) -> str: ...
    @property
    def lasts(self) -> timedelta | None: ...
    def begin(self, world: World) -> None: ...
    def heal(self, world: World) -> None: ...


@dataclass(frozen=True, slots=True)
class Storm:
    """Heavy weather on the network for a while; then that of a storm that goes on, or what was before."""

    weather: Weather
    before: Weather
    lasts: timedelta
    name: str = "storm"

    def begin(self, world: World) -> None:
        world.storms.append(self.weather)
        world.network.weather = self.weather

    def heal(self, world: World) -> None:
        world.storms.remove(self.weather)
        world.network.weather = world.storms[-1] if world.storms else self.before


@dataclass(frozen=True, slots=True)
class Outage:
    """Xero answers 503 to everything (facts §4.6)."""

    lasts: timedelta
    name: str = "outage"

    def begin(self, world: World) -> None:
        world.xero.begin_outage()

    def heal(self, world: World) -> None:
        world.xero.end_outage()


@dataclass(frozen=True, slots=True)
class Crash:
    """The engine's process dies where it stands; a new one starts on the same database."""

    lasts: timedelta
    name: str = "crash"

    def begin(self, world: World) -> None:
        world.host.crash()

    def heal(self, world: World) -> None:
        world.host.start()


@dataclass(frozen=True, slots=True)
class Disconnection:
    """A user removes the app in Xero; only a person's reconnection ends it (R10)."""

    name: str = "disconnect"
    lasts: timedelta | None = None

    def begin(self, world: World) -> None:
        world.xero.disconnect()

    def heal(self, world: World) -> None:
        """A person reconnects; there is nothing that the nemesis could take back."""


@dataclass(frozen=True, slots=True)
class LapsedConsent:
    """Every token ends, as after sixty idle days (facts §1.4)."""

    name: str = "consent lapses"
    lasts: timedelta | None = None

    def begin(self, world: World) -> None:
        world.xero.lapse_consent()

    def heal(self, world: World) -> None:
        """A person reconnects; there is nothing that the nemesis could take back."""
