"""Lock dates: which days are closed, and what Xero says about them (facts §5.7)."""

from collections.abc import Iterator
from datetime import date

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.problems import Problem
from mock_xero.books.stamp import Stamp


def locks_over(books: Books, day: date, stamp: Stamp | None = None) -> Iterator[tuple[str, date]]:
    """Yield name and date of each lock that closes the day to whoever does the deed; None: to anybody."""
    settings = books.settings
    for name, until in (
        ("period", settings.period_lock_date),
        ("end of year", settings.end_of_year_lock_date),
    ):
        if until is None or day > until:
            continue
        if name == "period" and stamp is not None and stamp.passes_period_lock:
            continue
        if day < until or books.behaviour.lock_date_itself_is_locked:
            yield name, until


def closed_to(books: Books, what: str, day: date, stamp: Stamp | None = None) -> Iterator[Problem]:
    """Yield a problem for each lock that closes the day to a new `document` or `payment`."""
    return (problems.dated_in_lock(what, lock, until) for lock, until in locks_over(books, day, stamp))


def closed_to_edits(books: Books, day: date, stamp: Stamp | None = None) -> Iterator[Problem]:
    return (problems.edited_in_lock(lock) for lock, _ in locks_over(books, day, stamp))
