"""The calls of a run by the documents that they carried and made. An exchange is one call and its answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from harness.simulation.history import Call
from harness.simulation.papers import Paper

CREATES: Final = ("/Invoices", "/Payments")  # a path that names a document changes one that is there
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


class Carried(NamedTuple):
    """A document in a request."""

    paper: Paper
    call: Call


@dataclass(frozen=True, slots=True)
class Exchanges:
    """What the calls say, looked up by document."""

    makers: Mapping[str, Call]  # by Xero's id: the first request, in order of arrival, that brought it
    carriers: Mapping[tuple[str, str], Sequence[Carried]]  # by kind and invoice number, in order of departure

    @classmethod
    def of(cls, calls: Sequence[Call]) -> "Exchanges":
        """Read the calls of a run."""
        makers: dict[str, Call] = {}
        for call in sorted(calls, key=lambda call: (call.arrived_at or _NEVER, call.number)):
            for document in _made(call):
                makers.setdefault(document, call)
        numbers = _numbers(calls)
        carriers: dict[tuple[str, str], list[Carried]] = defaultdict(list)
        for call in calls:
            for paper in call.carries:
                carriers[paper.kind, _number(paper, numbers)].append(Carried(paper, call))
        return cls(makers, carriers)

    def maker(self, document: str) -> Call | None:
        """Return the request that made this document of Xero's; None where the app did not."""
        return self.makers.get(document)

    def carrying(self, kind: str, number: str, amount: Decimal) -> Sequence[Call]:
        """Return the requests that carried the invoice of this number, or a payment of this amount on it."""
        return [
            call
            for paper, call in self.carriers.get((kind, number), ())
            if paper.amount is None or paper.amount == amount
        ]


def _made(call: Call) -> Iterator[str]:
    if call.path in CREATES:
        for paper in call.returns:
            if paper.document and not paper.refused:
                yield paper.document


def _numbers(calls: Sequence[Call]) -> Mapping[str, str]:
    """The invoice number behind each id that Xero gave, to an invoice or to a payment on it."""
    numbers: dict[str, str] = {}
    for call in calls:
        for paper in call.returns:
            if paper.invoice:
                numbers[paper.document] = numbers[paper.invoice_id] = paper.invoice
    return numbers


def _number(paper: Paper, numbers: Mapping[str, str]) -> str:
    return paper.invoice or numbers.get(paper.invoice_id) or numbers.get(paper.document, "")
