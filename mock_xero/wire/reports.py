"""Reports as Xero spells them: every figure is text, in rows and cells."""

from datetime import date, datetime
from decimal import Decimal

from mock_xero.books.reports.layout import Cell, Figure, Report, Row, Section
from mock_xero.books.reports.periods import spelled
from mock_xero.wire.dates import spelled_bare, spelled_date_string
from mock_xero.wire.encoding import Json


def report_json(report: Report, today: date, now: datetime) -> Json:
    return {
        "ReportID": report.kind,
        "ReportName": report.name,
        "ReportType": report.kind,
        "ReportTitles": list(report.titles),
        "ReportDate": spelled(today),
        "UpdatedDateUTC": spelled_bare(now),
        "Fields": [],
        "Rows": [
            {"RowType": "Header", "Cells": [{"Value": each} for each in report.header]},
            *map(_section, report.sections),
        ],
    }


def _section(section: Section) -> Json:
    return {"RowType": "Section", "Title": section.title, "Rows": [_row(each) for each in section.rows]}


def _row(row: Row) -> Json:
    return {
        "RowType": "SummaryRow" if row.sums_up else "Row",
        "Cells": [_cell(each) for each in row.cells],
    }


def _cell(cell: Cell) -> Json:
    body: Json = {"Value": _value(cell.value)}
    if cell.about:
        body["Attributes"] = [{"Value": value, "Id": name} for name, value in cell.about]
    return body


def _value(figure: Figure) -> str:
    if isinstance(figure, Decimal):
        return f"{figure:.2f}"
    return spelled_date_string(figure) if isinstance(figure, date) else figure
