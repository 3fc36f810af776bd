"""Mistakes with what is done to a document, and in which order."""

from typing import Final

import httpx

from harness.engines.broken.member import AMOUNTS, DOUBLED, MISSING, Broken
from harness.engines.broken.parts import Adapter, Around, adapted, around, brings, database_of
from harness.engines.builtin import create
from harness.engines.protocol import Engine, Seat
from harness.workload.deeds import Deed, DeleteInvoice, DeletePayment, EditInvoice, TakePayment

DONE_AS_IT_STANDS: Final = "update delivery set status = 'done' where status in ('due', 'waiting')"


class PostInsteadOfPut(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if brings(request, "Invoices"):
            request.method = "POST"
        return await super().handle_async_request(request)


class Overlooking(Adapter):
    """An adapter that can make the engine overlook what it has just been told."""

    def overlook(self, which: str, *values: object) -> None:
        with database_of(self.seat) as database:
            database.execute(f"{DONE_AS_IT_STANDS} and {which}", values)


class EarlyPaymentsSkipped(Overlooking):
    async def do(self, deed: Deed) -> None:
        await super().do(deed)
        if isinstance(deed, TakePayment):
            self.overlook("kind = 'payment' and status = 'waiting'")


class EditsNotSent(Overlooking):
    async def do(self, deed: Deed) -> None:
        await super().do(deed)
        if isinstance(deed, EditInvoice):
            self.overlook("kind = 'invoice' and in_xero = 'stands' and record_id = ?", deed.number)


class DeletionsNotSent(Overlooking):
    async def do(self, deed: Deed) -> None:
        await super().do(deed)
        if isinstance(deed, DeleteInvoice):
            self.overlook("kind = 'invoice' and record_id = ?", deed.number)


class DeletedPaymentsStay(Overlooking):
    async def do(self, deed: Deed) -> None:
        await super().do(deed)
        if isinstance(deed, DeletePayment):
            self.overlook("kind = 'payment' and in_xero = 'stands'")


def outbox_forgotten_in_a_crash(seat: Seat) -> Engine:
    """Whoever starts on an old database finds nothing to do."""
    _on_an_old_database(
        seat, "update delivery set status = 'done' where status != 'done'", "delete from attempt"
    )
    return create(seat)


def promises_forgotten_in_a_crash(seat: Seat) -> Engine:
    """Whoever starts on an old database sends again what was under way."""
    _on_an_old_database(
        seat,
        "update delivery set status = 'due', attempt_id = null, sending = null where status = 'sending'",
        "delete from attempt",
    )
    return create(seat)


def _on_an_old_database(seat: Seat, *statements: str) -> None:
    with database_of(seat) as database:
        if database.execute("select name from sqlite_master where name = 'delivery'").fetchone():
            for statement in statements:
                database.execute(statement)


MEMBERS: Final = (
    Broken(
        name="post_instead_of_put",
        factory=around(PostInsteadOfPut),
        mistake="Invoices are sent by POST: one whose number Xero has already overwrites that invoice.",
        seen="T8",
        breaks=(MISSING,),
    ),
    Broken(
        name="outbox_forgotten_in_a_crash",
        factory=outbox_forgotten_in_a_crash,
        mistake="What is to be sent is kept in memory: after a crash nothing is left to do.",
        seen="T38",
        breaks=(MISSING,),
    ),
    Broken(
        name="promises_forgotten_in_a_crash",
        factory=promises_forgotten_in_a_crash,
        mistake="Keys are kept in memory: what was under way at a crash is sent again, with another key.",
        seen="T7",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="early_payments_skipped",
        factory=adapted(EarlyPaymentsSkipped),
        mistake="A payment whose invoice is not in Xero yet is passed over, and never comes back.",
        seen="T19",
        breaks=(MISSING,),
    ),
    Broken(
        name="edits_not_sent",
        factory=adapted(EditsNotSent),
        mistake="What is in Xero once counts as done: a later edit is not sent.",
        seen="T36",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="deletions_not_sent",
        factory=adapted(DeletionsNotSent),
        mistake="An invoice that the clinic deletes stays in Xero.",
        seen="T9, T10",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="deleted_payments_stay",
        factory=adapted(DeletedPaymentsStay),
        mistake="A payment that the clinic deletes stays in Xero.",
        seen="T27",
        breaks=(DOUBLED,),
    ),
)
