"""Draws up a quote as it would be after the deed, and the rules that judge it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from mock_xero.books import line_rules
from mock_xero.books.arithmetic import add_up
from mock_xero.books.books import Books
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.document_drawing import (
    contact_case,
    contact_of_new,
    draw_lines,
    line_drawing,
    lose_unknown_tracking,
)
from mock_xero.books.document_rules import (
    branding_theme_is_known,
    contact_is_known,
    contact_is_sound,
    currency_is_subscribed,
    lines_are_given,
)
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.problems import Problem
from mock_xero.books.proposals import problems
from mock_xero.books.proposals.quotes import MAY_BE_CREATED_AS, MAY_BECOME, Quote, QuoteDraft
from mock_xero.books.stamp import Stamp

_SAID_DIRECTLY: Final = (
    *("number", "status", "date", "expiry_date", "line_amount_types"),
    *("reference", "currency", "title", "summary", "terms", "branding_theme_id"),
)
_LONGEST: Final = {"number": 255, "reference": 4000, "title": 100, "summary": 3000, "terms": 4000}


@dataclass(frozen=True, slots=True)
class QuoteCase:
    """A quote as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    draft: QuoteDraft
    stamp: Stamp
    current: Quote | None
    candidate: Quote
    contact: ContactCase | None
    lines: tuple[DrawnLine, ...]


QuoteRule = Callable[[QuoteCase], Iterator[Problem]]


def draw_up(books: Books, draft: QuoteDraft, current: Quote | None, stamp: Stamp) -> QuoteCase:
    contact = contact_case(books, draft.contact, stamp)
    candidate = _candidate(books, current, contact, stamp)
    for name in _SAID_DIRECTLY:
        if (said := getattr(draft, name)) is not None:
            setattr(candidate, name, said)
    drawing = line_drawing(books, candidate.line_amount_types, stamp)
    kind_before = None if current is None else current.line_amount_types
    lines = draw_lines(drawing, draft.lines, candidate.lines, kind_before)
    candidate.lines = tuple(each.line for each in lines)
    add_up(candidate)
    lose_unknown_tracking(books, candidate, lines)
    return QuoteCase(books, draft, stamp, current, candidate, contact, lines)


def status_fits(case: QuoteCase) -> Iterator[Problem]:
    current = case.current
    if current is None:
        if case.candidate.status not in MAY_BE_CREATED_AS:
            yield problems.NOT_VALID_FOR_CREATION
    elif case.candidate.status not in MAY_BECOME[current.status]:
        yield problems.NOT_VALID_FOR_MODIFICATION


def number_is_unique(case: QuoteCase) -> Iterator[Problem]:
    holder = case.books.quotes.by_number(case.candidate.number) if case.candidate.number else None
    if holder is not None and holder is not case.current:
        yield problems.NUMBER_NOT_UNIQUE


def texts_are_short_enough(case: QuoteCase) -> Iterator[Problem]:
    for name, most in _LONGEST.items():
        if len(getattr(case.candidate, name)) > most:
            yield problems.too_long(name, most)


def expiry_follows_the_date(case: QuoteCase) -> Iterator[Problem]:
    expiry = case.candidate.expiry_date
    if expiry is not None and expiry < case.candidate.date:
        yield problems.EXPIRES_TOO_EARLY


def lines_are_sound(case: QuoteCase) -> Iterator[Problem]:
    """A line needs words only; an account or a tax rate that is named must be one that can be used."""
    if case.draft.lines is None and case.current is not None:
        return
    for drawn in case.lines:
        rules = (*line_rules.ALWAYS, line_rules.description_is_given, line_rules.tax_rate_fits)
        if drawn.asked.account_code or drawn.asked.account_id:
            rules = (*rules, line_rules.account_is_usable)
        for rule in rules:
            yield from rule(case.books, drawn)


RULES: Final[tuple[QuoteRule, ...]] = (
    status_fits,
    contact_is_known,
    contact_is_sound,
    branding_theme_is_known,
    number_is_unique,
    texts_are_short_enough,
    expiry_follows_the_date,
    currency_is_subscribed,
    lines_are_given,
    lines_are_sound,
)


def _candidate(books: Books, current: Quote | None, contact: ContactCase | None, stamp: Stamp) -> Quote:
    if current is None:
        return Quote(
            contact=contact_of_new(contact, stamp),
            date=stamp.today,
            updated_at=stamp.instant,
            currency=books.profile.base_currency,
        )
    candidate = replace(current, updated_at=stamp.instant, warnings=())
    if contact is not None:
        candidate.contact = contact.current or contact.candidate
    return candidate
