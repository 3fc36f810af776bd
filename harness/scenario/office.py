"""What the steps of whoever mends things do to the world: one function each."""

from collections.abc import Callable
from functools import partial

from harness.engines.protocol import EngineRefusedError, Retrying
from harness.reconciliation.breaks import Record
from harness.scenario import office_steps as steps
from harness.simulation.history import Actor, Ended
from harness.simulation.world import World
from harness.simulation.xero_side import BookkeeperRefusedError


async def retry(world: World, step: steps.Retry) -> None:
    """What an engine without *Try again* can't do is told in the history as failed."""

    async def press(engine: object) -> None:
        if not isinstance(engine, Retrying):
            raise EngineRefusedError("this engine has no way to try again")
        await engine.try_again(None if step.invoice is None else str(step.invoice))

    try:
        await world.host.ask(press)
    except EngineRefusedError:
        world.note(Actor.CLINIC, step.do, Ended.FAILED)
    else:
        world.note(Actor.CLINIC, step.do)


async def xero_unlocks_period(world: World, step: steps.XeroUnlocksPeriod) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.locks_period, None))


async def xero_locks_year(world: World, step: steps.XeroLocksYear) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.locks_year, step.until))


async def xero_unlocks_year(world: World, step: steps.XeroUnlocksYear) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.locks_year, None))


async def xero_restores_contact(world: World, step: steps.XeroRestoresContact) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.restores_contact, step.patient))


async def xero_archives_account(world: World, step: steps.XeroArchivesAccount) -> None:
    by_hand(world, step.do, None, partial(world.xero.archive_account, step.account, archived=True))


async def xero_restores_account(world: World, step: steps.XeroRestoresAccount) -> None:
    by_hand(world, step.do, None, partial(world.xero.archive_account, step.account, archived=False))


async def xero_closes_account(world: World, step: steps.XeroClosesAccount) -> None:
    by_hand(world, step.do, None, partial(world.xero.enable_payments, step.account, enabled=False))


async def xero_opens_account(world: World, step: steps.XeroOpensAccount) -> None:
    by_hand(world, step.do, None, partial(world.xero.enable_payments, step.account, enabled=True))


async def xero_issues_invoice(world: World, step: steps.XeroIssuesInvoice) -> None:
    number = str(step.number)
    issue = world.xero.bookkeeper.issues_invoice
    deed = partial(issue, number, step.amount, f"Customer {number}", step.account)
    by_hand(world, step.do, Record("invoice", number), deed)


async def xero_renumbers_invoice(world: World, step: steps.XeroRenumbersInvoice) -> None:
    number = str(step.number)
    deed = partial(world.xero.bookkeeper.renumbers_invoice, number, step.to)
    by_hand(world, step.do, Record("invoice", number), deed)


async def xero_removes_payment(world: World, step: steps.XeroRemovesPayment) -> None:
    number = str(step.invoice)
    by_hand(world, step.do, Record("payment", number), partial(world.xero.bookkeeper.removes_payment, number))


async def xero_changes_plan(world: World, step: steps.XeroChangesPlan) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.changes_plan, step.approval_limit))


async def xero_refuses(world: World, step: steps.XeroRefuses) -> None:
    by_hand(world, step.do, None, partial(world.xero.refuse, step.deeds, step.saying))


async def xero_breaks(world: World, step: steps.XeroBreaks) -> None:
    by_hand(
        world, step.do, Record("invoice", str(step.invoice)), partial(world.xero.break_at, str(step.invoice))
    )


async def xero_relents(world: World, step: steps.XeroRelents) -> None:
    by_hand(world, step.do, None, world.xero.relent)


def by_hand(world: World, operation: str, record: Record | None, deed: Callable[[], object]) -> None:
    """Let the bookkeeper try; what Xero refuses a person is told in the history and changes nothing."""
    try:
        deed()
    except BookkeeperRefusedError:
        ended = Ended.FAILED
    else:
        ended = Ended.OK
    world.history.note(world.clock.now(), Actor.BOOKKEEPER, operation, record, ended)
