"""What is read from a Xero goes to a file of JSON lines, page by page; a reading that stopped goes on."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from harness.sources.json_lines import DECODER, EndMark, PageMark
from harness.sources.lines import Line, line_of
from harness.sources.problems import SourceError
from harness.sources.xero.documents import Spelling
from harness.sources.xero.reading import RESOURCES, XeroReader

ENCODER: Final = msgspec.json.Encoder()


async def save_books(reader: XeroReader, spelling: Spelling, tenant: str, file: Path) -> None:
    """Read all that the file does not hold yet. Raises SourceError."""
    done = _pages_in(file, tenant)
    try:
        with file.open("ab") as saved:
            for resource in RESOURCES:
                before = done.get(resource)
                if before is not None and before.last:
                    continue
                async for number, page in reader.pages(resource, tenant, before.page + 1 if before else 1):
                    lines = [line_of(posting) for posting in spelling.postings(page)]
                    last = page.is_last(number)
                    mark = PageMark(resource=resource, page=number, last=last, tenant=tenant)
                    saved.write(_written((*lines, mark)))
                    saved.flush()
            saved.write(_written([EndMark()]))
    except OSError as wrong:
        raise SourceError(f"{file} cannot be written: {wrong.strerror}") from wrong


def _pages_in(file: Path, tenant: str) -> dict[str, PageMark]:
    """Return the last page of each resource that is whole, and cut off what comes after the last mark."""
    if not file.exists():
        return {}
    done: dict[str, PageMark] = {}
    whole = place = 0
    with file.open("rb") as lines:
        for line in lines:
            place += len(line)
            match _mark(line):
                case EndMark():
                    raise SourceError(f"{file} is complete: compare with --xero {file}, or name a new file")
                case PageMark() as mark if mark.tenant != tenant:
                    raise SourceError(f"{file} holds another organisation; name a new file")
                case PageMark() as mark:
                    done[mark.resource], whole = mark, place
                case None:
                    pass
    if place and not done:
        raise SourceError(f"{file} was not saved while reading a Xero; name a new file")
    os.truncate(file, whole)
    return done


def _mark(line: bytes) -> PageMark | EndMark | None:
    try:
        found = DECODER.decode(line)
    except msgspec.DecodeError:
        return None  # cut off in the middle
    return found if isinstance(found, PageMark | EndMark) else None


def _written(lines: Iterable[Line]) -> bytes:
    return b"".join(ENCODER.encode(line) + b"\n" for line in lines)
