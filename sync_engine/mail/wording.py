"""What the letters say: the invoice's number, the reason, Xero's words, what to do. Pure.

Never a patient's name, never an amount: an e-mail is read by whoever passes by (R11).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sync_engine.outbox.notices import Untold
from sync_engine.outbox.statuses import Kind
from sync_engine.reasons import meaning_of

ONE_EACH: Final = 5  # more at once make one letter
LISTED_AT_MOST: Final = 200
QUOTED_AT_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text of one letter, and whom it tells of."""

    subject: str
    text: str
    about: Sequence[Untold]


def worded(untold: Sequence[Untold], practice: str, page: str) -> list[Wording]:
    """Write one letter for each document, or one for all where they are many."""
    groups = [list(untold)] if len(untold) > ONE_EACH else [[each] for each in untold]
    return [_letter(group, practice, page) for group in groups]


def _letter(group: Sequence[Untold], practice: str, page: str) -> Wording:
    subject = _subject_of_one(group[0]) if len(group) == 1 else f"{len(group)} documents are not in Xero"
    where = f"{page}\n" if page else "Settings, Integrations, Xero: Needs attention\n"
    ending = ["", "When the cause is removed, let it try again:", where, f"Sync with Xero of {practice}"]
    return Wording(subject, "\n".join([*_told(group), *ending]), group)


def _told(group: Sequence[Untold]) -> Iterator[str]:
    """Say of each reason once what it means and what to do, then which documents it holds up."""
    yield (
        "This is not in Xero as it is in the clinic:"
        if len(group) == 1
        else (f"These {len(group)} documents are not in Xero as they are in the clinic:")
    )
    listed = sorted(group[:LISTED_AT_MOST], key=lambda each: (each.code, each.number, each.kind.value))
    for code, some in groupby(listed, key=lambda each: each.code):
        meaning = meaning_of(code)
        yield from ("", f"{meaning.means}", f"What to do: {meaning.to_do}")
        for each in some:
            yield f"  - {_named(each)}"
            if each.xero_says:
                yield f'    Xero says: "{_quoted(each.xero_says)}"'
    if len(group) > LISTED_AT_MOST:
        yield f"And {len(group) - LISTED_AT_MOST} more, which the page lists."


def _subject_of_one(one: Untold) -> str:
    if one.xero_says:
        return f"Xero refused {_named(one).lower()}"
    return f"{_named(one)} is not in Xero as it is here"


def _named(one: Untold) -> str:
    return f"Payment of invoice {one.number}" if one.kind is Kind.PAYMENT else f"Invoice {one.number}"


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= QUOTED_AT_MOST else f"{plain[:QUOTED_AT_MOST]}…"
