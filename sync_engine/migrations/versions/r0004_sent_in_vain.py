"""How often in a row a document was sent in vain."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing so far has been sent in vain."""
    op.add_column("delivery", Column("vain", Integer, nullable=False, server_default="0"))
