"""Which of its two dialects Xero is asked to speak, by `Accept`, and was written to in, by `Content-Type`.

Without `application/json` in `Accept` Xero answers XML, errors too (facts §4.1).
"""

from functools import lru_cache
from typing import Final

_JSON: Final = frozenset({"application/json", "text/json", "application/*"})
_XML: Final = frozenset({"application/xml", "text/xml", "text/*"})
_PDF: Final = "application/pdf"
_ANYTHING: Final = "*/*"


def is_xml(content_type: str) -> bool:
    """Whether a body says that it is XML; one that says nothing is taken for JSON."""
    return content_type.partition(";")[0].strip().lower() in {"application/xml", "text/xml"}


@lru_cache(maxsize=256)
def wants_xml(accept: str | None, *, anything_means_xml: bool) -> bool:
    """Whether the answer is to be XML. A caller that names both gets what it prefers, or names first."""
    if accept is None:
        return True
    for media_type in _preferred(accept):
        if media_type in _JSON:
            return False
        if media_type in _XML:
            return True
        if media_type == _ANYTHING:
            return anything_means_xml
    return True


def wants_pdf(accept: str | None) -> bool:
    return accept is not None and next(iter(_preferred(accept)), "") == _PDF


def _preferred(accept: str) -> list[str]:
    """Return the media types, the dearest first; those with a quality of 0 are left out."""
    ranges = [part.strip().lower().split(";") for part in accept.split(",") if part.strip()]
    weighed = [(_quality(parameters), media_type.strip()) for media_type, *parameters in ranges]
    return [media_type for quality, media_type in sorted(weighed, key=lambda each: -each[0]) if quality > 0]


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return _number(value.strip())
    return 1.0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0
