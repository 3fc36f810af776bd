"""Lives the clinic's documents through in their order, and writes them as records of the timeline."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from harness.timeline.ends import Ends
from harness.timeline.invoices import ZERO, Invoice
from harness.timeline.numbers import InvoiceNumbers
from harness.timeline.paying import Till
from harness.timeline.payments import Payment
from harness.timeline.people import People
from harness.timeline.schedule import Desk, Schedule
from harness.timeline.standing import Account, Record, Standing


@dataclass
class Settlement:
    """Writes the records of one import. `numbers` is how payments name invoices."""

    people: People
    numbers: InvoiceNumbers
    invoices: Ends
    payments: Ends
    zone: tzinfo
    standing: Standing = field(default_factory=Standing)

    def __post_init__(self) -> None:
        self._schedule = Schedule(self.zone)
        self._till = Till(self.standing, self.people, self.numbers, self.payments)

    def live(self, invoices: list[Invoice], payments: list[Payment]) -> list[Record]:
        """Return every record in the order of its instant."""
        for invoice in invoices:
            self._issue(invoice)
        moments = [self._deletion(each) for each in invoices if each.deleted]
        moments += [(self._paid_at(payment), payment) for payment in payments]
        for at, document in sorted(moments, key=lambda moment: moment[0]):
            if isinstance(document, Invoice):
                self._delete(at, document)
            else:
                self._till.take(at, document)
        self._compare_with_what_is_said()
        return self.standing.records()

    def _issue(self, invoice: Invoice) -> None:
        at = self._schedule.at(Desk.INVOICES, invoice.issued.day, invoice.issued.instant)
        self.standing.accounts[invoice.number] = Account(invoice, at, invoice.total)
        to = {"invoice to": invoice.party} if invoice.party else {}
        self.standing.write(
            at,
            "invoice",
            number=invoice.number,
            patient=self.people.written(invoice.patient),
            amount=str(invoice.total),
            dated=invoice.issued.day.isoformat(),
            **to,
        )

    def _deletion(self, invoice: Invoice) -> tuple[datetime, Invoice | Payment]:
        on = invoice.deleted_on or invoice.issued
        instant = invoice.deleted_on.instant if invoice.deleted_on else None
        after = self.standing.accounts[invoice.number].issued_at
        return self._schedule.at(Desk.DELETIONS, on.day, instant, after=after), invoice

    def _delete(self, at: datetime, invoice: Invoice) -> None:
        account = self.standing.accounts[invoice.number]
        self.standing.add_credit(invoice.patient, account.paid)
        account.deleted, account.open = True, ZERO
        self.standing.write(at, "delete invoice", invoice=invoice.number)

    def _paid_at(self, payment: Payment) -> datetime:
        """No payment is entered before the invoices that it names."""
        named = [self.standing.accounts.get(self.numbers.find(text) or 0) for text, _ in payment.allocations]
        after = max((account.issued_at for account in named if account), default=None)
        desk = Desk.REFUNDS if payment.refund else Desk.PAYMENTS if payment.money else Desk.CREDIT
        return self._schedule.at(desk, payment.paid.day, payment.paid.instant, after=after)

    def _compare_with_what_is_said(self) -> None:
        """The export says what was paid; the payments in it may come to something else."""
        for account in self.standing.accounts.values():
            said = account.invoice.said_paid
            if said is None or account.deleted or said == account.paid:
                continue
            what = f"the export says that {said} is paid, its payments come to {account.paid}"
            done = "the payments are taken" if self.payments.counts().rows else "no payments were given"
            self.invoices.remark(account.invoice.row, "paid differs", what, done)
