"""/…/Allocations under credit notes, overpayments and prepayments: the same for all three (facts §6.6)."""

from collections.abc import Callable

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Refused, Stamp
from mock_xero.books.credits.allocation_deeds import allocate, remove_allocation
from mock_xero.books.credits.credit import Allocation, Credit
from mock_xero.books.credits.drafts import AllocationDraft
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.allocations import (
    failed_allocation,
    removed_allocation,
    removed_allocation_in_list,
    unremoved_allocation,
    written_allocation,
)
from mock_xero.wire.encoding import encoded
from mock_xero.wire.problems import JSON_TYPE, validation_failed
from mock_xero.wire.reading.allocations import AllocationBody, allocation_draft

InPath = Callable[[Call], Credit]


def allocation_routes(path: str, in_path: InPath) -> tuple[Route, Route]:
    """Return the two routes below a credit's own; `path` has the credit's key in it."""

    async def create(call: Call) -> Response:
        credit = in_path(call)

        def deed(books: Books, draft: AllocationDraft, stamp: Stamp) -> Allocation:
            return allocate(books, credit, draft, stamp)

        work = Work("Allocations", "AllocationID", deed, written_allocation, failed_allocation)
        bodies = await call.elements("Allocations", AllocationBody)
        return process(call, work, [allocation_draft(each) for each in bodies])

    async def remove(call: Call) -> Response:
        return _removed(call, _named_in_path(call, in_path(call)))

    return (
        Route(f"{path}/Allocations", endpoint(create), methods=["PUT"]),
        Route(f"{path}/Allocations/{{allocation_id}}", endpoint(remove), methods=["DELETE"]),
    )


def _removed(call: Call, allocation: Allocation) -> Response:
    try:
        remove_allocation(call.books, allocation, call.stamp())
    except Refused as refusal:
        return validation_failed([unremoved_allocation(allocation, refusal.problems)])
    if call.behaviour.removed_allocation_in_envelope:
        return call.answer("Allocations", [removed_allocation_in_list(allocation)])
    return Response(encoded(removed_allocation(allocation)), media_type=JSON_TYPE)


def _named_in_path(call: Call, credit: Credit) -> Allocation:
    wanted = call.request.path_params["allocation_id"].lower()
    found = next((each for each in credit.allocations if each.allocation_id == wanted), None)
    if found is None:
        raise NoSuchDocument
    return found
