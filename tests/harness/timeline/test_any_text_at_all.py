"""Whatever an export holds: no crash, every row ends in one way, nobody's name comes out."""

import json
from dataclasses import asdict
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.timeline.ends import Ends
from harness.timeline.importing import Imported
from harness.timeline.mapping import ColumnMapping
from harness.timeline.table import UnreadableExportError, read_table
from tests.harness.timeline.conftest import imported

QUICKLY: Final = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADER: Final = "Invoice #,Issue date,Patient,Total,Status,Net,Tax,Deleted at,Notes\n"
PAYMENT_HEADER: Final = "Payment ID,Date,Patient,Payment type,Amount,Invoice,Allocated amount,Credit used\n"
NAMES: Final = ("Agnes Quibbleworth", "Wobblethorpe, Bertram", "Zoë Ümlautová", "Anne-Marie O'Featherstone")
DATES: Final = ("2026-03-02", "03/03/2026", "4 Mar 2026", "31/12/2026", "2062-01-01", "soon", "", *NAMES)
MONEY: Final = ("120.00", "60,00", "$1,200.00", "-20.00", "0", "(5.00)", "99999999999", "", "much", *NAMES)
NUMBERS: Final = (
    "1",
    "2",
    "INV-0003",
    "4.0",
    "",
    "Agnes Quibbleworth 5",
    "1;2",
    "1: 20.00, 2: 40.00",
    '"',
    *NAMES,
)
SOURCES: Final = (
    "Cash",
    "EFTPOS",
    "Account credit",
    "Refund",
    "Cash: 20; EFTPOS: 40",
    "Write-off",
    "",
    *NAMES,
)
WORDS: Final = ("Paid", "Open", "Void", "Draft", "2026-03-09", "yes", "", *NAMES)

cell = st.sampled_from
invoice = st.tuples(
    cell(NUMBERS),
    cell(DATES),
    cell(NAMES),
    cell(MONEY),
    cell(WORDS),
    cell(MONEY),
    cell(MONEY),
    cell(WORDS),
    cell(NAMES),
)
payment = st.tuples(
    cell(NUMBERS),
    cell(DATES),
    cell(NAMES),
    cell(SOURCES),
    cell(MONEY),
    cell(NUMBERS),
    cell(MONEY),
    cell(MONEY),
)


def as_csv(header: str, rows: list[tuple[str, ...]]) -> str:
    return header + "".join(",".join(f'"{each}"' for each in row) + "\n" for row in rows)


def everything_written(case: Imported) -> str:
    told = [asdict(each) for each in case.problems]
    return json.dumps([case.records, told, case.notes, dict(case.renamed)], ensure_ascii=False, default=str)


def assert_every_row_ends_once(ends: Ends) -> None:
    counts = ends.counts()
    assert counts.taken + counts.remarked + counts.set_aside == counts.rows


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: (HEADER + text).encode("utf-8", "replace"))
)
@QUICKLY
def test_any_bytes_are_an_export_or_an_error_that_says_what_is_missing(content: bytes) -> None:
    try:
        table = read_table("invoices", content, ColumnMapping())
    except UnreadableExportError as refused:
        told = str(refused)
    else:
        told = "invoices: "
        assert_every_row_ends_once(table.ends)

    assert told.startswith("invoices: ")


@given(st.lists(invoice, min_size=1, max_size=8), st.lists(payment, max_size=8))
@QUICKLY
def test_any_rows_end_once_and_name_nobody(
    invoices: list[tuple[str, ...]], payments: list[tuple[str, ...]]
) -> None:
    sound = [(f"100{n}", "2026-03-02", name, "10.00", "Open", *[""] * 4) for n, name in enumerate(NAMES * 3)]

    case = imported(as_csv(HEADER, [*sound, *invoices]), as_csv(PAYMENT_HEADER, payments))

    for ends in case.ends:
        assert_every_row_ends_once(ends)
    rows = [ends.counts().rows for ends in case.ends]
    assert rows[1] == len(payments)
    written = everything_written(case).casefold()
    leaked = [
        word for word in ("quibbleworth", "wobblethorpe", "ümlautová", "featherstone") if word in written
    ]
    assert leaked == []


def test_the_same_secret_gives_the_same_names_and_another_one_others() -> None:
    rows = as_csv(HEADER, [("1001", "2026-03-02", name, "10.00", *[""] * 5) for name in NAMES[:1]])

    first, again = imported(rows), imported(rows)

    assert everything_written(first) == everything_written(again)
    assert first.records[0]["patient"]["name"] not in NAMES


def test_names_are_kept_only_where_somebody_asks() -> None:
    rows = as_csv(HEADER, [("1001", "2026-03-02", NAMES[0], "10.00", *[""] * 5)])

    assert imported(rows, keep=True).records[0]["patient"]["name"] == NAMES[0]
