"""One call as an endpoint sees it: who asks which organisation what, and how to answer in its name."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Final, TypeVar

from msgspec import Raw
from starlette.requests import Request
from starlette.responses import Response

from mock_xero.behaviour import Behaviour, HalfCent
from mock_xero.books import Books, NotFound, Stamp
from mock_xero.books.money import rounded
from mock_xero.books.records.recorded import RECORDED
from mock_xero.books.repeating.generating import make_due_invoices
from mock_xero.endpoints.dialect import in_dialect
from mock_xero.exchange import Exchange, exchange_of
from mock_xero.organisation import Organisation
from mock_xero.wire import problems
from mock_xero.wire.bodies import elements
from mock_xero.wire.encoding import Element, Json
from mock_xero.wire.envelope import Envelope
from mock_xero.wire.markup.reading import as_json
from mock_xero.wire.negotiation import is_xml
from mock_xero.wire.paging import Page

B = TypeVar("B")
_SAYING_SO: Final = {row.resource: row.id_member for row in RECORDED if row.has_attachments and row.says_so}


_PRICED: Final = frozenset({"Invoices", "CreditNotes", "BankTransactions", "Overpayments", "Prepayments"})


class TenantMissingError(Exception):
    """The gates let a call through without an organisation: a mistake in the mock itself."""


class NoSuchDocument(Exception):  # noqa: N818
    """The path names a document that does not exist."""


@dataclass(frozen=True, slots=True)
class Call:
    """`parameters` are the query's, by lower-case name."""

    request: Request
    exchange: Exchange
    organisation: Organisation
    parameters: Mapping[str, str]

    @property
    def books(self) -> Books:
        return self.organisation.books

    @property
    def behaviour(self) -> Behaviour:
        return self.organisation.behaviour

    def says(self, parameter: str) -> bool:
        return self.parameters.get(parameter, "").lower() == "true"

    @property
    def summarises_errors(self) -> bool:
        """Unless somebody says otherwise (facts §4.4)."""
        return self.parameters.get("summarizeerrors", "").lower() != "false"

    @property
    def unit_decimals(self) -> int:
        """`unitdp=4` keeps and shows four decimals of unit prices (facts §5.4)."""
        return 4 if self.parameters.get("unitdp") == "4" else 2

    def stamp(self) -> Stamp:
        unit_decimals = self.unit_decimals
        passes = self.behaviour.adviser_passes_period_lock and self.exchange.member.passes_period_lock
        stamp = self.organisation.stamp(self.exchange.client_id, unit_decimals, self.exchange.app_name)
        return replace(stamp, passes_period_lock=True) if passes else stamp

    async def elements(self, envelope: str, kind: type[B]) -> list[B]:
        """Return the elements of the body, of one kind.

        Raises:
            PostDataInvalid: the body can't be read, or a member has the wrong type.

        """
        body = await self.request.body()
        if is_xml(self.request.headers.get("content-type", "")):
            body = as_json(body, envelope, kind)
        return elements(body, envelope, kind)

    def whole(self, resource: str, element: Json) -> Json:
        """Add what spelling a document alone doesn't know: prices as the call asks for them, and files."""
        if resource in _PRICED and self.unit_decimals == 2:
            _round_unit_prices(element, self.behaviour.half_cent)
        id_member = _SAYING_SO.get(resource)
        attachments = self.books.attachments
        if not attachments or id_member is None:
            return element
        attached = attachments.of(element.get(id_member, ""))
        return element | {"HasAttachments": True} if attached else element

    def answer(self, resource: str, elements: Sequence[Element], page: Page | None = None) -> Response:
        organisation = self.organisation
        envelope = Envelope(
            organisation.new_answer_id(),
            self.exchange.app_name,
            organisation.now(),
            self.summarises_errors if resource == "Quotes" else None,
        )
        return envelope.around(
            resource,
            [each if isinstance(each, Raw) else self.whole(resource, each) for each in elements],
            page,
        )


Handler = Callable[[Call], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(handler: Handler) -> Endpoint:
    """Turn a handler of calls into a Starlette endpoint that answers what can't be done in Xero's words."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        call = _call(request)
        if call.books.templates.next_day is not None:
            make_due_invoices(call.books, call.organisation.stamp())
        response = await _answer(handler, call)
        if request.method != "GET":
            call.organisation.spellings.forget()
        return in_dialect(request.scope, response)

    return answer


async def _answer(handler: Handler, call: Call) -> Response:
    try:
        return await handler(call)
    except problems.UnreadableRequest as problem:
        return problems.unreadable(problem)
    except (NoSuchDocument, NotFound):
        return problems.not_found()


def _round_unit_prices(element: Json, half: HalfCent) -> None:
    """Prices are kept as they were written; who does not ask for four decimals sees two."""
    for line in element.get("LineItems", ()):
        line["UnitAmount"] = rounded(line["UnitAmount"], half)


def _call(request: Request) -> Call:
    exchange = exchange_of(request)
    if exchange.organisation is None:
        raise TenantMissingError
    query = request.query_params
    parameters = {name.lower(): value for name, value in query.items()} if query else {}
    return Call(request, exchange, exchange.organisation, parameters)
