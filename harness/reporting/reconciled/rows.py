"""A break in the words of a table, the same in every output. Pure."""

from collections.abc import Mapping
from typing import Final

from harness.reconciliation.advice import suggestion
from harness.reconciliation.breaks import Break, BreakKind

TITLES: Final[Mapping[BreakKind, str]] = {
    BreakKind.MISSING_IN_XERO: "Missing in Xero",
    BreakKind.UNKNOWN_TO_CLINIC: "Unknown to the clinic",
    BreakKind.DUPLICATED: "Twice in Xero",
    BreakKind.AMOUNT_DIFFERS: "Another amount",
    BreakKind.STATUS_DIFFERS: "Another state or date",
    BreakKind.WRONG_ACCOUNT: "In another account",
    BreakKind.MISALLOCATED: "On another invoice or customer",
    BreakKind.OPEN_FOR_ACCOUNT_CREDIT: "Open for account credit",
}
COLUMNS: Final = (
    "verdict",
    "kind",
    "record",
    "number",
    "amount",
    "difference",
    "explanation",
    "suggestion",
    "clinic_ids",
    "xero_ids",
)


def row_of(told: Break) -> dict[str, str | list[str]]:
    """Return a break with all that a person or a machine may want to know of it."""
    return {
        "verdict": "expected" if told.kind.expected else "wrong",
        "kind": told.kind.name,
        "record": told.record.kind,
        "number": told.record.number,
        "amount": f"{told.amount:.2f}",
        "difference": f"{told.difference:.2f}",
        "explanation": told.explanation,
        "suggestion": suggestion(told),
        "clinic_ids": list(told.clinic),
        "xero_ids": list(told.xero),
    }
