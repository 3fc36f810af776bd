"""Writes of many elements: each stands alone, is processed in Xero's order and answered in the request's.

With errors summarised, one bad element makes the whole answer a 400 that lists the bad ones only, although
the good ones were saved (facts §4.4).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.responses import Response

from mock_xero.books import Books, NotFound, Refused, Stamp
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.problems import Problem
from mock_xero.endpoints.call import Call
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import with_status
from mock_xero.wire.problems import validation_failed

D = TypeVar("D")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Work(Generic[D, T]):
    """What is done with each element, and how its outcome is spelled.

    Not every resource has a StatusAttributeString: `says_status`.
    """

    resource: str
    id_key: str
    deed: Callable[[Books, D, Stamp], T]
    accepted: Callable[[T], Json]
    refused: Callable[[Any, Sequence[Problem]], Json]
    says_status: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    body: Json
    failed: bool


def process(call: Call, work: Work[D, T], drafts: Sequence[D]) -> Response:
    """Do all elements and answer.

    Raises:
        NotFound: an element names an unknown document, and the switch says that Xero answers 404.

    """
    kept = call.books.snapshot() if call.behaviour.batches_are_atomic and len(drafts) > 1 else None
    outcomes = _outcomes(call, work, drafts)
    if kept is not None and any(each.failed for each in outcomes):
        call.books.restore(kept)
        outcomes = [each if each.failed else _spoilt(each, work.id_key) for each in outcomes]
    return _answer(call, work, outcomes)


def _outcomes(call: Call, work: Work[D, T], drafts: Sequence[D]) -> list[Outcome]:
    organisation = call.organisation
    places = organisation.ordering.arranged(range(len(drafts)), organisation.choices, label="element")
    stamp = call.stamp()
    by_place = {place: _outcome(call, work, drafts[place], stamp) for place in places}
    return [by_place[place] for place in range(len(drafts))]


def _outcome(call: Call, work: Work[D, T], draft: D, stamp: Stamp) -> Outcome:
    try:
        return Outcome(work.accepted(work.deed(call.books, draft, stamp)), failed=False)
    except Refused as refusal:
        if isinstance(refusal, NotFound) and call.behaviour.unknown_id_in_write_is_404:
            raise
        return Outcome(work.refused(refusal.candidate, refusal.problems), failed=True)


def _spoilt(outcome: Outcome, id_key: str) -> Outcome:
    """A good element of a batch that was undone comes back without its id (facts §4.4, Xero-Net#354)."""
    return Outcome(outcome.body | {id_key: UNSAVED}, failed=False)


def _answer(call: Call, work: Work[D, T], outcomes: Sequence[Outcome]) -> Response:
    resource = work.resource
    if call.parameters.get("summarizeerrors", "").lower() == "false":
        said = [with_status(each.body) if work.says_status else each.body for each in outcomes]
        return call.answer(resource, said)
    failed = [each.body for each in outcomes if each.failed]
    return validation_failed(failed) if failed else call.answer(resource, [each.body for each in outcomes])
