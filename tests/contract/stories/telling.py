"""The language of the stories: an operation's story is the shortest way to call it with success.

A story is told through an `Ask`, which may be plain HTTP or the official SDK: it asks for a method and a
path below /api.xro/2.0 and returns the answer as a dict. Its last question is what the story is about.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

Json = dict[str, Any]


class Ask(Protocol):
    def __call__(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        content: bytes | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> Json: ...


Story = Callable[[Ask], Json]
Stories = dict[str, Story]  # by operationId

DAY: Final = "2026-03-02"
DUE: Final = "2026-03-16"


def asking(method: str, path: str, **content: Any) -> Story:
    """Tell of one question that needs nothing before it."""

    def told(ask: Ask) -> Json:
        return ask(method, path, **content)

    return told


def after(first: Story, method: str, path: str, **content: Any) -> Story:
    """Tell of a question about what the first story made: `{InvoiceID}` is that member of its first element.

    Text in `json` may name members in the same way.
    """

    def told(ask: Ask) -> Json:
        element = only(first(ask))
        filled = {key: _filled(value, element) for key, value in content.items()}
        return ask(method, path.format_map(element), **filled)

    return told


def along(first: Story, method: str, path: str, **content: Any) -> Story:
    """Tell as `after` does; the members of the earlier element stay known beside those of the new one."""

    def told(ask: Ask) -> Json:
        element = only(first(ask))
        return _as_answer(element | only(after(lambda _: _as_answer(element), method, path, **content)(ask)))

    return told


def both(one: Story, other: Story) -> Story:
    """Tell two stories; the members of both elements are known."""

    def told(ask: Ask) -> Json:
        return _as_answer(only(one(ask)) | only(other(ask)))

    return told


def _as_answer(element: Json) -> Json:
    return {"Elements": [element]}


def only(answer: Json) -> Json:
    """Return the first element of the list in an answer, or the answer itself if there is no list."""
    lists = [each for each in answer.values() if isinstance(each, list) and each]
    element: Json = lists[0][0] if lists and "IsDeleted" not in answer else answer
    return element


def _filled(value: Any, element: Json) -> Any:
    if isinstance(value, str):
        return value.format_map(element)
    if isinstance(value, list):
        return [_filled(each, element) for each in value]
    if isinstance(value, dict):
        return {key: _filled(each, element) for key, each in value.items()}
    return value
