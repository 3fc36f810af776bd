"""The state machine leads the built-in engine through whatever may happen, and catches a broken engine.

Goal: a team tests its own engine in five lines, and is told the steps of a story in which it fails.
"""

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from harness.engines.broken.parts import Around, around, brings, echo
from harness.exploration.machine import machine_for

SEARCH = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # to shrink takes minutes
    suppress_health_check=[*HealthCheck],
)


class PaymentsNeverSent(Around):
    """The engine believes that Xero has every payment."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if brings(request, "Payments"):
            return echo(self.seat, request)
        return await super().handle_async_request(request)


@pytest.mark.slow
def test_the_built_in_engine_keeps_every_promise() -> None:
    run_state_machine_as_test(machine_for(), settings=SEARCH)


@pytest.mark.slow
def test_a_broken_engine_is_caught_and_the_story_is_told_as_a_timeline() -> None:
    with pytest.raises(AssertionError, match="nothing missing: The payment of") as caught:
        run_state_machine_as_test(
            machine_for(around(PaymentsNeverSent)), settings=settings(SEARCH, max_examples=100)
        )

    told = "\n".join(caught.value.__notes__)
    assert "- {at: day 1 09:00, do: connect}" in told
    assert "do: pay, invoice" in told
