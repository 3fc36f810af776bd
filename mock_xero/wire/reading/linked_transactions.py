"""Linked transactions as somebody asks for them. What else OpenAPI has of one follows from its documents."""

from mock_xero.books.linked.linked_transactions import LinkedDraft
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import guid


class LinkedBody(Body):
    linked_transaction_id: Text = None
    source_transaction_id: Text = None
    source_line_item_id: Text = None
    contact_id: Text = None
    target_transaction_id: Text = None
    target_line_item_id: Text = None


def linked_draft(body: LinkedBody) -> LinkedDraft:
    return LinkedDraft(
        source_id=guid(body.source_transaction_id),
        source_line_id=guid(body.source_line_item_id),
        contact_id=guid(body.contact_id),
        target_id=guid(body.target_transaction_id),
        target_line_id=guid(body.target_line_item_id),
    )
