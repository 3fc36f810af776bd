"""How e-mails leave the engine: a port, handed over by whoever starts it, as the transport to Xero is.

A simulation hands over its own; `smtp` has the one that talks to a mail server.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail. Sent twice, it carries the same Message-ID, so that mailboxes keep it once."""

    id: int
    message_id: str
    subject: str
    text: str
    written_at: datetime
    tries: int  # this one included


class NotPostedError(Exception):
    """The letter was not taken, or nobody knows; the message says why, without secrets."""


class Postman(Protocol):
    """Takes letters away. Must not block the loop."""

    async def post(self, letter: Letter) -> None:
        """Hand a letter over to whoever delivers it. Raises NotPostedError."""
        ...
