"""The clinic's own invoice numbers in place of a case's: an import leaves them beside the case file."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from harness.ledger import LedgerInvoice, Posting
from harness.sources.problems import SourceError

SUFFIX: Final = ".numbers.csv"


def own_numbers(case: Path) -> dict[str, str]:
    """Read what lies beside a case, by the case's numbers, if anything does. Raises SourceError."""
    file = case.with_suffix(SUFFIX)
    if not file.is_file():
        return {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            _, *rows = csv.reader(lines)
            return dict(rows)
    except (OSError, ValueError) as wrong:
        columns = "each line has two columns, invoice and clinic's number"
        raise SourceError(f"{file}: {columns}: {wrong}") from wrong


def with_own_numbers(postings: Iterable[Posting], numbers: Mapping[str, str]) -> Iterator[Posting]:
    """Name each posting's invoice as the clinic and Xero do."""
    for each in postings:
        if isinstance(each, LedgerInvoice):
            yield replace(each, number=numbers.get(each.number, each.number))
        else:
            yield replace(each, invoice=numbers.get(each.invoice, each.invoice))
