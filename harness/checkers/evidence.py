"""Everything that the judge gets to see of a finished run. Checkers read this and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from harness.ledger import Ledger, ManualPayment
from harness.reconciliation.reconcile import Reconciliation
from harness.simulation.history import Call, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """The integration settings that decide where money goes, as the clinic sees them on the page."""

    sales_account: str
    payment_account: str
    tax_exempt_rate: str
    payment_types: Mapping[str, str]
    items: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A document that waits for a person: what it is, why, and Xero's words where Xero refused it."""

    kind: str
    number: str
    reason: str
    xero_says: str


@dataclass(frozen=True, slots=True)
class LetterRead:
    """An e-mail as people got it."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class BackfillMeasured:
    """How long a backfill took, and the least that Xero's limits allow for the same documents."""

    seconds: float
    lower_bound_seconds: float
    ended_at: datetime | None = None  # None where nothing was to be sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A finished run: both ledgers, what pairs and what doesn't, the history, the engine's own words.

    `settled_at` is None when the engine never came to rest; `unsettled` then says why.
    `settings_wanted` is what the clinic chose last, `settings_found` what the engine works with at the end;
    None when the run never got as far as saving settings. `parked` is what waits for a person, `letters` the
    e-mails that people got. `arrivals` is when each invoice came to Xero, `names` whose patients' nobody
    else may read.
    """

    clinic: Ledger
    xero: Ledger
    reconciliation: Reconciliation
    history: Sequence[Entry]
    calls: Sequence[Call]
    manual_payments_listed: Sequence[ManualPayment]
    settings_wanted: SettingsView | None
    settings_found: SettingsView | None
    last_step_at: datetime
    settled_at: datetime | None
    unsettled: str | None
    arrivals: Mapping[str, datetime] = field(default_factory=dict)
    backfill: BackfillMeasured | None = None
    parked: Sequence[Parked] = ()
    letters: Sequence[LetterRead] = ()
    names: frozenset[str] = field(default=frozenset(), repr=False)
