"""The payment form: money from several sources, new or held as credit, set against several invoices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sync_engine.clinic import InvoiceView
from sync_engine.clinic.drafts import ZERO
from sync_engine.pages.forms import FieldRefused, Form, money_in

SOURCES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """As filled in: text. A source is a payment type and an amount; an invoice takes new money and credit."""

    date: str
    sources: Sequence[tuple[str, str]] = ()
    new_money: Mapping[str, str] = field(default_factory=dict)
    credit: Mapping[str, str] = field(default_factory=dict)
    new_patient: str = ""

    @classmethod
    def filled_in(cls, form: Form) -> "PaymentForm":
        invoices = form.all("invoice")
        return cls(
            form.text("date"),
            tuple(zip(form.all("type"), form.all("amount"), strict=False)),
            dict(zip(invoices, form.all("new_money"), strict=False)),
            dict(zip(invoices, form.all("credit"), strict=False)),
            form.text("new_patient"),
        )

    @classmethod
    def paying(cls, invoice: InvoiceView | None, usual_type: str, today: str) -> "PaymentForm":
        """Return the form as it opens: what is open on an invoice, paid the usual way."""
        if invoice is None or invoice.open <= 0:
            return cls(today)
        open_part = f"{invoice.open:.2f}"
        return cls(today, ((usual_type, open_part),), {str(invoice.number): open_part})

    @property
    def shown_sources(self) -> list[tuple[str, str]]:
        blank = [("", "")] * max(0, SOURCES_SHOWN - len(self.sources))
        return [*self.sources, *blank]

    def money(self) -> dict[str, Decimal]:
        """Return the new money by payment type. Raises FieldRefused."""
        found: dict[str, Decimal] = {}
        for kind, amount in self.sources:
            if amount and not kind:
                raise FieldRefused("Please choose how the money came in.")
            if amount:
                found[kind] = found.get(kind, ZERO) + money_in(amount, "the amount")
        return found

    def allocations(self) -> dict[int, Decimal]:
        """Return the new money by invoice. Raises FieldRefused."""
        return _by_invoice(self.new_money)

    def credits(self) -> dict[int, Decimal]:
        """Return the account credit by invoice. Raises FieldRefused."""
        return _by_invoice(self.credit)


def _by_invoice(amounts: Mapping[str, str]) -> dict[int, Decimal]:
    return {
        int(number): money_in(amount, "the amount")
        for number, amount in amounts.items()
        if amount and number.isdecimal()
    }
