"""Mistakes with *Synchronise from previous date*, and with what was missed."""

from datetime import date, timedelta
from typing import Final

from harness.checkers.evidence import SettingsView
from harness.engines.broken.member import ASKED, DOUBLED, MISSING, Broken
from harness.engines.broken.parts import Adapter, adapted, database_of
from harness.engines.builtin import BuiltIn

LONG_AGO: Final = date(2000, 1, 1)


class AfterTheDay(BuiltIn):
    async def synchronise(self, since: date) -> None:
        await super().synchronise(since + timedelta(days=1))


class AllOverAgain(Adapter):
    async def synchronise(self, since: date) -> None:
        with database_of(self.seat) as database:
            database.execute(
                "update delivery set status = 'missed', in_xero = 'never', xero_id = null"
                " where status = 'done' and in_xero = 'stands' and kind = 'payment'"
            )
        await super().synchronise(since)


class InvoicesOnly(Adapter):
    async def synchronise(self, since: date) -> None:
        await super().synchronise(since)
        with database_of(self.seat) as database:
            database.execute("update delivery set status = 'missed' where lane = 1 and kind = 'payment'")


class GoesUnasked(BuiltIn):
    async def save_settings(self, settings: SettingsView) -> None:
        await super().save_settings(settings)
        await self.synchronise(LONG_AGO)


MEMBERS: Final = (
    Broken(
        name="after_the_day",
        factory=adapted(AfterTheDay),
        mistake="The watermark skips equal instants: what is dated on the day itself is left out.",
        seen="T38, T26",
        breaks=(MISSING,),
    ),
    Broken(
        name="all_over_again",
        factory=adapted(AllOverAgain),
        mistake="A synchronisation sends every payment since then, those too that are in Xero.",
        seen="T38, R5 of the clinic's help pages",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="invoices_only",
        factory=adapted(InvoicesOnly),
        mistake="A synchronisation brings the invoices that were missed, and not what paid them.",
        seen="T38",
        breaks=(MISSING,),
    ),
    Broken(
        name="goes_unasked",
        factory=adapted(GoesUnasked),
        mistake="After a reconnection everything that was missed goes by itself.",
        seen="R10 of the clinic's help pages",
        breaks=(ASKED,),
    ),
)
