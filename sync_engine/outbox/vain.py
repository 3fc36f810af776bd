"""What Xero breaks off at: a document that was sent, got no good answer, and turned out not to be there.

Once is weather. Again and again, while Xero answers otherwise, it is the document: it goes by itself, so that
it keeps nothing else back, less and less often, and after most of a day a person is told. Pure.
"""

from datetime import timedelta
from typing import Final

ALONE_FROM: Final = 3
TOLD_AT: Final = 8
_AT_FIRST: Final = timedelta(minutes=15)
_AT_MOST: Final = timedelta(hours=6)


def pause_before_asking(vain: int) -> timedelta:
    """Return how much longer to wait before Xero is asked about it, after so many vain tries."""
    if vain < ALONE_FROM:
        return timedelta(0)
    return min(_AT_MOST, _AT_FIRST * (1 << (vain - ALONE_FROM)))


def goes_alone(vain: int) -> bool:
    """Whether it is sent without others that it may keep back."""
    return vain >= ALONE_FROM


def is_hopeless(vain: int) -> bool:
    """Whether it is time to tell a person."""
    return vain >= TOLD_AT
