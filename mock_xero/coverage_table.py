"""`mock-xero coverage` as a person and as a program read it."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from mock_xero.endpoints.coverage import Covered

_HEADINGS: Final = ("resource", "method", "path", "operation", "answer")


def as_table(covered: Sequence[Covered]) -> str:
    """Return one line for each operation, then the totals."""
    rows = [_HEADINGS, *map(_row, covered)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*(line.rstrip() for line in lines), "", *_totals(covered)])


def as_json(covered: Sequence[Covered]) -> str:
    rows = [
        dict(zip(("resource", "method", "path", "operation", "answer"), _row(each), strict=True))
        for each in covered
    ]
    stateful = sum(each.stateful for each in covered)
    totals = {
        "operations": len(covered),
        "stateful": stateful,
        "501": len(covered) - stateful,
        "unanswered": 0,
    }
    return msgspec.json.format(msgspec.json.encode({**totals, "list": rows})).decode()


def _row(each: Covered) -> tuple[str, str, str, str, str]:
    operation = each.operation
    return operation.resource, operation.method, operation.path, operation.name, each.answer


def _totals(covered: Sequence[Covered]) -> Iterator[str]:
    stateful = sum(each.stateful for each in covered)
    others = len(covered) - stateful
    yield f"{len(covered)} operations: {stateful} stateful, {others} answered 501, 0 unanswered."
