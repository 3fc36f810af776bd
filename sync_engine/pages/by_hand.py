"""Account credit used on invoices: a person records these payments in Xero by hand (R9)."""

import csv
import io
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.clinic.drafts import ZERO
from sync_engine.pages.desk import HOME, Desk

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class ByHandPages:
    """Shows the list, and gives it to a spreadsheet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route(f"{HOME}/by-hand", self.show, methods=["GET"]),
            Route(f"{HOME}/by-hand.csv", self.sheet, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        payments = self._desk.engine.manual_payments()
        total = sum((each.amount for each in payments), ZERO)
        return self._desk.page(request, "by_hand.html", payments=payments, total=total)

    async def sheet(self, request: Request) -> Response:
        del request
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["date", "invoice", "patient", "amount"])
        for each in self._desk.engine.manual_payments():
            writer.writerow([each.date, each.invoice_number, _plain(each.patient_name), each.amount])
        disposition = {"content-disposition": 'attachment; filename="record-by-hand-in-xero.csv"'}
        return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=disposition)


def _plain(name: str) -> str:
    """Return the name so that no spreadsheet takes it for a formula."""
    return f"'{name}" if name.startswith(_STARTS_A_FORMULA) else name
