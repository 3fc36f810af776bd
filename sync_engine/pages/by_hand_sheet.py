"""The list as a spreadsheet: CSV that Excel reads as UTF-8, and in which no name can be a formula. Pure."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from sync_engine.by_hand.entries import Entry

BYTE_ORDER_MARK: Final = "\ufeff"
COLUMNS: Final = (
    "patient",
    "invoice",
    "invoice in Xero",
    "amount to record",
    "amount used",
    "date",
    "suggested account",
)
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(entries: Sequence[Entry], account: str) -> bytes:
    """Spell the entries, one a line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        use = entry.payment
        writer.writerow(
            [
                _plain(use.patient_name),
                use.invoice_number,
                _plain(entry.number_in_xero),
                f"{entry.left:.2f}",
                f"{use.amount:.2f}",
                use.date.isoformat(),
                _plain(account),
            ]
        )
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _plain(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula, whatever spaces it begins with."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_A_FORMULA) else text
