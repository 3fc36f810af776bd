"""What each step of a timeline does to the world, apart from the clinic's own deeds: one function each."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

from harness.checkers.evidence import SettingsView
from harness.engines.protocol import Engine, EngineRefusedError
from harness.nemesis.ambush import BY_WORD, Ambush
from harness.nemesis.faults import Crash, Disconnection, Fault, LapsedConsent, Outage, Storm
from harness.reconciliation.breaks import Record
from harness.scenario import office, office_steps, schema
from harness.scenario.office import by_hand
from harness.simulation.history import Actor, Ended
from harness.simulation.world import World

Performer = Callable[[World, Any], Awaitable[None]]


async def perform_step(world: World, step: schema.Step) -> None:
    """Do one step of the timeline, now."""
    await PERFORMERS[type(step)](world, step)


async def _connect(world: World, step: schema.Connect | schema.Reconnect) -> None:
    if isinstance(step, schema.Reconnect) and world.xero.connected:
        begin(world, LapsedConsent())
    await world.user.connect(first_choice(world.scenario))
    if not world.mappings.choices:
        world.mappings.choose(world.clock.now(), first_choice(world.scenario))
    world.note(Actor.CLINIC, step.do)


async def _disconnect(world: World, step: schema.Disconnect) -> None:
    del step
    begin(world, Disconnection())


async def _synchronise(world: World, step: schema.Synchronise) -> None:
    pressed_at, day = world.clock.now(), world.xero.day()
    if await _granted(world, step.do, lambda engine: engine.synchronise(step.since)):
        world.synchronised_at.append(pressed_at)
        world.days_at_synchronise.append(day)


async def _change_settings(world: World, step: schema.ChangeSettings) -> None:
    pressed_at = world.clock.now()
    changed = world.mappings.changed(
        payment_types=step.payment_types, defaults=step.chosen_defaults, items=step.items
    )
    if await _granted(world, step.do, lambda engine: engine.save_settings(changed)):
        world.mappings.choose(pressed_at, changed)


async def _granted(world: World, operation: str, wish: Callable[[Engine], Awaitable[None]]) -> bool:
    """Let a person at the clinic ask; what the engine refuses is told in the history and changes nothing."""
    try:
        await world.host.ask(wish)
    except EngineRefusedError:
        world.note(Actor.CLINIC, operation, Ended.FAILED)
        return False
    world.note(Actor.CLINIC, operation)
    return True


async def _crash(world: World, step: schema.Crash) -> None:
    begin(world, Crash(step.restart_after))


async def _storm(world: World, step: schema.Storm) -> None:
    begin(world, Storm(step.weather, world.scenario.weather, step.lasts))


async def _outage(world: World, step: schema.Outage) -> None:
    begin(world, Outage(step.lasts))


async def _mishap(world: World, step: schema.Mishap) -> None:
    world.network.ambushes.waiting.append(Ambush(BY_WORD[step.what], step.to, step.after))
    world.note(Actor.NEMESIS, step.do)


async def _xero_records_payment(world: World, step: schema.XeroRecordsPayment) -> None:
    today = world.xero.organisation.today()
    number = str(step.invoice)
    deed = partial(world.xero.bookkeeper.records_payment, number, step.amount, step.account, today)
    by_hand(world, step.do, Record("payment", number), deed)


async def _xero_voids_invoice(world: World, step: schema.XeroVoidsInvoice) -> None:
    number = str(step.invoice)
    by_hand(world, step.do, Record("invoice", number), partial(world.xero.bookkeeper.voids_invoice, number))


async def _xero_deletes_payment(world: World, step: schema.XeroDeletesPayment) -> None:
    payment = world.book.payments.get(step.payment)
    if payment is None:  # taken at this very instant: Xero has never heard of it
        world.note(Actor.BOOKKEEPER, step.do, Ended.FAILED)
        return
    for part in payment.parts:
        number = str(part.invoice)
        deed = partial(world.xero.delete_app_payment, number, part.amount)
        by_hand(world, step.do, Record("payment", number), deed)


async def _xero_archives_contact(world: World, step: schema.XeroArchivesContact) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.archives_contact, step.patient))


async def _xero_locks_period(world: World, step: schema.XeroLocksPeriod) -> None:
    by_hand(world, step.do, None, partial(world.xero.bookkeeper.locks_period, step.until))


def begin(world: World, fault: Fault) -> None:
    """Let a fault begin, and heal by itself where it does."""
    fault.begin(world)
    world.note(Actor.NEMESIS, fault.name)
    if fault.lasts is not None:
        world.loop.call_later(fault.lasts.total_seconds(), _heal, world, fault)


def _heal(world: World, fault: Fault) -> None:
    fault.heal(world)
    world.note(Actor.NEMESIS, f"{fault.name} ends")


def first_choice(scenario: schema.Scenario) -> SettingsView:
    """Return the settings that the clinic chooses when it connects for the first time."""
    clinic = scenario.clinic
    return SettingsView(
        sales_account=clinic.defaults.sales_account,
        payment_account=clinic.defaults.payment_account,
        tax_exempt_rate=clinic.defaults.tax_exempt_rate,
        payment_types=dict(clinic.payment_types),
        items=dict(clinic.items),
    )


PERFORMERS: Final[Mapping[type, Performer]] = {
    schema.Connect: _connect,
    schema.Reconnect: _connect,
    schema.Disconnect: _disconnect,
    schema.Synchronise: _synchronise,
    schema.ChangeSettings: _change_settings,
    schema.Crash: _crash,
    schema.Storm: _storm,
    schema.Outage: _outage,
    schema.Mishap: _mishap,
    schema.XeroRecordsPayment: _xero_records_payment,
    schema.XeroVoidsInvoice: _xero_voids_invoice,
    schema.XeroDeletesPayment: _xero_deletes_payment,
    schema.XeroArchivesContact: _xero_archives_contact,
    schema.XeroLocksPeriod: _xero_locks_period,
    office_steps.Retry: office.retry,
    office_steps.XeroUnlocksPeriod: office.xero_unlocks_period,
    office_steps.XeroLocksYear: office.xero_locks_year,
    office_steps.XeroUnlocksYear: office.xero_unlocks_year,
    office_steps.XeroRestoresContact: office.xero_restores_contact,
    office_steps.XeroArchivesAccount: office.xero_archives_account,
    office_steps.XeroRestoresAccount: office.xero_restores_account,
    office_steps.XeroClosesAccount: office.xero_closes_account,
    office_steps.XeroOpensAccount: office.xero_opens_account,
    office_steps.XeroIssuesInvoice: office.xero_issues_invoice,
    office_steps.XeroRenumbersInvoice: office.xero_renumbers_invoice,
    office_steps.XeroRemovesPayment: office.xero_removes_payment,
    office_steps.XeroChangesPlan: office.xero_changes_plan,
    office_steps.XeroRefuses: office.xero_refuses,
    office_steps.XeroBreaks: office.xero_breaks,
    office_steps.XeroRelents: office.xero_relents,
}
