"""Exports as they come: encodings, separators, dates and amounts of all kinds; nothing is dropped unsaid."""

import pytest

from harness.timeline.amounts import UnreadableAmountError, decimal_mark, read_amount
from harness.timeline.dates import DAY_FIRST, MONTH_FIRST, order_of, read_stamp
from harness.timeline.mapping import ColumnMapping, MappingError, mapping_text, read_mapping
from harness.timeline.table import UnreadableExportError, read_table
from tests.harness.timeline.conftest import Import

TEXT = "Invoice No.,Date,Customer,Amount\n17,02/03/2026,Zoë Müller,120.00\n18,22/03/2026,Zoë Müller,90.00\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_encoding_and_any_line_ending_is_the_same_export(
    bring: Import, encoding: str, ending: str
) -> None:
    case = bring(TEXT.replace("\n", ending).encode(encoding))

    assert [(each["number"], each["dated"], each["amount"]) for each in case.records] == [
        (17, "2026-03-02", "120.00"),
        (18, "2026-03-22", "90.00"),
    ]


def test_titles_blank_rows_totals_and_a_second_header_are_told_and_left_out(bring: Import) -> None:
    header, *rows = TEXT.splitlines()
    text = "\n".join(
        ["Harbour Physio,,,", "", header, rows[0], ",,,", header, rows[1], "Total,,,210.00", "", ""]
    )

    case = bring(text)

    kinds = [(each.row, each.kind) for each in case.problems]
    assert kinds == [
        (1, "above the header"),
        (2, "blank row"),
        (5, "blank row"),
        (6, "header again"),
        (8, "totals row"),
        (9, "blank row"),
    ]
    assert case.ends[0].counts().taken == 2


def test_a_quotation_mark_that_stands_alone_costs_no_other_row(bring: Import) -> None:
    rows = TEXT.replace("17,02/03/2026,Zoë", '17,02/03/2026,"Zoë')

    case = bring(rows)

    assert len(case.records) == 2
    assert [(each.row, each.kind) for each in case.problems] == [(2, "broken quotes")]


def test_a_cell_of_several_lines_is_one_row(bring: Import) -> None:
    header = "Invoice No.,Date,Customer,Amount,Notes\n"
    text = header + '17,02/03/2026,Zoë,120.00,"knee\nand\nhip"\n18,22/03/2026,Zoë,1,x\n'

    case = bring(text)

    assert case.problems == []
    assert case.ends[0].counts().rows == 2


def test_a_row_with_a_separator_too_many_is_set_aside(bring: Import) -> None:
    case = bring(TEXT + "19,23/03/2026,Müller, Zoë,10.00\n")

    assert [(each.row, each.kind) for each in case.problems] == [(4, "too many cells")]


def test_excel_says_which_separator_it_wrote(bring: Import) -> None:
    assert len(bring("sep=;\n" + TEXT.replace(",", ";")).records) == 2


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("5/3/26", "2026-03-05"),
        ("05.03.2026", "2026-03-05"),
        ("5 Mar 2026", "2026-03-05"),
        ("Mar 5, 2026", "2026-03-05"),
        ("5-Mar-26", "2026-03-05"),
        ("Thursday, 5th March 2026", "2026-03-05"),
        ("2026-03-05T09:30:00+00:00", "2026-03-05"),
        ("5/3/2026 9:30 PM", "2026-03-05"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        ("46086", "2026-03-05"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: str, day: str) -> None:
    from datetime import UTC

    assert read_stamp(cell, DAY_FIRST, UTC).day.isoformat() == day


def test_day_or_month_first_is_decided_from_the_whole_column_and_told_where_nothing_proves_it(
    bring: Import,
) -> None:
    assert order_of(["03/04/2026", "03/22/2026"]) == (MONTH_FIRST, True)
    assert order_of(["03/04/2026", "22/03/2026"]) == (DAY_FIRST, True)
    case = bring("Invoice No.,Date,Customer,Amount\n17,02/03/2026,Zoë,120.00\n")
    assert any("which comes first, day or month" in note for note in case.notes)


@pytest.mark.parametrize(
    ("cell", "mark", "amount"),
    [
        ("$1,234.50", ".", "1234.50"),
        ("1.234,50 €", ",", "1234.50"),
        ("AUD 120", ".", "120.00"),
        ("(20.00)", ".", "-20.00"),
        ("20.00-", ".", "-20.00"),
        ("\u221220.00", ".", "-20.00"),
        ("1,200", ".", "1200.00"),
        ("1.200", ",", "1200.00"),
        ("1'200.00", ".", "1200.00"),
        ("119.999999", ".", "120.00"),
        (".5", ".", "0.50"),
    ],
)
def test_an_amount_is_read_however_it_is_written(cell: str, mark: str, amount: str) -> None:
    assert str(read_amount(cell, mark)) == amount


def test_what_is_no_amount_is_refused_without_being_quoted() -> None:
    with pytest.raises(UnreadableAmountError) as refused:
        read_amount("Ada Lovelace", ".")

    assert "Ada" not in str(refused.value)
    assert decimal_mark(["120,00", "1.200,50", "90"], ".") == ","


def test_a_file_without_the_columns_says_which_and_what_to_do() -> None:
    with pytest.raises(UnreadableExportError, match="no column was recognised for: total"):
        read_table("invoices", b"Invoice #,Date,Customer\n1,2026-03-02,Ada\n", ColumnMapping())


def test_rows_without_a_header_are_never_quoted() -> None:
    with pytest.raises(UnreadableExportError) as refused:
        read_table("invoices", b"1,2026-03-02,Ada Lovelace,120.00\n", ColumnMapping())

    assert "Ada" not in str(refused.value)


def test_a_mapping_names_what_no_guess_would_find(bring: Import) -> None:
    mapping = read_mapping('[invoices]\nnumber = "A"\ndate = "B"\ntotal = "C"\n')

    case = bring("A,B,C\n7,2026-03-02,10.00\n", mapping=mapping)

    assert case.records[0]["number"] == 7
    assert read_mapping(mapping_text(mapping)) == mapping


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[invoices", "this is no TOML"),
        ('[invoces]\nnumber = "A"\n', 'did you mean "invoices"?'),
        ('[invoices]\nnumbr = "A"\n', 'did you mean "number"?'),
        ('[reading]\ndates = "d/m"\n', "day first"),
        ("[invoices]\nnumber = 7\n", "write text in quotes"),
        ("invoices = 7\n", "is a table"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_what_to_write(text: str, told: str) -> None:
    with pytest.raises(MappingError, match=told.replace("?", r"\?")):
        read_mapping(text)
