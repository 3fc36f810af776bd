"""The whole life of a document: edited payments, parties, tax by line; letters; what is done by hand."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, String, column, select, table, true

revision = "0003"
down_revision = "0002"

CENT: Final = Decimal("0.01")
_PRACTICE: Final = table("practice", column("tax_rate", String))
_ITEM: Final = table(
    "invoice_item",
    column("id", Integer),
    column("quantity", String),
    column("unit_price", String),
    column("discount", BigInteger),
    column("taxable", Boolean),
    column("tax", BigInteger),
)
_INVOICE: Final = table("invoice", column("patient_id", String), column("contact_key", String))


def _instant(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def upgrade() -> None:
    """An invoice so far is its patient's; a line's tax is what the clinic's rate makes of it."""
    _widen_the_clinic()
    op.execute(_INVOICE.update().values(contact_key=_INVOICE.c.patient_id))
    _work_out_the_tax()
    op.add_column("delivery", Column("accounts", String))
    op.alter_column("contact_link", "patient_id", new_column_name="contact_key")
    _make_room_for_letters()
    _make_room_for_what_is_by_hand()


def _widen_the_clinic() -> None:
    op.add_column("practice", Column("currency", String))
    op.add_column("invoice", Column("invoice_to", String))
    op.add_column("invoice", Column("contact_key", String, nullable=False, server_default=""))
    op.create_index("ix_invoice_contact_key", "invoice", ["contact_key"])
    op.add_column("invoice_item", Column("tax", BigInteger, nullable=False, server_default="0"))
    op.add_column("payment", Column("revision", Integer, nullable=False, server_default="0"))
    op.add_column("payment_part", Column("forgone", Boolean, nullable=False, server_default="0"))
    op.add_column("payment_part", Column("revision", Integer, nullable=False, server_default="0"))


def _work_out_the_tax() -> None:
    connection = op.get_bind()
    rate = Decimal(connection.execute(select(_PRACTICE.c.tax_rate)).scalar() or "0.10")
    for item in connection.execute(select(_ITEM).where(_ITEM.c.taxable == true())).all():
        connection.execute(_ITEM.update().where(_ITEM.c.id == item.id).values(tax=_tax_in_cents(item, rate)))


def _tax_in_cents(item: Any, rate: Decimal) -> int:
    gross = Decimal(item.quantity) * Decimal(item.unit_price) - Decimal(item.discount).scaleb(-2)
    net = gross.quantize(CENT, ROUND_HALF_UP)
    return int((net * rate).quantize(CENT, ROUND_HALF_UP).scaleb(2))


def _make_room_for_letters() -> None:
    op.create_table(
        "notice",
        Column("id", Integer, primary_key=True),
        Column("delivery_id", Integer, nullable=False),
        _instant("seen_at"),
        Column("mail_id", Integer),
    )
    op.create_index("ix_notice_mail_id", "notice", ["mail_id"])
    op.create_table(
        "mail",
        Column("id", Integer, primary_key=True),
        Column("message_id", String, nullable=False, unique=True),
        Column("subject", String, nullable=False),
        Column("text", String, nullable=False),
        _instant("written_at", null=False),
        Column("tries", Integer, nullable=False),
        _instant("next_try_at"),
        _instant("sent_at"),
        Column("trouble", String, nullable=False),
    )
    op.create_index("ix_mail_next_try_at", "mail", ["next_try_at"])


def _make_room_for_what_is_by_hand() -> None:
    op.create_table(
        "recorded_in_xero",
        Column("invoice_number", Integer, primary_key=True),
        Column("amounts", String, nullable=False),
        Column("voided", Boolean, nullable=False),
        _instant("seen_at", null=False),
    )
    op.create_table(
        "by_hand_look", Column("id", Integer, primary_key=True), _instant("looked_at", null=False)
    )
