"""Linked transactions as Xero spells them: what is not there is left out."""

from collections.abc import Sequence
from typing import Final

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.linked.linked_transactions import LinkedDraft, LinkedStatus, LinkedTransaction
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages

_TYPE: Final = "BILLABLEEXPENSE"  # there is no other


def linked_json(linked: LinkedTransaction, status: LinkedStatus) -> Json:
    return {
        "LinkedTransactionID": linked.linked_id,
        "SourceTransactionID": linked.source_id,
        "SourceLineItemID": linked.source_line_id,
        **_aim(linked),
        "Status": status.value,
        "Type": _TYPE,
        "UpdatedDateUTC": spelled_instant(linked.updated_at),
        "SourceTransactionTypeCode": linked.source_type,
    }


def failed_linked(draft: LinkedDraft, problems: Sequence[Problem]) -> Json:
    return {
        "LinkedTransactionID": UNSAVED,
        "SourceTransactionID": draft.source_id or UNSAVED,
        "SourceLineItemID": draft.source_line_id or UNSAVED,
        **_aim(draft),
        "Type": _TYPE,
        "ValidationErrors": messages(problems),
    }


def _aim(linked: LinkedTransaction | LinkedDraft) -> Json:
    aim = {
        "ContactID": linked.contact_id,
        "TargetTransactionID": linked.target_id,
        "TargetLineItemID": linked.target_line_id,
    }
    return {key: value for key, value in aim.items() if value is not None}
