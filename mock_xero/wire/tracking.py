"""Tracking categories and their options as Xero spells them (facts §7.5)."""

from collections.abc import Sequence

from mock_xero.books.catalogue.tracking import TrackingCategory, TrackingOption, TrackingStatus
from mock_xero.books.problems import Problem
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def category_json(category: TrackingCategory) -> Json:
    return {
        "Name": category.name,
        "Status": category.status.value,
        "TrackingCategoryID": category.category_id,
        "Options": [option_json(each) for each in category.standing_options()],
    }


def failed_category(category: TrackingCategory, problems: Sequence[Problem]) -> Json:
    return category_json(category) | {"ValidationErrors": messages(problems)}


def option_json(option: TrackingOption) -> Json:
    status = option.status
    return {
        "TrackingOptionID": option.option_id,
        "Name": option.name,
        "Status": status.value,
        "HasValidationErrors": False,
        "IsDeleted": status is TrackingStatus.DELETED,
        "IsArchived": status is TrackingStatus.ARCHIVED,
        "IsActive": status is TrackingStatus.ACTIVE,
    }


def failed_option(option: TrackingOption, problems: Sequence[Problem]) -> Json:
    return option_json(option) | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}
