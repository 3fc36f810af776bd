"""The composition root: the one place where clock, chance, network, engine and Xero are put together."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, Final

from harness.engines.host import EngineHost
from harness.engines.protocol import Engine, EngineFactory, Seat
from harness.lower_bound import DayAtStart
from harness.nemesis.weather import Weather
from harness.scenario.schema import Scenario
from harness.simulation.app_transport import AppTransport
from harness.simulation.choices import Choices
from harness.simulation.disk import Disk
from harness.simulation.effects import Effects, Mishap
from harness.simulation.history import Actor, Ended, History
from harness.simulation.ledger_watch import LedgerWatch
from harness.simulation.network import Network
from harness.simulation.observing import EngineNotes
from harness.simulation.post import Mailbox
from harness.simulation.subjects import Subjects
from harness.simulation.virtual_clock import VirtualClock, VirtualLoop, outside_any_life
from harness.simulation.xero_side import XeroSide
from harness.workload.book import ClinicBook
from harness.workload.deeds import Deed
from harness.workload.mappings import ChosenMappings
from harness.workload.user import User

RESTART_SECONDS: Final = 120
REDIRECT_URI: Final = "http://localhost/integrations/xero/callback"


class World:
    """One simulated world, grown from one stream of choices. It does; it never judges."""

    def __init__(
        self, scenario: Scenario, choices: Choices, factory: EngineFactory, effects: Effects
    ) -> None:
        self.scenario = scenario
        self.loop = VirtualLoop()
        self.clock = VirtualClock(self.loop, scenario.starts.astimezone(UTC))
        self.choices = choices
        self.history = History()
        self.effects = effects
        self.failure: BaseException | None = None
        self.on_failure: Callable[[], object] = lambda: None
        self.synchronised_at: list[datetime] = []
        self.days_at_synchronise: list[DayAtStart | None] = []
        self.storms: list[Weather] = []
        self.errands: set[asyncio.Task[None]] = set()  # what people have set out to do of themselves
        self.book = ClinicBook()
        self.mappings = ChosenMappings()
        self.disk = Disk()
        self.xero = XeroSide(scenario, self.clock, choices.fork("xero"))
        books = self.xero.organisation.books
        self.ledger_watch = LedgerWatch(self.book, books, self.clock)
        effects.bring |= {Mishap.CRASH: self.cut_power, Mishap.TOKEN_EXPIRED: self.expire_access}
        self.mailbox = Mailbox(effects)
        wire = AppTransport(self.xero.app)
        self.network = Network(
            wire,
            clock=self.clock,
            choices=choices.fork("network"),
            history=self.history,
            effects=self.effects,
            on_failure=self.fail,
        )
        self.network.subjects_of = Subjects(books).of
        try:
            self.host = EngineHost(self._starting(factory), self._seat(), self.loop, self.fail)
        except Exception:
            self.loop.bury()
            self.disk.close()
            raise
        self.user = User(self.host, wire)

    def _seat(self) -> Seat:
        return Seat(
            database_url=self.disk.url,
            transport=self.network,
            clock=self.clock,
            choices=self.choices.fork("engine"),
            observer=EngineNotes(self.history, self.clock),
            xero_url=self.xero.url,
            client_id=self.xero.client_id,
            client_secret=self.xero.client_secret,
            redirect_uri=REDIRECT_URI,
            limits=self.scenario.xero.limits,
            practice=self.scenario.clinic.name,
            currency=self.scenario.clinic.currency,
            time_zone=self.scenario.clinic.zone_name,
            postman=self.mailbox,
        )

    def note(self, actor: Actor, operation: str, outcome: Ended = Ended.OK) -> None:
        self.history.note(self.clock.now(), actor, operation, None, outcome)

    def fail(self, failure: BaseException) -> None:
        """End the run: something broke that no scenario asked for."""
        self.failure = self.failure or failure
        self.on_failure()

    def set_out(self, errand: Coroutine[Any, Any, None]) -> None:
        """Let people do something beside the story, whatever becomes of the engine; the run waits for it."""
        context = outside_any_life()
        task = self.loop.create_task(errand, context=context)
        self.errands.add(task)
        task.add_done_callback(self._come_home, context=context)

    def _come_home(self, errand: "asyncio.Task[None]") -> None:
        self.errands.discard(errand)
        if not errand.cancelled() and (failure := errand.exception()):
            self.fail(failure)

    def expire_access(self) -> None:
        """Let the access token that the engine holds be good no more, before the engine could know."""
        self.note(Actor.NEMESIS, "access token expires")
        self.xero.expire_access()

    def cut_power(self) -> None:
        """Kill the engine's process in the middle of what it does; a new one starts two minutes later."""
        self.note(Actor.NEMESIS, "crash")
        self.host.pull_the_plug()
        context = outside_any_life()
        self.loop.call_soon(self.host.crash, context=context)  # once what broke off has let go of the disk
        self.loop.call_later(RESTART_SECONDS, self.host.start, context=context)

    def _starting(self, factory: EngineFactory) -> EngineFactory:
        """What an engine does before it runs can't be interrupted: it would just be started again."""

        def start(seat: Seat) -> Engine:
            with self.effects.paused():
                return factory(seat)

        return start

    def end(self) -> None:
        """Stop everything and give back what is held open; the world cannot be used again."""
        self.loop.run_until_complete(self.host.close())
        self.loop.bury()
        self.disk.close()

    async def do(self, deed: Deed) -> None:
        """Let the clinic do one deed: the judge's book and the engine hear of it alike."""
        instant: datetime = self.clock.now()
        self.book.record(deed, instant)
        self.ledger_watch.clinic_did(deed, instant)
        await self.host.ask(lambda engine: engine.do(deed))
        self.history.note(instant, Actor.CLINIC, deed.operation, deed.record)
