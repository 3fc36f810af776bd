"""Every operation that the mock keeps state for is called, and keeps to the letter of Xero's OpenAPI file."""

from typing import Any, Final

import pytest

from tests.contract.coverage import stateful
from tests.contract.published import BASE, HOW_TO_GET_IT, called_by, location
from tests.contract.stories import STORIES
from tests.contract.stories.telling import Ask, Json

TOLD: Final = [operation for operation in STORIES if location() is not None and operation in stateful()]
pytestmark = pytest.mark.skipif(location() is None, reason=HOW_TO_GET_IT)


def test_every_stateful_operation_has_a_story() -> None:
    untold = [operation for operation in stateful() if operation not in STORIES]

    assert not untold


@pytest.mark.parametrize("operation", TOLD)
def test_request_and_answer_are_as_published(ask: Ask, operation: str) -> None:
    """The client judges each request and each answer on the way."""
    asked = []

    def remembering(method: str, path: str, **content: Any) -> Json:
        asked.append(called_by(method, f"{BASE}/{path}"))
        return ask(method, path, **content)

    STORIES[operation](remembering)

    assert asked[-1] is not None
    assert asked[-1].operation_id == operation
