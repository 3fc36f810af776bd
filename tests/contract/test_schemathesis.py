"""Schemathesis over the whole of Xero's file: no answer that the file does not know, no 5xx of our own.

Half of what it makes up keeps to the file and half breaks it; half of the former names documents that exist.
Nothing is left to chance between two runs.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.limits import PROFILES
from mock_xero.wall import SeededChoices
from tests.contract.coverage import stateful
from tests.contract.grounding import GroundedXero
from tests.contract.judging import contract
from tests.contract.published import HOW_TO_GET_IT, location, operations
from tests.contract.strict import SOME_DATE, made_strict

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(location() is None, reason=HOW_TO_GET_IT),
]
WRITES: Final = 5  # examples of each kind; the making of bodies takes nearly all the time
READS: Final = 8
ELSEWHERE: Final = 2
OPERATIONS: Final = tuple(operations()) if location() is not None else ()


@pytest.fixture(scope="module")
def xero() -> Iterator[GroundedXero]:
    clock = SettableClock(datetime(2026, 3, 1, 21, 0, tzinfo=UTC))
    grounded = GroundedXero(MockXero(clock, SeededChoices(7), limits=PROFILES["unlimited"]))
    grounded.populate()
    yield grounded
    grounded.close()


@pytest.fixture(scope="module")
def schema() -> schemathesis.BaseSchema:
    """The file with closed objects: members that Xero does not know are dropped anyway, and teach nothing."""
    schemathesis.openapi.format(SOME_DATE, st.sampled_from(["2026-03-02", "/Date(1772409600000+0000)/"]))
    return schemathesis.openapi.from_dict(made_strict(dates=SOME_DATE))


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_is_asked_the_answer_is_one_of_xeros(
    xero: GroundedXero, schema: schemathesis.BaseSchema, operation: str, mode: GenerationMode
) -> None:
    published = operations()[operation]
    made_up = schema[published.path][published.method].as_strategy(generation_mode=mode)
    found = xero.snapshot()

    @settings(
        derandomize=True,
        max_examples=_examples(operation),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=made_up, grounded=st.booleans())
    def every(case: "Case[Any]", grounded: bool) -> None:  # noqa: FBT001 - hypothesis calls it
        judge(xero.answer_to(case, grounded=grounded))

    try:
        every()
    finally:
        xero.restore(found)


def judge(answer: httpx.Response) -> None:
    faults = contract().faults_of_answer(answer)
    assert not faults, "\n".join([f"{answer.status_code} {answer.text[:500]}", *faults])


def _examples(operation: str) -> int:
    if operation not in stateful():
        return ELSEWHERE
    return READS if operations()[operation].method == "GET" else WRITES
