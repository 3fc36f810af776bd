"""Tracking: categories such as Region, their options such as North, and what a line names (facts §7.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from mock_xero.books.index import folded


class TrackingStatus(Enum):
    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"
    DELETED = "DELETED"


@dataclass(slots=True, eq=False, kw_only=True)
class TrackingOption:
    """`used` says that a line of some document has named it."""

    option_id: str
    name: str
    status: TrackingStatus = TrackingStatus.ACTIVE
    used: bool = False

    @property
    def is_active(self) -> bool:
        return self.status is TrackingStatus.ACTIVE


@dataclass(slots=True, eq=False, kw_only=True)
class TrackingCategory:
    category_id: str
    name: str
    status: TrackingStatus = TrackingStatus.ACTIVE
    options: list[TrackingOption] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        return self.status is TrackingStatus.ACTIVE

    @property
    def used(self) -> bool:
        return any(option.used for option in self.options)

    def standing_options(self) -> list[TrackingOption]:
        """Return the options that are not deleted."""
        return [each for each in self.options if each.status is not TrackingStatus.DELETED]

    def option_by_id(self, option_id: str) -> TrackingOption | None:
        return next((each for each in self.options if each.option_id == option_id), None)

    def option_named(self, name: str) -> TrackingOption | None:
        wanted = folded(name)
        return next((each for each in self.standing_options() if folded(each.name) == wanted), None)


@dataclass(frozen=True, slots=True)
class Tracked:
    """One option of one category, on a line."""

    category: TrackingCategory
    option: TrackingOption


def option_ids(tracked: Iterable[Tracked]) -> tuple[str, ...]:
    """As entries of the journal name them."""
    return tuple(each.option.option_id for each in tracked)


class TrackingCategories:
    """All categories, deleted ones too; there are never many."""

    def __init__(self) -> None:
        self._by_id: dict[str, TrackingCategory] = {}

    def standing(self) -> list[TrackingCategory]:
        """Return the categories that are not deleted."""
        return [each for each in self._by_id.values() if each.status is not TrackingStatus.DELETED]

    def by_id(self, category_id: str) -> TrackingCategory | None:
        return self._by_id.get(category_id)

    def tracked(self, option_id: str) -> Tracked | None:
        """Return the option with its category, deleted or not."""
        for category in self._by_id.values():
            if (option := category.option_by_id(option_id)) is not None:
                return Tracked(category, option)
        return None

    def named(self, name: str) -> TrackingCategory | None:
        wanted = folded(name)
        return next((each for each in self.standing() if folded(each.name) == wanted), None)

    def add(self, category: TrackingCategory) -> None:
        self._by_id[category.category_id] = category
