"""Exports written by a test, imported with a secret that the test knows."""

from collections.abc import Callable

import pytest

from harness.timeline.case import Clinic
from harness.timeline.importing import Imported, Wishes, import_case
from harness.timeline.mapping import ColumnMapping
from harness.timeline.table import read_table

SECRET = b"a secret that only this test knows"
Import = Callable[..., Imported]


def imported(
    invoices: str | bytes,
    payments: str | bytes = "",
    mapping: ColumnMapping | None = None,
    *,
    keep: bool = False,
) -> Imported:
    said = mapping or ColumnMapping()
    tables = [
        read_table(name, text.encode() if isinstance(text, str) else text, said)
        for name, text in (("invoices", invoices), ("payments", payments))
        if text
    ]
    wishes = Wishes(
        clinic=Clinic(zone_name="Australia/Sydney", payment_types={}),
        mapping=said,
        keep_names=keep,
        secret=SECRET,
    )
    return import_case(tables[0], tables[1] if len(tables) > 1 else None, [], wishes)


@pytest.fixture
def bring() -> Import:
    """Import exports given as text."""
    return imported
