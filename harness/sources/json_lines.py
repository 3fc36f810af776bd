"""The neutral ledger as JSON Lines: one posting a line. Also what was saved while reading a Xero."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from harness.ledger import Posting
from harness.sources.lines import (
    CreditUseLine,
    InvoiceLine,
    Line,
    MisreadLineError,
    PaymentLine,
    misread,
    posting_of,
)
from harness.sources.problems import Problems, SourceError


class PageMark(Line, tag="page", frozen=True):
    """All lines above it came with this page, or with one before it."""

    resource: str
    page: int
    last: bool
    tenant: str


class EndMark(Line, tag="end", frozen=True):
    """Everything was read."""


AnyLine = InvoiceLine | PaymentLine | CreditUseLine | PageMark | EndMark
DECODER: Final = msgspec.json.Decoder(AnyLine)


def read_json_lines(file: Path) -> Iterator[Posting]:
    """Stream the postings of a file. Raises SourceError with the line and field of what cannot be read."""
    problems = Problems()
    last: AnyLine | None = None
    try:
        with file.open("rb") as lines:
            for place, raw in enumerate(lines, 1):
                if not raw.strip():
                    continue
                try:
                    last = DECODER.decode(raw)
                    if not isinstance(last, PageMark | EndMark):
                        yield posting_of(last)
                except (msgspec.DecodeError, MisreadLineError) as wrong:
                    problems.add(f"{file}:{place}: {_words(wrong)}")
    except OSError as wrong:
        raise SourceError(f"{file} cannot be read: {wrong.strerror}") from wrong
    problems.refuse()
    if last is None:
        raise SourceError(f"{file} is empty; it should hold one JSON object a line")
    if isinstance(last, PageMark):
        raise SourceError(
            f"{file} ends at page {last.page} of {last.resource}: reading that Xero was interrupted. "
            "Go on with the same command and --save this file."
        )


def _words(wrong: Exception) -> str:
    if isinstance(wrong, msgspec.ValidationError):
        return str(misread(wrong))
    return str(wrong) if isinstance(wrong, MisreadLineError) else "this is no JSON object"
