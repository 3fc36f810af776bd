"""Reads of lists: the common way from candidates to a page (facts §4.8)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from starlette.responses import Response

from mock_xero.books.recency import Recency, Steady
from mock_xero.endpoints.call import Call
from mock_xero.wire.dates import read_instant
from mock_xero.wire.encoding import Element, Json, encoded
from mock_xero.wire.fields import Fields
from mock_xero.wire.order import ordered
from mock_xero.wire.paging import PageAsked, page_asked
from mock_xero.wire.where import Filter, parsed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resource(Generic[T]):
    """One resource as a list: its name, its members, and its two orders.

    `documented_order` is None where Xero documents none; `steady_order` keeps pages from overlapping then.
    `says_page` is False where a page comes without `pagination` (OpenAPI's schema of the resource).
    """

    name: str
    fields: Fields
    steady_order: Callable[[T], Any]
    documented_order: Callable[[T], Any] | None = None
    says_page: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What a read asks for, beside the parameters of its own resource."""

    where: Filter | None
    since: datetime | None
    page: PageAsked | None

    def equal_to(self, path: str) -> str | None:
        """Return what the member must equal, if the filter says so."""
        return None if self.where is None else self.where.equalities.get(path)


def question(call: Call, fields: Fields, *, paged: bool = True, dated: bool = True) -> Question:
    """Read the common parameters; `Statuses` and `summaryOnly` force paging.

    `dated` is False for a resource whose elements don't say when they changed.
    """
    clause = call.parameters.get("where", "").strip()
    header = call.request.headers.get("if-modified-since")
    forced = "statuses" in call.parameters or call.says("summaryonly")
    return Question(
        where=parsed(clause, fields) if clause else None,
        since=read_instant(header.strip()) if header and dated else None,
        page=page_asked(call.parameters, forced=forced) if paged else None,
    )


def changed_since(call: Call, since: datetime | None, documents: Iterable[T]) -> Iterable[T]:
    """Drop what has not changed since; strictly newer unless the switch says otherwise (facts §11.10)."""
    if since is None:
        return documents
    if call.behaviour.modified_since_is_inclusive:
        return (each for each in documents if _changed(each) >= since)
    return (each for each in documents if _changed(each) > since)


def answer(
    call: Call, resource: Resource[T], asked: Question, documents: Iterable[T], spelled: Callable[[T], Json]
) -> Response:
    """Filter, order and page the documents, and answer with what is left."""
    found = _accepted(asked.where, documents)
    if not found and asked.since is not None and call.behaviour.modified_since_empty_is_304:
        return Response(status_code=304)
    arranged = _arranged(call, resource, asked, found)
    if asked.page is None:
        return call.answer(resource.name, [spelled(each) for each in arranged])
    page = asked.page.among(len(arranged))
    shown = page.of(arranged)
    elements = (
        _spelled_once(call, resource, shown, spelled)
        if isinstance(arranged, Recency | Steady)
        else [spelled(each) for each in shown]
    )
    return call.answer(resource.name, elements, page if resource.says_page else None)


def comma_separated(call: Call, parameter: str) -> frozenset[str] | None:
    """Return the lower-case values, or None if the parameter was not sent."""
    text = call.parameters.get(parameter)
    if not text:
        return None
    return frozenset(part.strip().strip('"').lower() for part in text.split(","))


def _spelled_once(
    call: Call, resource: Resource[T], documents: Sequence[T], spelled: Callable[[T], Json]
) -> Sequence[Element]:
    """Pages of everything are walked again and again: between two deeds an element is spelled once."""

    def encode(document: T) -> bytes:
        return encoded(call.whole(resource.name, spelled(document)))

    return call.organisation.spellings.of(
        (spelled, call.unit_decimals), documents, resource.steady_order, encode
    )


def _accepted(where: Filter | None, documents: Iterable[T]) -> Sequence[T]:
    if where is not None:
        return [each for each in documents if where.accepts(each)]
    return documents if isinstance(documents, Recency) else list(documents)


def _arranged(call: Call, resource: Resource[T], asked: Question, found: Sequence[T]) -> Sequence[T]:
    order = call.parameters.get("order", "").strip()
    documented = resource.documented_order
    if documented is not None and not call.behaviour.shuffles_documented_orders:
        found = found if isinstance(found, Recency) else sorted(found, key=documented)
    elif asked.page is not None or order:
        found = _steady(resource, found)
    else:
        organisation = call.organisation
        found = organisation.ordering.arranged(found, organisation.choices, label=resource.name)
    return ordered(found, order, resource.fields) if order else found


def _steady(resource: Resource[T], found: Sequence[T]) -> Sequence[T]:
    """The order that no change touches; a whole store has it ready."""
    return found.steadily() if isinstance(found, Recency) else sorted(found, key=resource.steady_order)


def _changed(document: Any) -> datetime:
    changed: datetime = document.updated_at
    return changed
