"""How far a document is on its way to Xero, in a word and a tone. Pure."""

from dataclasses import dataclass
from typing import Final

from sync_engine.outbox.showing import Whereabouts
from sync_engine.outbox.statuses import Status
from sync_engine.plan import InXero


@dataclass(frozen=True, slots=True)
class Tag:
    """A word, and how it looks: good, half, bad or plain."""

    word: str
    tone: str = ""


NOT_FOR_XERO: Final = Tag("Not for Xero")
_ON_ITS_WAY: Final = Tag("On its way", "half")
_AT_REST: Final = {
    InXero.STANDS: Tag("In Xero", "good"),
    InXero.GONE: Tag("Taken out of Xero"),
    InXero.NEVER: Tag("Never sent"),
}
_BY_STATUS: Final = {
    Status.PARKED: Tag("Needs attention", "bad"),
    Status.MISSED: Tag("Not sent: synchronise", "half"),
}


def tag_of(where: Whereabouts | None) -> Tag:
    """Return the word for a document; what has no delivery is not for Xero."""
    if where is None:
        return NOT_FOR_XERO
    if where.status is Status.DONE:
        return _AT_REST[where.in_xero]
    return _BY_STATUS.get(where.status, _ON_ITS_WAY)
