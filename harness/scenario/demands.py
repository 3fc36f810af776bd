"""What can be demanded of a run that takes another course than its story does.

While a token is renewed or nobody is connected, documents come later than in the story: a bookkeeper's hand
may find nothing to change, and what Xero would have refused may be mended before it is sent. What the books
have to be in the end is demanded all the same; what a story counts of its own course is not.
"""

from collections.abc import Iterable
from typing import Final

from harness.scenario.expectations import Breaks, EMails, Expectation, LiveWithin, ParkedDocuments
from harness.simulation.effects import Interruption, Mishap

_CHANGES_THE_COURSE: Final = frozenset({Mishap.TOKEN_EXPIRED, Mishap.DISCONNECTED})


def demanded(
    expect: tuple[Expectation, ...], interruptions: Iterable[Interruption]
) -> tuple[Expectation, ...]:
    """Return the expectations that hold whatever these interruptions do to the story's course."""
    if _CHANGES_THE_COURSE.isdisjoint(each.mishap for each in interruptions):
        return expect
    return tuple(
        each for each in expect if not isinstance(each, Breaks | EMails | LiveWithin | ParkedDocuments)
    )
