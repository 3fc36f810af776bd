"""Mistakes with amounts, accounts and dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

import httpx

from harness.engines.broken.member import AMOUNTS, CREDIT, MISSING, Broken
from harness.engines.broken.parts import Around, adapted, around, brings, read, sent_as
from harness.engines.builtin import BuiltIn, sync_engine_for
from harness.engines.protocol import Engine, Seat
from harness.workload.deeds import Deed, TakePayment

CENT: Final = Decimal("0.01")
ZERO: Final = Decimal("0.00")
Element = dict[str, Any]


class Respelled(Around):
    """Every invoice and payment that is to be created leaves as `invoice` and `payment` spell it."""

    def invoice(self, invoice: Element) -> Element:
        return invoice

    def payment(self, payment: Element) -> Element:
        return payment

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        spellings: dict[str, Callable[[Element], Element]] = {
            "Invoices": self.invoice,
            "Payments": self.payment,
        }
        for resource, spelled in spellings.items():
            if brings(request, resource):
                body = read(request.content)
                request = sent_as(request, {resource: [spelled(each) for each in body[resource]]})
        return await super().handle_async_request(request)


class DatesInUtc(Respelled):
    def invoice(self, invoice: Element) -> Element:
        return {**invoice, **{name: self._shifted(invoice[name]) for name in ("Date", "DueDate")}}

    def payment(self, payment: Element) -> Element:
        return {**payment, "Date": self._shifted(payment["Date"])}

    def _shifted(self, day: str) -> str:
        midnight = datetime.combine(date.fromisoformat(day), time(), ZoneInfo(self.seat.time_zone))
        return midnight.astimezone(UTC).date().isoformat()


class TaxOfTheDocument(Respelled):
    def invoice(self, invoice: Element) -> Element:
        *others, last = invoice["LineItems"]
        taxed = [line for line in invoice["LineItems"] if "TaxType" not in line]
        net = sum((_net(line) for line in taxed), ZERO)
        tax = (net / 10).quantize(CENT, ROUND_HALF_UP) - sum((_tax(line) for line in others), ZERO)
        return {**invoice, "LineItems": [*others, {**last, "TaxAmount": tax}]}


class PricesOfTwoPlaces(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_remove_param("unitdp")
        return await super().handle_async_request(request)


class DiscountsLeftOut(Respelled):
    def invoice(self, invoice: Element) -> Element:
        lines = [
            {name: value for name, value in line.items() if name != "DiscountAmount"}
            for line in invoice["LineItems"]
        ]
        return {**invoice, "LineItems": lines}


class TaxIncluded(Respelled):
    def invoice(self, invoice: Element) -> Element:
        return {**invoice, "LineAmountTypes": "Inclusive"}


class OneAccountForAll(Respelled):
    """The first account that money goes to is where all of it goes."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._account: Element | None = None

    def payment(self, payment: Element) -> Element:
        self._account = self._account or payment["Account"]
        return {**payment, "Account": self._account}


class CreditIsMoney(BuiltIn):
    async def do(self, deed: Deed) -> None:
        if isinstance(deed, TakePayment) and deed.credit and not deed.sources:
            credit = sum(deed.credit.values(), ZERO)
            deed = replace(deed, sources={"EFTPOS": credit}, allocations=deed.credit, credit={})
        await super().do(deed)


class CreditAddedToCash(Respelled):
    """What credit has paid is told by the adapter beside it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.by_credit: dict[str, Decimal] = {}

    def payment(self, payment: Element) -> Element:
        invoice = payment["Reference"].rpartition("/")[2]
        return {**payment, "Amount": Decimal(payment["Amount"]) + self.by_credit.pop(invoice, ZERO)}


class SurplusSent(Respelled):
    """What a payment brings beyond its invoices is told by the adapter beside it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.surplus: dict[str, Decimal] = {}

    def payment(self, payment: Element) -> Element:
        label = payment["Reference"].partition("/")[0]
        return {**payment, "Amount": Decimal(payment["Amount"]) + self.surplus.pop(label, ZERO)}


def credit_added_to_cash(seat: Seat) -> Engine:
    cash = CreditAddedToCash(seat)

    def hear(payment: TakePayment) -> None:
        for invoice, amount in payment.credit.items():
            cash.by_credit[str(invoice)] = cash.by_credit.get(str(invoice), ZERO) + amount

    return _listening(seat, cash, hear)


def surplus_sent(seat: Seat) -> Engine:
    money = SurplusSent(seat)

    def hear(payment: TakePayment) -> None:
        if payment.allocations:
            money.surplus[payment.label] = sum(payment.sources.values(), ZERO) - sum(
                payment.allocations.values(), ZERO
            )

    return _listening(seat, money, hear)


def _listening(seat: Seat, transport: Around, hear: Callable[[TakePayment], None]) -> Engine:
    """Return the good engine with this transport; `hear` learns of each payment that the clinic takes."""

    class Listening(BuiltIn):
        async def do(self, deed: Deed) -> None:
            if isinstance(deed, TakePayment):
                hear(deed)
            await super().do(deed)

    seat = replace(seat, transport=transport)
    return Listening(sync_engine_for(seat), seat)


def _net(line: Element) -> Decimal:
    exact = Decimal(line["Quantity"]) * Decimal(line["UnitAmount"]) - Decimal(line.get("DiscountAmount", 0))
    return exact.quantize(CENT, ROUND_HALF_UP)


def _tax(line: Element) -> Decimal:
    return Decimal(line["TaxAmount"])


MEMBERS: Final = (
    Broken(
        name="dates_in_utc",
        factory=around(DatesInUtc),
        mistake="A day is sent as its midnight in UTC: east of Greenwich that is the day before.",
        seen="T16",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="tax_of_the_document",
        factory=around(TaxOfTheDocument),
        mistake="Tax is rounded once for the document, where the clinic rounds it line by line.",
        seen="T28",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="prices_of_two_places",
        factory=around(PricesOfTwoPlaces),
        mistake="Xero is not asked for four decimal places: a price of 12.3456 becomes 12.35.",
        seen="T28",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="discounts_left_out",
        factory=around(DiscountsLeftOut),
        mistake="A line is sent with its price and quantity; its discount is not.",
        seen="T28",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="tax_included",
        factory=around(TaxIncluded),
        mistake="Prices before tax are sent as prices that include it.",
        seen="T28",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="one_account_for_all",
        factory=around(OneAccountForAll),
        mistake="All money goes to one account, whatever its payment type.",
        seen="T32",
        breaks=(AMOUNTS,),
    ),
    Broken(
        name="credit_is_money",
        factory=adapted(CreditIsMoney),
        mistake="What account credit pays is sent as if it were new money.",
        seen="R9 of the clinic's help pages",
        breaks=(CREDIT,),
    ),
    Broken(
        name="credit_added_to_cash",
        factory=credit_added_to_cash,
        mistake="Where credit and cash pay one invoice together, the cash is sent as if it were all of it.",
        seen="R9 of the clinic's help pages",
        breaks=(CREDIT, AMOUNTS),
    ),
    Broken(
        name="surplus_sent",
        factory=surplus_sent,
        mistake="Money is sent as it came in, with what is beyond the invoice: Xero takes no overpayment.",
        seen="T39",
        breaks=(MISSING,),
    ),
)
