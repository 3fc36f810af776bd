"""A Hypothesis state machine whose rules are all that may happen to a clinic's sync; one engine, five lines:

    from harness.exploration.machine import machine_for

    TestOurs = machine_for("ours.engine:create").TestCase

Invariants are checked after every rule, expectations once the engine has settled. The chance inside the run
is drawn as well, so that it shrinks with the story.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, Final

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import DataObject

from harness.checkers import limits_respected
from harness.checkers.verdict import Outcome
from harness.engines.protocol import EngineFactory
from harness.exploration.draft import Draft
from harness.exploration.drawing import ALWAYS, KINDS, OPENS, Maker, draw_frame
from harness.exploration.endings import come_home
from harness.exploration.lasting import LastingChoices
from harness.exploration.live import LiveWorld
from harness.reconciliation.breaks import BreakKind
from harness.runner import BUILT_IN, engine_named
from harness.scenario import schema
from harness.scenario.writing import step_line

NOT_STEP_BY_STEP: Final = {"trade"}  # a trade is worked out beforehand


class SyncMachine(RuleBasedStateMachine):
    """One clinic, one engine, one Xero. `machine_for` gives it its engine and its rules."""

    factory: ClassVar[EngineFactory]

    def __init__(self) -> None:
        super().__init__()
        self._world: LiveWorld | None = None
        self._failed = False

    @initialize(data=st.data())
    def a_clinic_connects(self, data: DataObject) -> None:
        self._choices = LastingChoices(data)
        frame = draw_frame(self._choices.fork("story"), name="A machine's story", seed=1)
        self._draft = Draft(frame, OPENS)
        self._world = LiveWorld(frame, self._choices, type(self).factory)
        self._take(schema.Connect(at=OPENS))

    @invariant()
    def nothing_is_doubled_so_far(self) -> None:
        if self._world is not None:
            breaks = self._world.evidence().reconciliation.breaks
            self._hold([each.explanation for each in breaks if each.kind is BreakKind.DUPLICATED])

    @invariant()
    def limits_are_respected_so_far(self) -> None:
        if self._world is not None:
            verdict = limits_respected.check(self._world.evidence())
            self._hold(verdict.evidence if verdict.outcome is Outcome.INVALID else ())

    def teardown(self) -> None:
        """Everything is put right, the engine settles, and the judge sits."""
        if self._world is None:
            return
        try:
            if not self._failed:
                self._judge(self._world)
        finally:
            self._world.end()

    def happen(self, makers: Sequence[Maker]) -> None:
        """Let one of these happen, after some ordinary work or at once."""
        for _ in range(self._choices.fork("story").integer(0, 2, label="ordinary deeds before")):
            self._happen_one_of(ALWAYS)
        self._happen_one_of(makers)

    def _happen_one_of(self, makers: Sequence[Maker]) -> None:
        """Let time pass, and then let one of these happen, where the story adds up with it."""
        choices = self._choices.fork("story")
        self._draft.wait(choices)
        step = choices.pick(makers, label="what happens next")(self._draft, choices)
        if step is not None:
            self._take(step)

    def _take(self, step: schema.Step) -> None:
        """Make this the next step of the story, if it adds up, and live it."""
        if self._draft.take(step):
            self._live_through(step)

    def _live_through(self, step: schema.Step) -> None:
        world = self._live()
        note(f"- {step_line(step, self._draft.scenario.calendar)}")
        with self._failing():
            world.do(step)
        self._draft.now = max(self._draft.now, world.now)

    def _judge(self, world: LiveWorld) -> None:
        done = len(self._draft.timeline)
        come_home(self._draft)
        for step in self._draft.timeline[done:]:
            self._live_through(step)
        with self._failing():
            broken = [each for each in world.verdicts() if each.outcome is Outcome.INVALID]
        self._hold([f"{each.expectation}: {' '.join(each.evidence)}" for each in broken])

    def _hold(self, objections: Sequence[str]) -> None:
        """Fail with what the judge objects to, if anything."""
        if objections:
            self._failed = True
            raise AssertionError("\n".join(objections))

    def _live(self) -> LiveWorld:
        if self._world is None:
            raise AssertionError("Hypothesis takes no rule before the clinic has connected")
        return self._world

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Remember that the world broke off: there is nothing left to judge then."""
        try:
            yield
        except BaseException:
            self._failed = True
            raise
        self._choices.refuse_overrun()


def machine_for(engine: str | EngineFactory = BUILT_IN) -> type[SyncMachine]:
    """Return the machine of an engine: a factory, or the MODULE:FACTORY where one is found."""
    factory = engine_named(engine) if isinstance(engine, str) else engine
    kinds = {**{each.__name__: (each,) for each in ALWAYS}, **KINDS}
    rules = {
        kind.replace(" ", "_"): _rule(kind, makers)
        for kind, makers in kinds.items()
        if kind not in NOT_STEP_BY_STEP
    }
    return type("SyncMachineOfOneEngine", (SyncMachine,), {"factory": staticmethod(factory), **rules})


def _rule(kind: str, makers: Sequence[Maker]) -> Any:
    def happens(machine: SyncMachine) -> None:
        machine.happen(makers)

    happens.__name__ = kind.replace(" ", "_")
    return rule()(happens)
