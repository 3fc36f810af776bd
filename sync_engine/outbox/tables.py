"""The outbox's tables: deliveries with their links, attempts, contacts. Storage only."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import Index, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from sync_engine.database import Instant


class Delivery(SQLModel, table=True):
    """One document's standing intent, and its link: what Xero holds of it.

    `record_id` is an invoice's number or a payment part's id; `invoice_number` the invoice concerned.
    `reference` is the InvoiceNumber or Reference last sent, `sending` the content under way, `accounts` the
    sales account of each item when the invoice was created: a changed mapping moves nothing in Xero (R3).
    `reason` is a code of the table in `reasons`, `xero_says` Xero's words without a patient's name.
    `vain` counts how often in a row it was sent, nobody knew what became of it, and Xero did not have it.
    """

    __table_args__ = (
        UniqueConstraint("kind", "record_id"),
        Index("delivery_claims", "kind", "status", "lane", "shuffle"),
        Index("delivery_of_invoice", "invoice_number", "kind"),
        Index("delivery_of_backfill", "backfill_id", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: int
    invoice_number: int
    document_date: date
    status: str
    lane: int
    shuffle: int
    attempt_id: int | None = Field(default=None, index=True)
    backfill_id: int | None = None
    reference: str | None = None
    sending: str | None = None
    accounts: str | None = None
    in_xero: str
    xero_id: str | None = None
    fingerprint: str | None = None
    alone: bool
    vain: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    reason: str | None = None
    xero_says: str | None = None


class Attempt(SQLModel, table=True):
    """A promise written before the first try: the exact request and its idempotency key.

    `uncertain` once its outcome is not known; `to_be_asked` when it must not be repeated any more;
    `outlived` when the connection was lost meanwhile: what was not done then waits for *Synchronise*.
    Until `leased_until` it is the `owner`'s; the `fence` rises each time it is taken, and whoever took it
    before has no say any more. Nobody owns it between two tries.
    """

    id: int | None = Field(default=None, primary_key=True)
    step: str
    key: str
    method: str
    path: str
    body: bytes
    first_sent_at: datetime = Field(sa_type=Instant)
    last_sent_at: datetime = Field(sa_type=Instant)
    uncertain: bool
    to_be_asked: bool
    outlived: bool
    owner: str | None = None
    fence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class ContactLink(SQLModel, table=True):
    """A patient's or a party's contact in Xero; `by_full_name` when another has the plain name there."""

    __tablename__ = "contact_link"

    contact_key: str = Field(primary_key=True)
    contact_id: str | None = None
    by_full_name: bool


class Notice(SQLModel, table=True):
    """A delivery was parked and somebody is to be told: written by the transaction that parks.

    `seen_at` is when whoever tells first saw it, `mail_id` the letter that tells of it.
    """

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    mail_id: int | None = Field(default=None, index=True)


DELIVERY: Final[Table] = SQLModel.metadata.tables["delivery"]
ATTEMPT: Final[Table] = SQLModel.metadata.tables["attempt"]
NOTICE: Final[Table] = SQLModel.metadata.tables["notice"]
CONTACT_LINK: Final[Table] = SQLModel.metadata.tables["contact_link"]
