"""What was last seen in Xero of invoices that account credit paid, and when. Storage only."""

from datetime import datetime
from typing import Final

from sqlalchemy import Table
from sqlmodel import Field, SQLModel

from sync_engine.database import Instant


class RecordedInXero(SQLModel, table=True):
    """Money on an invoice in Xero that is not ours, as a JSON list; `seen_at` when that changed."""

    __tablename__ = "recorded_in_xero"

    invoice_number: int = Field(primary_key=True)
    amounts: str
    voided: bool
    seen_at: datetime = Field(sa_type=Instant)


class ByHandLook(SQLModel, table=True):
    """The one row of the last whole look; what changed in Xero before it has been seen."""

    __tablename__ = "by_hand_look"

    id: int = Field(primary_key=True)
    looked_at: datetime = Field(sa_type=Instant)


RECORDED_IN_XERO: Final[Table] = SQLModel.metadata.tables["recorded_in_xero"]
BY_HAND_LOOK: Final[Table] = SQLModel.metadata.tables["by_hand_look"]
