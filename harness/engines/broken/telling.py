"""Mistakes with what people are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.checkers.evidence import Parked
from harness.engines.broken.member import CREDIT, MISSING, PRIVATE, TOLD, Broken
from harness.engines.broken.parts import adapted
from harness.engines.builtin import BuiltIn, create, sync_engine_for
from harness.engines.protocol import Engine, Letter, Postman, Seat
from harness.ledger import ManualPayment
from harness.workload.deeds import Deed, IssueInvoice


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A letter with other words in it."""

    message_id: str
    subject: str
    text: str


class Signing:
    """A postman's helper who writes the last patient's name under each letter."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman
        self.name = ""

    async def post(self, letter: Letter) -> None:
        signed = f"{letter.text}\nPatient: {self.name}"
        await self._postman.post(Rewritten(letter.message_id, letter.subject, signed))


class ParkedInSilence(BuiltIn):
    async def parked(self) -> Sequence[Parked]:
        return []


class ReasonSwallowed(BuiltIn):
    async def parked(self) -> Sequence[Parked]:
        return [replace(each, reason="", xero_says="") for each in await super().parked()]


class CreditNotListed(BuiltIn):
    async def manual_payments(self) -> Sequence[ManualPayment]:
        return []


class AlwaysSettled(BuiltIn):
    async def unsettled(self) -> str | None:
        return None


def no_letters(seat: Seat) -> Engine:
    return create(replace(seat, postman=None))


def patients_in_letters(seat: Seat) -> Engine:
    if seat.postman is None:
        return create(seat)
    signing = Signing(seat.postman)

    class Naming(BuiltIn):
        async def do(self, deed: Deed) -> None:
            if isinstance(deed, IssueInvoice):
                signing.name = deed.patient.name
            await super().do(deed)

    seat = replace(seat, postman=signing)
    return Naming(sync_engine_for(seat), seat)


MEMBERS: Final = (
    Broken(
        name="no_letters",
        factory=no_letters,
        mistake="What Xero refuses is set aside, and nobody gets an e-mail.",
        seen="R11 of the clinic's help pages",
        breaks=(TOLD,),
    ),
    Broken(
        name="parked_in_silence",
        factory=adapted(ParkedInSilence),
        mistake="The list of what needs attention is empty, although documents were refused.",
        seen="T31",
        breaks=(TOLD,),
    ),
    Broken(
        name="reason_swallowed",
        factory=adapted(ReasonSwallowed),
        mistake="What needs attention is listed without Xero's words and without a reason.",
        seen="T31",
        breaks=(TOLD,),
    ),
    Broken(
        name="patients_in_letters",
        factory=patients_in_letters,
        mistake="An e-mail names the patient: whoever passes by reads who was treated.",
        seen="T33",
        breaks=(PRIVATE,),
    ),
    Broken(
        name="credit_not_listed",
        factory=adapted(CreditNotListed),
        mistake="What credit paid stays open in Xero, and nobody is told to record it.",
        seen="R9 of the clinic's help pages",
        breaks=(CREDIT,),
    ),
    Broken(
        name="always_settled",
        factory=adapted(AlwaysSettled),
        mistake="The sync says that all is done while documents are still on their way.",
        seen="T38",
        breaks=(MISSING,),
    ),
)
