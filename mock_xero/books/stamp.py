"""Who does a deed, and when: what the books need to know of the world, handed over with every deed."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """The moment and the author of one deed.

    `today` is the date in the organisation's own time zone; `author` is the client id of an app, or None
    for a person in Xero's own pages; `unit_decimals` is how exact unit prices are kept (2, or 4 by
    `unitdp=4`, facts §5.4); `passes_period_lock` is an adviser's right (facts §5.7).
    """

    instant: datetime
    today: date
    author: str | None = None
    unit_decimals: int = 2
    author_name: str = ""  # what the app is called, for the history of documents
    passes_period_lock: bool = False
