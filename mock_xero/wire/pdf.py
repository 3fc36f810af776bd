"""A small real PDF of one page: title, lines of text, nothing else; the same bytes for the same words.

Written by hand because the libraries stamp the time of the machine into every file.
"""

from collections.abc import Sequence
from typing import Final

PDF_TYPE: Final = "application/pdf"
_PAGE: Final = (595, 842)  # A4 in points
_LEFT, _TOP, _STEP = 56, 780, 16
_LINES_MAX: Final = 44  # what a page holds
_WIDTH_MAX: Final = 95


def one_page(title: str, lines: Sequence[str]) -> bytes:
    """Return the document; what does not fit on the page is left out."""
    width, height = _PAGE
    content = _content(title, lines)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 5 0 R "
        "/Resources << /Font << /F1 4 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Title (%b) >>" % _escaped(title),
    )
    return _file(objects)


def _content(title: str, lines: Sequence[str]) -> bytes:
    shown = [_escaped(line[:_WIDTH_MAX]) for line in lines[:_LINES_MAX]]
    body = b"".join(b"(%b) Tj T*\n" % line for line in shown)
    heading = b"/F1 18 Tf %d %d Td (%b) Tj\n" % (_LEFT, _TOP, _escaped(title[:_WIDTH_MAX]))
    return b"BT\n%b/F1 10 Tf 0 -%d Td %d TL\n%bET" % (heading, 2 * _STEP, _STEP, body)


def _escaped(text: str) -> bytes:
    """The font's own alphabet is that of Western Europe; other letters become question marks."""
    found = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return " ".join(found.split()).encode("cp1252", "replace")


def _file(objects: Sequence[bytes]) -> bytes:
    parts = [b"%PDF-1.4\n"]
    places = []
    for number, each in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, each))
    start = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, len(objects)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)
