"""Documents in the order in which Xero lists them: by their latest change, then by id (facts §4.8).

A page of a hundred thousand is then a slice, and "what changed since" a cut. It is also where a store tells
`Changes` of what it enters and changes.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar, overload

from mock_xero.books.changes import Category, Change, Changes


class Dated(Protocol):
    updated_at: datetime


T = TypeVar("T", bound=Dated)


class Steady(Sequence[T], Generic[T]):
    """Documents in the order of these ids; not a copy."""

    def __init__(self, ids: Sequence[str], documents: Mapping[str, T]) -> None:
        self._ids = ids
        self._documents = documents

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._documents[document_id] for document_id in self._ids[place]]
        return self._documents[self._ids[place]]


class Recency(Sequence[T], Generic[T]):
    """A change goes to the end as long as the clock does not go back, so that keeping order costs little."""

    def __init__(self) -> None:
        self._order: list[tuple[datetime, str]] = []
        self._changed: dict[str, datetime] = {}
        self._documents: dict[str, T] = {}
        self._ids: list[str] = []  # sorted
        self._new_ids: list[str] = []  # not among them yet: sorted when somebody asks
        self._told: tuple[Changes, Category] | None = None

    def tell(self, changes: Changes, category: Category) -> None:
        """From now on tell of each change."""
        self._told = changes, category

    def touch(self, document_id: str, document: T, *, by_money: bool = False) -> None:
        """Put the document where its `updated_at` says; `by_money` where only what is due has changed."""
        former = self._changed.get(document_id)
        if former is None:
            self._new_ids.append(document_id)
        else:
            del self._order[bisect_left(self._order, (former, document_id))]
        self._documents[document_id] = document
        self._changed[document_id] = document.updated_at
        insort(self._order, (document.updated_at, document_id))
        if self._told is not None and (listener := self._told[0].listener) is not None:
            listener(Change(self._told[1], document_id, document, former is None, by_money))

    def steadily(self) -> "Steady[T]":
        """Return the documents in an order that no change touches: that of their ids."""
        if self._new_ids:
            self._ids += self._new_ids
            self._ids.sort()  # what was in order before costs next to nothing
            self._new_ids = []
        return Steady(self._ids, self._documents)

    def since(self, instant: datetime) -> list[T]:
        """Return what changed at the instant or later, the oldest change first."""
        return self[bisect_left(self._order, (instant, "")) :]

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[T]:
        return (self._documents[document_id] for _, document_id in self._order)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._documents[document_id] for _, document_id in self._order[place]]
        return self._documents[self._order[place][1]]
