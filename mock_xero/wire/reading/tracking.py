"""Tracking categories and options as somebody asks for them."""

from mock_xero.books.catalogue.tracking import TrackingStatus
from mock_xero.books.catalogue.tracking_deeds import TrackingDraft
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import each, enum, said, text


class OptionBody(Body):
    name: Text = None
    status: Text = None


class CategoryBody(Body):
    name: Text = None
    status: Text = None
    options: list[OptionBody] | None = None


def category_draft(body: CategoryBody) -> TrackingDraft:
    return TrackingDraft(
        name=text(body.name),
        status=enum(TrackingStatus, body.status),
        options=each(lambda option: said(option.name), body.options) or (),
    )


def option_draft(body: OptionBody) -> TrackingDraft:
    return TrackingDraft(name=text(body.name), status=enum(TrackingStatus, body.status))
