"""Mistakes with whom an invoice is for."""

from dataclasses import replace
from typing import Final

import httpx

from harness.engines.broken.member import AMOUNTS, DOUBLED, Broken
from harness.engines.broken.parts import Around, adapted, around, brings, read, sent_as
from harness.engines.builtin import BuiltIn
from harness.engines.protocol import Seat
from harness.workload.deeds import Deed, IssueInvoice, Patient, RefundCredit, RenamePatient, TakePayment
from sync_engine import SyncEngine


class NamesakesShareAContact(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if brings(request, "Invoices"):
            body = read(request.content)
            for invoice in body["Invoices"]:
                invoice["Contact"] = _by_name(invoice["Contact"])
            request = sent_as(request, body)
        return await super().handle_async_request(request)


def _by_name(contact: dict[str, str]) -> dict[str, str]:
    if "ContactNumber" not in contact:
        return contact
    return {"Name": contact["Name"].removesuffix(f" ({contact['ContactNumber']})")}


class RenamedIsSomebodyElse(BuiltIn):
    def __init__(self, engine: SyncEngine, seat: Seat) -> None:
        super().__init__(engine, seat)
        self._known_as: dict[str, str] = {}

    async def do(self, deed: Deed) -> None:
        match deed:
            case RenamePatient():
                self._known_as[deed.patient.id] = f"{deed.patient.id} renamed"
            case IssueInvoice() | TakePayment() | RefundCredit():
                await super().do(replace(deed, patient=self._now(deed.patient)))
            case _:
                await super().do(deed)

    def _now(self, patient: Patient) -> Patient:
        return Patient(self._known_as.get(patient.id, patient.id), patient.name)


class ThirdPartyLeftOut(BuiltIn):
    async def do(self, deed: Deed) -> None:
        if isinstance(deed, IssueInvoice):
            deed = replace(deed, invoice_to=None)
        await super().do(deed)


MEMBERS: Final = (
    Broken(
        name="namesakes_share_a_contact",
        factory=around(NamesakesShareAContact),
        mistake="Contacts are found by their name alone: two patients of one name are one contact.",
        seen="T21",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="renamed_is_somebody_else",
        factory=adapted(RenamedIsSomebodyElse),
        mistake="A patient is known by the name: with a new one, they get a second contact.",
        seen="T21",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="third_party_left_out",
        factory=adapted(ThirdPartyLeftOut),
        mistake="An invoice that an insurer pays goes to the patient's contact.",
        seen="T21",
        breaks=(AMOUNTS,),
    ),
)
