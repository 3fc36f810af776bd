"""Reads url-encoded forms, and nothing else: a file in a field counts as absent."""

from starlette.datastructures import FormData
from starlette.requests import Request


class NotAFormError(Exception):
    """The body is not a url-encoded form."""


class Form:
    """The text fields of a form."""

    def __init__(self, fields: FormData) -> None:
        self._fields = fields

    def __contains__(self, name: str) -> bool:
        return isinstance(self._fields.get(name), str)

    def text(self, name: str) -> str:
        """Return the field's text; an absent field is empty."""
        value = self._fields.get(name)
        return value if isinstance(value, str) else ""

    def optional(self, name: str) -> str | None:
        return self.text(name) if name in self else None

    def all(self, name: str) -> list[str]:
        """Return the texts of every field of this name."""
        return [value for value in self._fields.getlist(name) if isinstance(value, str)]


async def form_in(request: Request) -> Form:
    """Return the form in the body. Raises NotAFormError."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/x-www-form-urlencoded":
        raise NotAFormError
    return Form(await request.form())
