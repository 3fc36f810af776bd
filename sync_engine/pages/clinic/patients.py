"""The clinic's patients, with what they owe and what is held for them."""

from collections import defaultdict
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.pages.desk import PATHS, Desk


class PatientPages:
    """One list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route(PATHS["patients"], self.index, methods=["GET"])]

    async def index(self, request: Request) -> Response:
        clinic = self._desk.engine.clinic
        owed: dict[str, Decimal] = defaultdict(Decimal)
        for invoice in clinic.invoices():
            if not invoice.deleted:
                owed[invoice.patient_id] += invoice.open
        patients = sorted(clinic.patients(), key=lambda patient: patient.name.casefold())
        return self._desk.page(request, "patients.html", patients=patients, owed=owed)
