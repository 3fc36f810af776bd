"""The schema that databases had before they knew their revision: records, outbox, connection, backfills."""

from typing import Final

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

_SCHEMA: Final = MetaData()


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, String, primary_key=key, nullable=null)


def _number(name: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, index=index)


def _cents(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _instant(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def _day(name: str, *, index: bool = False) -> Column[object]:
    return Column(name, Date, nullable=False, index=index)


def _of_patient() -> Column[str]:
    return Column("patient_id", String, ForeignKey("patient.id"), nullable=False, index=True)


def _of_payment() -> Column[str]:
    return Column("payment_id", String, ForeignKey("payment.id"), nullable=False, index=True)


def _of_invoice() -> Column[int]:
    return Column("invoice_number", Integer, ForeignKey("invoice.number"), nullable=False, index=True)


Table("practice", _SCHEMA, _id(), _text("name"), _text("time_zone"), _text("tax_rate"))
Table(
    "patient",
    _SCHEMA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _text("name"),
    Column("name_key", String, nullable=False, index=True),
    _cents("credit"),
)
Table(
    "invoice",
    _SCHEMA,
    Column("number", Integer, primary_key=True),
    _of_patient(),
    _day("issue_date", index=True),
    *(_cents(name) for name in ("net", "tax", "paid", "by_credit")),
    _text("fingerprint"),
    _flag("deleted"),
)
Table(
    "invoice_item",
    _SCHEMA,
    _id(),
    _of_invoice(),
    *(_text(name) for name in ("description", "quantity", "unit_price")),
    _cents("discount"),
    _flag("taxable"),
    _text("billable_item", null=True),
)
Table(
    "payment",
    _SCHEMA,
    _text("id", key=True),
    _of_patient(),
    _day("paid_on", index=True),
    _cents("unallocated"),
    _flag("deleted"),
)
Table(
    "payment_part",
    _SCHEMA,
    _id(),
    _of_payment(),
    _text("source"),
    _of_invoice(),
    _cents("amount"),
    _flag("released"),
)
Table("credit_use", _SCHEMA, _id(), _of_payment(), _of_invoice(), _cents("amount"), _flag("released"))
Table(
    "delivery",
    _SCHEMA,
    _id(),
    _text("kind"),
    _number("record_id"),
    _number("invoice_number"),
    _day("document_date"),
    _text("status"),
    _number("lane"),
    _number("shuffle"),
    _number("attempt_id", null=True, index=True),
    _number("backfill_id", null=True),
    _text("reference", null=True),
    _text("sending", null=True),
    _text("in_xero"),
    *(_text(name, null=True) for name in ("xero_id", "fingerprint", "reason", "xero_says")),
    _flag("alone"),
    UniqueConstraint("kind", "record_id"),
)
Table(
    "attempt",
    _SCHEMA,
    _id(),
    *(_text(name) for name in ("step", "key", "method", "path")),
    Column("body", LargeBinary, nullable=False),
    _instant("first_sent_at"),
    _instant("last_sent_at"),
    *(_flag(name) for name in ("uncertain", "to_be_asked", "outlived")),
)
Table(
    "contact_link",
    _SCHEMA,
    _text("patient_id", key=True),
    _text("contact_id", null=True),
    _flag("by_full_name"),
)
Table(
    "xero_connection",
    _SCHEMA,
    _id(),
    _text("state"),
    _text("reason"),
    *(_text(name, null=True) for name in ("tenant_id", "tenant_name", "begun_state")),
    *(Column(name, LargeBinary) for name in ("tokens", "begun_verifier")),
)
Table("connection_event", _SCHEMA, _id(), _instant("instant"), _text("state"), _text("reason"))
Table(
    "chart_account",
    _SCHEMA,
    _text("code", key=True),
    *(_text(name) for name in ("name", "type", "account_class")),
    *(_flag(name) for name in ("active", "takes_payments")),
)
Table(
    "chart_tax_rate",
    _SCHEMA,
    _text("tax_type", key=True),
    *(_text(name) for name in ("name", "rate")),
    *(_flag(name) for name in ("active", "for_revenue")),
)
Table(
    "integration_settings",
    _SCHEMA,
    _id(),
    *(_text(name) for name in ("sales_account", "payment_account", "tax_exempt_rate")),
    *(_text(name) for name in ("payment_types", "items", "invoice_prefix")),
)
Table(
    "backfill_run",
    _SCHEMA,
    _id(),
    _day("since"),
    _number("total"),
    _instant("started_at"),
    _instant("finished_at", null=True),
    _flag("paused"),
)


def upgrade() -> None:
    """Make all of it."""
    _SCHEMA.create_all(op.get_bind())
    op.create_index("delivery_claims", "delivery", ["kind", "status", "lane", "shuffle"])
    op.create_index("delivery_of_invoice", "delivery", ["invoice_number", "kind"])
    op.create_index("delivery_of_backfill", "delivery", ["backfill_id", "status"])
