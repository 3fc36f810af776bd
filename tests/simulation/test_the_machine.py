"""The state machine leads the built-in engine through whatever may happen, and catches a broken engine.

Goal: a team tests its own engine in five lines, and is told the shortest story in which it fails.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from harness.exploration.machine import machine_for
from tests.simulation import broken_engines

SEARCH = settings(
    max_examples=10,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[*HealthCheck],
)
UNSHRUNK = settings(SEARCH, max_examples=200, phases=[Phase.generate])  # to shrink takes minutes


@pytest.mark.slow
def test_the_built_in_engine_keeps_every_promise() -> None:
    run_state_machine_as_test(machine_for(), settings=SEARCH)


@pytest.mark.slow
def test_a_broken_engine_is_caught_and_the_story_is_told() -> None:
    machine = machine_for(broken_engines.credit_is_money)

    with pytest.raises(AssertionError, match="account credit") as caught:
        run_state_machine_as_test(machine, settings=UNSHRUNK)

    told = "\n".join(caught.value.__notes__)
    assert "do: prepay" in told
    assert "do: pay by credit, invoice: 1" in told
