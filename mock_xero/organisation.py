"""One organisation in Xero: its profile, its books and the people in it, on one clock."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from mock_xero.behaviour import Behaviour
from mock_xero.books import Bookkeeper, Books, OrganisationProfile, Snapshot, Stamp
from mock_xero.ordering import Ordering
from mock_xero.roles import ROBOT, Member
from mock_xero.seams import Choices, Clock
from mock_xero.spellings import Spellings

__all__ = ["Organisation", "OrganisationProfile", "demo_organisations"]

_DEMO: Final = (
    OrganisationProfile(
        tenant_id="b2c885a9-4bb9-4a00-9b6e-6c2bf60b1a2b", name="Demo Company (AU)", short_code="!Dm0a1"
    ),
    OrganisationProfile(
        tenant_id="5d3f1a60-7c1e-4f0b-8d55-2f4a9be0c7d1",
        name="Riverside Practice (AU)",
        short_code="!Rv5p2",
        timezone="Australia/Brisbane",
    ),
    OrganisationProfile(
        tenant_id="e80c7b24-93d6-4c3a-a1f7-0b6d52c4f9e3",
        name="West Coast Clinic (AU)",
        short_code="!Wc7c3",
        timezone="Australia/Perth",
    ),
)


def demo_organisations(count: int = len(_DEMO)) -> list[OrganisationProfile]:
    """Return the profiles of the first `count` demo organisations, of which there are three."""
    return list(_DEMO[:count])


class Organisation:
    """What the gates and endpoints know of a tenant."""

    def __init__(
        self,
        profile: OrganisationProfile,
        *,
        clock: Clock,
        choices: Choices,
        behaviour: Behaviour,
        ordering: Ordering,
    ) -> None:
        self.profile = profile
        self.behaviour = behaviour
        self.ordering = ordering
        self.choices = choices.fork("order")
        self.spellings = Spellings()
        self.members: dict[str, Member] = {}  # by user id: who may be here, and as what
        self.books = Books(profile, choices.fork("books"), behaviour)
        self.bookkeeper = Bookkeeper(self.books, self.stamp)
        self._answers = choices.fork("answers")
        self._clock = clock
        self._zone = ZoneInfo(profile.timezone)

    @property
    def tenant_id(self) -> str:
        return self.profile.tenant_id

    @property
    def name(self) -> str:
        return self.profile.name

    def member(self, user_id: str | None) -> Member | None:
        """What the user may do here; None for someone who is not here. A custom connection is no user."""
        return ROBOT if user_id is None else self.members.get(user_id)

    def now(self) -> datetime:
        return self._clock.now()

    def today(self) -> date:
        """The date in the organisation's own time zone (facts §4.2)."""
        return self.now().astimezone(self._zone).date()

    def stamp(self, author: str | None = None, unit_decimals: int = 2, author_name: str = "") -> Stamp:
        """The present moment, for a deed of this author (an app's client id, or None for a person)."""
        self.spellings.forget()
        return Stamp(self.now(), self.today(), author, unit_decimals, author_name)

    def new_answer_id(self) -> str:
        return self._answers.guid(label="answer")

    def snapshot(self) -> Snapshot:
        return self.books.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        self.books.restore(snapshot)
        self.spellings.forget()
