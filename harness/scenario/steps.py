"""The steps of a timeline: one class for each `do`, with the words that it takes. They say nothing about how.

Python names differ from the file's words only where `words` says so (`for` is `lasts`, `from` is `since`).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from harness.nemesis.ambush import BY_WORD
from harness.scenario.clinic_steps import (
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    EditPayment,
    IssueInvoice,
    Pay,
    PayByCredit,
    Prepay,
    Refund,
    RenamePatient,
)
from harness.scenario.grammar import BaseStep, Words
from harness.scenario.office_steps import Office
from harness.scenario.values import (
    AccountCode,
    Count,
    Day,
    Duration,
    Money,
    Share,
    Tally,
    TaxRate,
    Text,
    one_of,
)
from harness.scenario.weather import STORM, Forecast
from harness.scenario.words import MisreadError

MOST_INVOICES: Final = 1_000_000
MISHAPS: Final = tuple(BY_WORD)


class DefaultsChange(Words):
    """The default accounts that change; what is not named stays."""

    sales_account: AccountCode | None = None
    payment_account: AccountCode | None = None
    tax_exempt_rate: TaxRate | None = None


class Connect(BaseStep):
    """Consent in Xero, accounts, *Save integration settings*."""

    do: Literal["connect"] = "connect"


class Disconnect(BaseStep):
    """The user removes the app in Xero."""

    do: Literal["disconnect"] = "disconnect"


class Reconnect(BaseStep):
    """The whole way once more; without a `disconnect` before it, the consent had lapsed."""

    do: Literal["reconnect"] = "reconnect"


class Synchronise(BaseStep):
    """*Synchronise previous information to Xero*, from this date on."""

    do: Literal["synchronise"] = "synchronise"
    since: Day


class Trade(BaseStep):
    """A practice at work: exactly days x invoices; what no share claims stays open."""

    do: Literal["trade"] = "trade"
    lasts: Duration
    invoices_per_day: Count
    paid: Share = Decimal(0)
    partly_paid: Share = Decimal(0)
    by_account_credit: Share = Decimal(0)
    edited: Share = Decimal(0)
    deleted: Share = Decimal(0)

    @model_validator(mode="after")
    def _no_more_than_all(self) -> "Trade":
        claimed = self.paid + self.partly_paid + self.by_account_credit + self.edited + self.deleted
        if claimed > 1:
            raise MisreadError(
                f"the shares add up to {(claimed * 100).normalize():f}%; together they may claim at most 100%"
            )
        return self

    @model_validator(mode="after")
    def _whole_invoices(self) -> "Trade":
        invoices = Decimal(self.lasts // timedelta(seconds=1)) / 86_400 * self.invoices_per_day
        if invoices < 1:
            raise MisreadError(
                'not one invoice comes of this; write a longer "for" or more "invoices per day"'
            )
        if invoices > MOST_INVOICES:
            raise MisreadError(
                f"{invoices:,.0f} invoices are more than {MOST_INVOICES:,} and cannot be meant"
            )
        return self


class Replay(BaseStep):
    """What a clinic did, record by record, from a file beside the scenario; the loader puts it in place."""

    do: Literal["replay"] = "replay"
    records: Text


class ChangeSettings(BaseStep):
    """Integration settings change; what is not named stays."""

    do: Literal["change settings"] = "change settings"
    payment_types: dict[Text, AccountCode] = Field(default_factory=dict)
    defaults: DefaultsChange = DefaultsChange()
    items: dict[Text, AccountCode] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _something_changes(self) -> "ChangeSettings":
        if not (self.payment_types or self.chosen_defaults or self.items):
            raise MisreadError('nothing changes; write "payment types", "defaults" or "items"')
        return self

    @property
    def chosen_defaults(self) -> dict[str, str]:
        """The defaults that change, by their Python names."""
        return self.defaults.model_dump(exclude_none=True)


class Crash(BaseStep):
    """The engine dies where it stands, and is started again after a while."""

    do: Literal["crash"] = "crash"
    restart_after: Duration


class Storm(BaseStep):
    """Other weather for a while."""

    do: Literal["storm"] = "storm"
    lasts: Duration
    weather: Forecast = STORM


class Outage(BaseStep):
    """Xero answers 503 for a while."""

    do: Literal["outage"] = "outage"
    lasts: Duration


_REQUEST: Final = re.compile(r"(GET|PUT|POST|DELETE) /\S+")


def _request(value: object) -> str:
    """Read a request as the history names it."""
    if isinstance(value, str) and _REQUEST.fullmatch(value.strip()):
        return value.strip()
    raise MisreadError('write a request as the history names it, for example "PUT /Payments"')


class Mishap(BaseStep):
    """One trouble befalls one request of the engine: the next such one, or one after so many such."""

    do: Literal["mishap"] = "mishap"
    what: Annotated[str, BeforeValidator(one_of(MISHAPS, "mishap"))] = Field(
        json_schema_extra={"enum": list(MISHAPS)}
    )
    to: Annotated[str, BeforeValidator(_request)] | None = Field(
        default=None, description="A request as the history names it", examples=["PUT /Payments"]
    )
    after: Tally = Field(default=0, description="How many such requests go by before")


class XeroRecordsPayment(BaseStep):
    """A bookkeeper records a payment in Xero by hand."""

    do: Literal["xero records payment"] = "xero records payment"
    invoice: Count
    amount: Money
    account: AccountCode


class XeroVoidsInvoice(BaseStep):
    """A bookkeeper voids an invoice in Xero."""

    do: Literal["xero voids invoice"] = "xero voids invoice"
    invoice: Count


class XeroDeletesPayment(BaseStep):
    """A bookkeeper deletes in Xero a payment that the app made."""

    do: Literal["xero deletes payment"] = "xero deletes payment"
    payment: Text


class XeroArchivesContact(BaseStep):
    """A bookkeeper archives a patient's contact in Xero."""

    do: Literal["xero archives contact"] = "xero archives contact"
    patient: Text


class XeroLocksPeriod(BaseStep):
    """A bookkeeper locks the books up to a date, that day included."""

    do: Literal["xero locks period"] = "xero locks period"
    until: Day


Step = (
    Connect
    | Disconnect
    | Reconnect
    | Synchronise
    | Trade
    | Replay
    | IssueInvoice
    | Pay
    | Prepay
    | Refund
    | RenamePatient
    | PayByCredit
    | EditInvoice
    | EditPayment
    | DeleteInvoice
    | DeletePayment
    | ChangeSettings
    | Crash
    | Storm
    | Outage
    | Mishap
    | XeroRecordsPayment
    | XeroVoidsInvoice
    | XeroDeletesPayment
    | XeroArchivesContact
    | XeroLocksPeriod
    | Office
)


def _by_word() -> Iterator[tuple[str, type[BaseStep]]]:
    for kind in get_args(Step):
        yield kind.model_fields["do"].default, kind


STEPS: Final[Mapping[str, type[BaseStep]]] = dict(_by_word())
