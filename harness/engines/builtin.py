"""The built-in engine in the harness's seat: translates deeds and answers, decides nothing."""

from collections.abc import Sequence
from datetime import date

from harness.checkers.evidence import Parked, SettingsView
from harness.engines.protocol import Engine, EngineRefusedError, Seat
from harness.ledger import ManualPayment
from harness.workload.deeds import (
    Deed,
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    EditPayment,
    IssueInvoice,
    Item,
    Patient,
    RefundCredit,
    RenamePatient,
    TakePayment,
)
from sync_engine import (
    BackfillRefused,
    Configuration,
    ConnectionRefused,
    IntegrationSettings,
    ItemDraft,
    LimitsKnown,
    PatientRef,
    SettingsRefused,
    SyncEngine,
)


def create(seat: Seat) -> Engine:
    """Build the engine of this project in the seat given."""
    return BuiltIn(sync_engine_for(seat), seat)


def sync_engine_for(seat: Seat) -> SyncEngine:
    """Build the engine itself, without the adapter around it."""
    limits = LimitsKnown(
        minute=seat.limits["minute"],
        day=seat.limits["day"],
        concurrent=seat.limits["concurrent"],
        payments_per_minute=seat.limits["payments per minute"],
    )
    configuration = Configuration.for_server(
        seat.xero_url,
        client_id=seat.client_id,
        client_secret=seat.client_secret,
        redirect_uri=seat.redirect_uri,
        limits=limits,
    )
    return SyncEngine(
        seat.database_url,
        transport=seat.transport,
        clock=seat.clock,
        chance=seat.choices,
        configuration=configuration,
        observer=seat.observer,
        postman=seat.postman,
    )


class BuiltIn:
    """The adapter. A deed is one call of the clinic's records; a person's refusal keeps its sentence."""

    def __init__(self, engine: SyncEngine, seat: Seat) -> None:
        self._engine = engine
        self._engine.clinic.open_practice(seat.practice, seat.time_zone, currency=seat.currency)

    async def run(self) -> None:
        await self._engine.run()

    async def begin_connection(self) -> str:
        return self._engine.connection.begin()

    async def finish_connection(self, callback_url: str) -> None:
        try:
            await self._engine.connection.finish(callback_url)
        except ConnectionRefused as refused:
            raise EngineRefusedError(str(refused)) from refused

    async def settings(self) -> SettingsView | None:
        current = self._engine.settings.current()
        if current is None:
            return None
        return SettingsView(
            sales_account=current.sales_account,
            payment_account=current.payment_account,
            tax_exempt_rate=current.tax_exempt_rate,
            payment_types=dict(current.payment_types),
            items=dict(current.items),
        )

    async def save_settings(self, settings: SettingsView) -> None:
        try:
            self._engine.settings.save(
                IntegrationSettings(
                    sales_account=settings.sales_account,
                    payment_account=settings.payment_account,
                    tax_exempt_rate=settings.tax_exempt_rate,
                    payment_types=dict(settings.payment_types),
                    items=dict(settings.items),
                )
            )
        except SettingsRefused as refused:
            raise EngineRefusedError(str(refused)) from refused

    async def do(self, deed: Deed) -> None:
        clinic = self._engine.clinic
        match deed:
            case IssueInvoice():
                clinic.issue_invoice(
                    deed.number, _patient(deed.patient), deed.issued_on, _items(deed.items), deed.invoice_to
                )
            case EditInvoice():
                clinic.edit_invoice(deed.number, _items(deed.items))
            case DeleteInvoice():
                clinic.delete_invoice(deed.number)
            case TakePayment():
                clinic.take_payment(
                    deed.label,
                    _patient(deed.patient),
                    deed.paid_on,
                    deed.sources,
                    deed.allocations,
                    deed.credit,
                )
            case EditPayment():
                clinic.edit_payment(deed.label, deed.paid_on, deed.sources, deed.allocations, deed.credit)
            case DeletePayment():
                clinic.delete_payment(deed.label)
            case RefundCredit():
                clinic.refund_credit(deed.label, _patient(deed.patient), deed.paid_on, deed.amount)
            case RenamePatient():
                clinic.rename_patient(_patient(deed.patient))

    async def synchronise(self, since: date) -> None:
        try:
            self._engine.backfill.start(since)
        except BackfillRefused as refused:
            raise EngineRefusedError(str(refused)) from refused

    async def unsettled(self) -> str | None:
        return self._engine.unsettled()

    async def parked(self) -> Sequence[Parked]:
        return [
            Parked(kind=each.kind, number=str(each.number), reason=each.reason, xero_says=each.xero_says)
            for each in self._engine.parked()
        ]

    async def try_again(self, invoice: str | None) -> None:
        waiting = [each for each in self._engine.parked() if invoice in {None, str(each.number)}]
        if not waiting:
            raise EngineRefusedError("nothing of this needs attention")
        for each in waiting:
            self._engine.try_again(each)

    async def manual_payments(self) -> Sequence[ManualPayment]:
        return [
            ManualPayment(str(each.invoice_number), each.amount, each.date)
            for each in self._engine.manual_payments()
        ]

    async def close(self) -> None:
        self._engine.close()


def _patient(patient: Patient) -> PatientRef:
    return PatientRef(id=patient.id, name=patient.name)


def _items(items: Sequence[Item]) -> list[ItemDraft]:
    return [
        ItemDraft(
            description=item.description,
            quantity=item.quantity,
            unit_price=item.unit_price,
            taxable=item.taxable,
            billable_item=item.billable_item,
            discount=item.discount,
        )
        for item in items
    ]
