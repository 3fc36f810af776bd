"""Lines of any document, as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.drafts import LineDraft, TrackingChoice
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import each, guid, number, said, text


class TrackingBody(Body):
    tracking_category_id: Text = None
    tracking_option_id: Text = None
    name: Text = None
    option: Text = None


class LineBody(Body):
    line_item_id: Text = None
    description: Text = None
    quantity: Decimal | None = None
    unit_amount: Decimal | None = None
    line_amount: Decimal | None = None
    account_code: Text = None
    account_id: Text = None
    tax_type: Text = None
    tax_amount: Decimal | None = None
    discount_rate: Decimal | None = None
    discount_amount: Decimal | None = None
    item_code: Text = None
    tracking: list[TrackingBody] | None = None


def line_draft(body: LineBody) -> LineDraft:
    return LineDraft(
        line_item_id=guid(body.line_item_id),
        description=text(body.description),
        quantity=number(body.quantity),
        unit_amount=number(body.unit_amount),
        line_amount=number(body.line_amount),
        account_code=text(body.account_code) or None,
        account_id=guid(body.account_id),
        tax_type=text(body.tax_type) or None,
        tax_amount=number(body.tax_amount),
        discount_rate=number(body.discount_rate),
        discount_amount=number(body.discount_amount),
        item_code=text(body.item_code) or None,
        tracking=each(tracking_choice, body.tracking),
    )


def tracking_choice(body: TrackingBody) -> TrackingChoice:
    return TrackingChoice(
        category_id=guid(body.tracking_category_id),
        option_id=guid(body.tracking_option_id),
        category=said(body.name),
        option=said(body.option),
    )
