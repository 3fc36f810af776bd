"""The machine that makes up deeds, without any deed of its own: books, a clock, the way to act."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine

from mock_xero.behaviour import Behaviour
from mock_xero.books import Bookkeeper, Books, Refused, Stamp
from mock_xero.organisation import demo_organisations
from mock_xero.wall import SeededChoices
from tests.mock_xero.books.second_path import said_by


class Deeds(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.books = Books(demo_organisations(1)[0], SeededChoices(7), Behaviour())
        self.instant = datetime(2026, 3, 5, tzinfo=UTC)
        self.bookkeeper = Bookkeeper(self.books, lambda: self.stamp(None))

    def stamp(self, author: str | None = "an-app") -> Stamp:
        return Stamp(self.instant, self.instant.date(), author)

    def attempt(self, deed: Callable[[], object]) -> None:
        """Do the deed; a refused one must have changed nothing."""
        self.instant += timedelta(seconds=1)
        before = said_by(self.books)
        try:
            deed()
        except Refused:
            assert said_by(self.books) == before
