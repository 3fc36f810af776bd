"""Bytes of an export as text: byte-order marks, UTF-16 and what Windows writes, told where it was guessed."""

import codecs
from typing import Final

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WINDOWS: Final = "cp1252"


def decoded(content: bytes) -> tuple[str, list[str]]:
    """Return the text, and a note for each guess that it took."""
    encoding = _encoding(content)
    if encoding is not None:
        return content.decode(encoding, errors="replace"), []
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        note = f"not UTF-8 (line {line}): read as {WINDOWS}, as Excel on Windows writes it"
        return content.decode(WINDOWS, errors="replace"), [note]


def _encoding(content: bytes) -> str | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    start = content[:400]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 4 else None
