"""The letters that were written. Storage only."""

from datetime import datetime
from typing import Final

from sqlalchemy import Table
from sqlmodel import Field, SQLModel

from sync_engine.database import Instant


class Mail(SQLModel, table=True):
    """A letter. It is still to be sent while `next_try_at` says when; given up without it and `sent_at`."""

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)
    subject: str
    text: str
    written_at: datetime = Field(sa_type=Instant)
    tries: int
    next_try_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    trouble: str


MAIL: Final[Table] = SQLModel.metadata.tables["mail"]
