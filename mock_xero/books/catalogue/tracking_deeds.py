"""What can be done to tracking categories and their options (facts §7.5).

A deed is done, or raises `Refused` and has changed nothing. What has been used is archived, not deleted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.catalogue.tracking import TrackingCategory, TrackingOption, TrackingStatus
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.index import folded
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import Refused

_ACTIVE_AT_MOST: Final = 2
_STANDING_AT_MOST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingDraft:
    """What somebody asks of a category or an option; `options` are names for a new category."""

    name: str | None = None
    status: TrackingStatus | None = None
    options: tuple[str, ...] = ()


def create_category(books: Books, draft: TrackingDraft) -> TrackingCategory:
    """PUT: always a new category, active, with the options that are said."""
    category = TrackingCategory(category_id=UNSAVED, name=draft.name or "")
    found = [*_name_problems(category.name), *_category_problems(books, category, None)]
    if len({folded(name) for name in draft.options}) < len(draft.options):
        found.append(problems.TRACKING_NAME_TAKEN)
    found += [problem for name in draft.options for problem in _name_problems(name)]
    if found:
        raise Refused(found, category)
    category.category_id = books.new_id("tracking category")
    category.options = [_new_option(books, name) for name in draft.options]
    books.tracking.add(category)
    return category


def update_category(books: Books, category: TrackingCategory, draft: TrackingDraft) -> TrackingCategory:
    """POST: rename, archive or bring back."""
    candidate = replace(category, name=_or(draft.name, category.name), status=draft.status or category.status)
    if category.status is TrackingStatus.DELETED:
        raise Refused((problems.TRACKING_DELETED,), category)
    if candidate.status is TrackingStatus.DELETED:
        return delete_category(category)
    if found := [*_name_problems(candidate.name), *_category_problems(books, candidate, category)]:
        raise Refused(found, candidate)
    category.name, category.status = candidate.name, candidate.status
    return category


def delete_category(category: TrackingCategory) -> TrackingCategory:
    if category.status is TrackingStatus.DELETED:
        raise Refused((problems.TRACKING_DELETED,), category)
    if category.used:
        raise Refused((problems.TRACKING_USED,), category)
    category.status = TrackingStatus.DELETED
    return category


def create_option(books: Books, category: TrackingCategory, draft: TrackingDraft) -> TrackingOption:
    option = TrackingOption(option_id=UNSAVED, name=draft.name or "")
    if found := [*_name_problems(option.name), *_option_problems(category, option, None)]:
        raise Refused(found, option)
    option = _new_option(books, option.name)
    category.options.append(option)
    return option


def update_option(category: TrackingCategory, option: TrackingOption, draft: TrackingDraft) -> TrackingOption:
    """POST: rename, archive or bring back."""
    candidate = replace(option, name=_or(draft.name, option.name), status=draft.status or option.status)
    if option.status is TrackingStatus.DELETED:
        raise Refused((problems.TRACKING_DELETED,), option)
    if candidate.status is TrackingStatus.DELETED:
        return delete_option(option)
    if found := [*_name_problems(candidate.name), *_option_problems(category, candidate, option)]:
        raise Refused(found, candidate)
    option.name, option.status = candidate.name, candidate.status
    return option


def delete_option(option: TrackingOption) -> TrackingOption:
    if option.status is TrackingStatus.DELETED:
        raise Refused((problems.TRACKING_DELETED,), option)
    if option.used:
        raise Refused((problems.TRACKING_USED,), option)
    option.status = TrackingStatus.DELETED
    return option


def _new_option(books: Books, name: str) -> TrackingOption:
    return TrackingOption(option_id=books.new_id("tracking option"), name=name)


def _or(said: str | None, otherwise: str) -> str:
    return otherwise if said is None else said


def _name_problems(name: str) -> Iterator[Problem]:
    if not name:
        yield problems.TRACKING_NAME_REQUIRED
    if len(name) > 100:
        yield problems.TRACKING_NAME_TOO_LONG


def _category_problems(
    books: Books, candidate: TrackingCategory, current: TrackingCategory | None
) -> Iterator[Problem]:
    others = [each for each in books.tracking.standing() if each is not current]
    if any(folded(each.name) == folded(candidate.name) for each in others):
        yield problems.TRACKING_NAME_TAKEN
    if candidate.is_active and sum(each.is_active for each in others) >= _ACTIVE_AT_MOST:
        yield problems.TOO_MANY_ACTIVE_CATEGORIES
    elif current is None and len(others) >= _STANDING_AT_MOST:
        yield problems.TOO_MANY_CATEGORIES


def _option_problems(
    category: TrackingCategory, candidate: TrackingOption, current: TrackingOption | None
) -> Iterator[Problem]:
    if category.status is TrackingStatus.DELETED:
        yield problems.TRACKING_DELETED
    holder = category.option_named(candidate.name)
    if holder is not None and holder is not current:
        yield problems.TRACKING_NAME_TAKEN
