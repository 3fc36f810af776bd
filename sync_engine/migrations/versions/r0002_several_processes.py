"""Several processes on one database: leases of attempts and of the refresh, departures, changes counted."""

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Integer, String, column, table

revision = "0002"
down_revision = "0001"


def _instant(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def upgrade() -> None:
    """Whatever was under way belongs to a process that is gone: its outcome is not known."""
    op.create_table(
        "last_change", Column("id", Integer, primary_key=True), Column("number", Integer, nullable=False)
    )
    op.create_table(
        "departure",
        Column("id", Integer, primary_key=True),
        Column("owner", String, nullable=False),
        _instant("left_at", null=False),
        _instant("landed_at"),
        Column("payments", Integer, nullable=False),
        _instant("hold_until"),
        _instant("hold_payments_until"),
    )
    op.create_index("ix_departure_left_at", "departure", ["left_at"])
    op.add_column("attempt", Column("owner", String))
    op.add_column("attempt", Column("fence", Integer, nullable=False, server_default="0"))
    op.add_column("attempt", _instant("leased_until"))
    op.execute(table("attempt", column("uncertain", Boolean)).update().values(uncertain=True))
    op.add_column("xero_connection", Column("refreshed_by", String))
    op.add_column("xero_connection", _instant("refresh_until"))
