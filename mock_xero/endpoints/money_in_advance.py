"""/Overpayments and /Prepayments: to read and to allocate; bank transactions create them (facts §6.6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books
from mock_xero.books.credits.credit import Credit, Credits
from mock_xero.endpoints import listing
from mock_xero.endpoints.allocations import allocation_routes
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.credits import listed_credit, written_credit
from mock_xero.wire.fields import Fields
from mock_xero.wire.members.credits import OVERPAYMENT, PREPAYMENT

_WITH_LINES: Final = partial(listed_credit, with_lines=True)
_WITHOUT_LINES: Final = partial(listed_credit, with_lines=False)


@dataclass(frozen=True, slots=True)
class Advance:
    """One of the two resources; `narrowing` is the list parameter of its own, and what it looks at."""

    name: str
    fields: Fields
    credits_in: Callable[[Books], Credits]
    id_path: str
    narrowing: tuple[str, Callable[[Credit], str]]

    def routes(self) -> list[Route]:
        path = f"/api.xro/2.0/{self.name}"
        return [
            Route(path, endpoint(self.read_all), methods=["GET"]),
            Route(f"{path}/{{credit_id}}", endpoint(self.read_one), methods=["GET"]),
            *allocation_routes(f"{path}/{{credit_id}}", self.in_path),
        ]

    async def read_one(self, call: Call) -> Response:
        return call.answer(self.name, [written_credit(self.in_path(call))])

    async def read_all(self, call: Call) -> Response:
        asked = listing.question(call, self.fields)
        found = listing.changed_since(call, asked.since, self._candidates(call, asked))
        parameter, value = self.narrowing
        if (wanted := listing.comma_separated(call, parameter)) is not None:
            found = [each for each in found if value(each).lower() in wanted]
        spelled = _WITHOUT_LINES if asked.page is None else _WITH_LINES
        return listing.answer(call, self._list(), asked, found, spelled)

    def in_path(self, call: Call) -> Credit:
        found = self.credits_in(call.books).by_id(call.request.path_params["credit_id"].lower())
        if found is None:
            raise NoSuchDocument
        return found

    def _list(self) -> listing.Resource[Credit]:
        return listing.Resource(name=self.name, fields=self.fields, steady_order=lambda each: each.credit_id)

    def _candidates(self, call: Call, asked: listing.Question) -> Iterable[Credit]:
        """Look where an index helps; the whole filter is applied afterwards."""
        held = self.credits_in(call.books)
        if (credit_id := asked.equal_to(self.id_path)) is not None:
            found = held.by_id(credit_id)
            return [] if found is None else [found]
        if asked.since is not None:
            return held.modified_from(asked.since)
        return held.all() if asked.page is None else held.by_change()


_OVERPAYMENTS: Final = Advance(
    "Overpayments",
    OVERPAYMENT,
    lambda books: books.overpayments,
    "overpaymentid",
    ("references", lambda each: each.reference or ""),
)
_PREPAYMENTS: Final = Advance(
    "Prepayments",
    PREPAYMENT,
    lambda books: books.prepayments,
    "prepaymentid",
    ("invoicenumbers", lambda each: each.number),
)
ROUTES: Final = (*_OVERPAYMENTS.routes(), *_PREPAYMENTS.routes())
