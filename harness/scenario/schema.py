"""The scenario language as frozen types: what `loader.load` returns and everything else builds on.

It says what a scenario is, never what happens in it. Keys are written with spaces (`invoices per day`),
Python names with underscores; `words` holds the few that differ.
"""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from harness.nemesis.weather import Weather
from harness.scenario.clinic_steps import (
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    EditPayment,
    InvoiceItem,
    IssueInvoice,
    PatientRef,
    Pay,
    PayByCredit,
    Prepay,
    Refund,
    RenamePatient,
)
from harness.scenario.expectations import (
    Breaks,
    EMails,
    Expectation,
    ManualPayments,
    ParkedDocuments,
    Promise,
    SettledWithin,
)
from harness.scenario.grammar import DatedStep, Words
from harness.scenario.moments import Calendar, offset_name, zone_named
from harness.scenario.office_steps import XeroLocksYear
from harness.scenario.steps import (
    STEPS,
    ChangeSettings,
    Connect,
    Crash,
    DefaultsChange,
    Disconnect,
    Mishap,
    Outage,
    Reconnect,
    Replay,
    Step,
    Storm,
    Synchronise,
    Trade,
    XeroArchivesContact,
    XeroDeletesPayment,
    XeroLocksPeriod,
    XeroRecordsPayment,
    XeroVoidsInvoice,
)
from harness.scenario.values import AccountCode, Count, Currency, Reading, Start, Tally, TaxRate, Text, one_of
from harness.scenario.weather import CALM, STORM, Forecast
from harness.scenario.words import MisreadError, meant, word_of
from harness.simulation.behaviour import switches

__all__ = [
    "CALM",
    "PROFILES",
    "STEPS",
    "STORM",
    "Breaks",
    "ChangeSettings",
    "Clinic",
    "Connect",
    "Crash",
    "DatedStep",
    "Defaults",
    "DefaultsChange",
    "DeleteInvoice",
    "DeletePayment",
    "Disconnect",
    "EMails",
    "EditInvoice",
    "EditPayment",
    "Expectation",
    "InvoiceItem",
    "IssueInvoice",
    "LimitWords",
    "ManualPayments",
    "Mishap",
    "Outage",
    "ParkedDocuments",
    "PatientRef",
    "Pay",
    "PayByCredit",
    "Prepay",
    "Promise",
    "Reconnect",
    "Refund",
    "RenamePatient",
    "Replay",
    "Scenario",
    "SettledWithin",
    "Step",
    "Storm",
    "Synchronise",
    "Trade",
    "Weather",
    "Xero",
    "XeroArchivesContact",
    "XeroDeletesPayment",
    "XeroLocksPeriod",
    "XeroLocksYear",
    "XeroRecordsPayment",
    "XeroVoidsInvoice",
]


def _zone(value: object) -> str:
    if not isinstance(value, str):
        raise MisreadError("write an IANA name like Australia/Sydney")
    zone_named(value)
    return value


class Defaults(Words):
    """The accounts that the clinic chooses when it first connects."""

    sales_account: AccountCode = "200"
    payment_account: AccountCode = "610"
    tax_exempt_rate: TaxRate = "EXEMPTOUTPUT"


class Clinic(Words):
    """The practice, and the integration settings that it chooses first."""

    name: Text = "The clinic"
    time_zone: Annotated[str, BeforeValidator(_zone)] | None = Field(
        default=None, description="An IANA name; without it the offset of `starts` rules"
    )
    currency: Currency | None = Field(
        default=None, description="The clinic's and the organisation's own; without it the organisation's"
    )
    payment_types: dict[Text, AccountCode] = Field(
        default_factory=dict, description="Payment type -> account in Xero", examples=[{"EFTPOS": "611"}]
    )
    defaults: Defaults = Defaults()
    items: dict[Text, AccountCode] = Field(
        default_factory=dict, description="Billable item or product -> sales account in Xero"
    )

    @property
    def zone_name(self) -> str:
        """The time zone's name; within a scenario there always is one."""
        return self.time_zone or "UTC"


class LimitWords(Words):
    """Xero's limits; null is no such limit."""

    minute: Count | None = 60
    day: Count | None = 5_000
    concurrent: Count | None = 5
    app_minute: Count | None = 10_000
    payments_per_minute: Count | None = None


PROFILES: Final[Mapping[str, LimitWords]] = {
    "article": LimitWords(payments_per_minute=1),
    "standard": LimitWords(),
    "starter": LimitWords(day=1_000),
    "unlimited": LimitWords(minute=None, day=None, concurrent=None, app_minute=None),
}
ORDERINGS: Final = ("random", "oldest first", "newest first")


def _behaviour(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise MisreadError("write for example {rate window: rolling}")
    return {str(switch): _reading(str(switch), reading) for switch, reading in value.items()}


def _reading(switch: str, reading: object) -> str:
    if switch not in switches():
        hint = meant(switch, switches())
        raise MisreadError(f'unknown switch "{switch}"; {hint}', (switch,), at_key=True)
    word = str(reading).lower() if isinstance(reading, bool) else reading
    try:
        return one_of(switches()[switch], "reading")(word)
    except MisreadError as wrong:
        raise MisreadError(str(wrong), (switch,)) from wrong


def _profile(value: object) -> object:
    return PROFILES[one_of(tuple(PROFILES), "profile")(value)] if isinstance(value, str) else value


_SWITCHES: Final = {
    "type": "object",
    "description": "What the published facts about Xero leave open, other than by default",
    "properties": {
        switch: {"enum": [False, True] if "true" in readings else [*readings]}
        for switch, readings in switches().items()
    },
    "additionalProperties": False,
    "examples": [{"rate window": "rolling"}],
}


class Xero(Words):
    """How strict this Xero is, and in which order it takes what it gets."""

    profile: Annotated[
        LimitWords,
        BeforeValidator(_profile, json_schema_input_type=LimitWords | str),
    ] = PROFILES["standard"]
    ordering: Annotated[str, BeforeValidator(one_of(ORDERINGS, "ordering"))] = Field(
        default="random", json_schema_extra={"enum": list(ORDERINGS)}
    )
    approval_limit: Count | None = Field(
        default=None, description="How many invoices the plan approves in a month; null is any number"
    )
    behaviour: Annotated[dict[str, str], BeforeValidator(_behaviour), WithJsonSchema(_SWITCHES)] = Field(
        default_factory=dict
    )

    @property
    def limits(self) -> dict[str, int | None]:
        """The limits by their words: minute, day, concurrent, app minute, payments per minute."""
        return self.profile.model_dump(by_alias=True)


PROMISES: Final = tuple(Promise)


def _key(name: str) -> str:
    return "scenario" if name == "name" else word_of(name)


class Scenario(Words):
    """One story: who, when, what happens, and what has to be true in the end."""

    model_config = ConfigDict(alias_generator=_key)

    name: Text = Field(description="The title of the story")
    about: Text = Field(default="", description="The story in a few sentences")
    seed: Tally = Field(default=1, description="The integer from which all chance of a run grows")
    starts: Start
    clinic: Clinic = Field(default=Clinic(), validate_default=True)
    xero: Xero = Xero()
    weather: Forecast = CALM
    timeline: tuple[Annotated[Step, Discriminator("do")], ...] = Field(min_length=1)
    expect: tuple[Expectation, ...] = PROMISES

    _path: Path | None = PrivateAttr(default=None)

    def model_post_init(self, context: Any, /) -> None:
        if isinstance(context, Reading):
            self._path = context.path

    @field_validator("clinic")
    @classmethod
    def _always_with_a_zone(cls, clinic: Clinic, info: ValidationInfo) -> Clinic:
        if clinic.time_zone is not None or "starts" not in info.data:
            return clinic
        return clinic.model_copy(update={"time_zone": offset_name(info.data["starts"])})

    @property
    def path(self) -> Path | None:
        """The file that the scenario was read from."""
        return self._path

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.clinic.zone_name)

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.starts, self.zone)
