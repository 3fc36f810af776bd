"""The steps of whoever mends things: the clinic presses *Try again*, a bookkeeper works in Xero."""

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from harness.scenario.grammar import BaseStep
from harness.scenario.values import AccountCode, Count, Day, Money, Text, one_of

DEEDS: Final = ("invoices", "payments", "payments taken back")


class Retry(BaseStep):
    """Somebody presses *Try again*: for everything about one invoice, or for all that needs attention."""

    do: Literal["retry"] = "retry"
    invoice: Count | None = None


class XeroUnlocksPeriod(BaseStep):
    """A bookkeeper takes the period lock away."""

    do: Literal["xero unlocks period"] = "xero unlocks period"


class XeroLocksYear(BaseStep):
    """A bookkeeper locks the financial year up to a date, that day included."""

    do: Literal["xero locks year"] = "xero locks year"
    until: Day


class XeroUnlocksYear(BaseStep):
    """A bookkeeper takes the end-of-year lock away."""

    do: Literal["xero unlocks year"] = "xero unlocks year"


class XeroRestoresContact(BaseStep):
    """A bookkeeper brings a patient's archived contact back."""

    do: Literal["xero restores contact"] = "xero restores contact"
    patient: Text


class XeroArchivesAccount(BaseStep):
    """A bookkeeper archives an account."""

    do: Literal["xero archives account"] = "xero archives account"
    account: AccountCode


class XeroRestoresAccount(BaseStep):
    """A bookkeeper brings an archived account back."""

    do: Literal["xero restores account"] = "xero restores account"
    account: AccountCode


class XeroClosesAccount(BaseStep):
    """A bookkeeper switches off *Enable payments to this account*."""

    do: Literal["xero closes account to payments"] = "xero closes account to payments"
    account: AccountCode


class XeroOpensAccount(BaseStep):
    """A bookkeeper switches on *Enable payments to this account*."""

    do: Literal["xero opens account to payments"] = "xero opens account to payments"
    account: AccountCode


class XeroIssuesInvoice(BaseStep):
    """A bookkeeper writes an invoice by hand, to somebody whom the clinic does not know."""

    do: Literal["xero issues invoice"] = "xero issues invoice"
    number: Count
    amount: Money
    account: AccountCode = "200"


class XeroRenumbersInvoice(BaseStep):
    """A bookkeeper gives an invoice another number."""

    do: Literal["xero renumbers invoice"] = "xero renumbers invoice"
    number: Count
    to: Text


class XeroRemovesPayment(BaseStep):
    """A bookkeeper deletes the payment of an invoice that was recorded in Xero by hand."""

    do: Literal["xero removes payment"] = "xero removes payment"
    invoice: Count


class XeroChangesPlan(BaseStep):
    """The organisation changes its plan: so many invoices may be approved in a month, or any number."""

    do: Literal["xero changes plan"] = "xero changes plan"
    approval_limit: Count | None = None


class XeroRefuses(BaseStep):
    """From now on Xero refuses such deeds with these words, for a cause that needs no story of its own."""

    do: Literal["xero refuses"] = "xero refuses"
    deeds: Annotated[str, BeforeValidator(one_of(DEEDS, "kind of deed"))] = Field(
        default="invoices", json_schema_extra={"enum": list(DEEDS)}
    )
    saying: Text


class XeroBreaks(BaseStep):
    """From now on Xero breaks off with a server error whenever it is given this invoice."""

    do: Literal["xero breaks at"] = "xero breaks at"
    invoice: Count


class XeroRelents(BaseStep):
    """The cause of every `xero refuses` and `xero breaks at` is gone."""

    do: Literal["xero relents"] = "xero relents"


Office = (
    Retry
    | XeroUnlocksPeriod
    | XeroLocksYear
    | XeroUnlocksYear
    | XeroRestoresContact
    | XeroArchivesAccount
    | XeroRestoresAccount
    | XeroClosesAccount
    | XeroOpensAccount
    | XeroIssuesInvoice
    | XeroRenumbersInvoice
    | XeroRemovesPayment
    | XeroChangesPlan
    | XeroRefuses
    | XeroBreaks
    | XeroRelents
)
