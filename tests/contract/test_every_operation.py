"""Every operation that the mock keeps state for is called, and keeps to the letter of Xero's OpenAPI file."""

from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest

from tests.contract.coverage import stateful
from tests.contract.published import BASE, HOW_TO_GET_IT, called_by, location
from tests.contract.stories import NOTHING_TO_FIND, STORIES
from tests.contract.stories.telling import Ask, Json

TOLD: Final = [operation for operation in STORIES if location() is not None and operation in stateful()]
Raw = Callable[..., httpx.Response]
pytestmark = pytest.mark.skipif(location() is None, reason=HOW_TO_GET_IT)


def test_every_stateful_operation_has_a_story() -> None:
    told = {*STORIES, *NOTHING_TO_FIND}
    untold = [operation for operation in stateful() if operation not in told]

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


@pytest.mark.parametrize("path", NOTHING_TO_FIND.values(), ids=NOTHING_TO_FIND)
def test_what_an_organisation_has_none_of_is_not_found(raw: Raw, path: str) -> None:
    """No report has been published in a demo company; what else is under /Reports answers 501."""
    assert raw("GET", path).status_code in {404, 501}
