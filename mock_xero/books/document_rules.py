"""The rules that every document with a contact and lines obeys (facts §5.2, §5.6): invoices, credit notes,
bank transactions. Each looks at one case and yields what is wrong with it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Protocol, TypeVar

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue.problems import BRANDING_THEME_UNKNOWN, FOREIGN_DOCUMENT
from mock_xero.books.contact_deeds import is_identified
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.contact_rules import judge as judge_contact
from mock_xero.books.contacts import Contact
from mock_xero.books.drafts import ContactDraft
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.problems import Problem


class SaidOfDocument(Protocol):
    @property
    def contact(self) -> ContactDraft | None: ...


class SaidWithTotal(SaidOfDocument, Protocol):
    @property
    def total(self) -> Decimal | None: ...


class Drawn(Protocol):
    @property
    def contact(self) -> Contact: ...
    @property
    def currency(self) -> str: ...
    @property
    def total(self) -> Decimal: ...


class DocumentCase(Protocol):
    """A document as it would be (`candidate`), beside what was asked and what it is now, if it exists."""

    @property
    def books(self) -> Books: ...
    @property
    def draft(self) -> SaidOfDocument: ...
    @property
    def current(self) -> Drawn | None: ...
    @property
    def candidate(self) -> Drawn: ...
    @property
    def contact(self) -> ContactCase | None: ...
    @property
    def lines(self) -> Sequence[DrawnLine]: ...


class Branded(Protocol):
    @property
    def branding_theme_id(self) -> str | None: ...


class BrandedCase(Protocol):
    @property
    def books(self) -> Books: ...
    @property
    def candidate(self) -> Branded: ...


class CaseWithTotal(DocumentCase, Protocol):
    @property
    def draft(self) -> SaidWithTotal: ...


C = TypeVar("C")
PROTECTED: Final = ("number", "contact", "date", "line_amount_types", "currency", "lines", "total")


def contact_is_known(case: DocumentCase) -> Iterator[Problem]:
    draft = case.draft.contact
    if case.contact is not None or (draft is None and case.current is not None):
        return
    if draft is None:
        yield problems.CONTACT_REQUIRED
    elif is_identified(draft):
        yield problems.CONTACT_NOT_FOUND
    else:
        yield problems.CONTACT_UNIDENTIFIED


def contact_is_sound(case: DocumentCase) -> Iterator[Problem]:
    """A contact that is created or changed along the way obeys the rules of contacts (facts §5.6)."""
    if case.contact is None:
        return
    known = case.contact.current
    if known is not None and known.is_archived:
        if case.current is None or case.current.contact is not known:
            yield problems.CONTACT_ARCHIVED_FOR_DOCUMENT
    elif case.contact.candidate is not known:
        yield from judge_contact(case.contact)


def currency_is_subscribed(case: DocumentCase) -> Iterator[Problem]:
    if not case.books.currencies.has(case.candidate.currency):
        yield problems.currency_unsubscribed(case.candidate.currency)


def currency_is_the_books_own(case: DocumentCase) -> Iterator[Problem]:
    """Invoices and bills alone may be in a currency that the organisation has subscribed to."""
    yield from currency_is_subscribed(case)
    currencies, currency = case.books.currencies, case.candidate.currency
    if currencies.has(currency) and currency != currencies.base:
        yield FOREIGN_DOCUMENT


def lines_are_given(case: DocumentCase) -> Iterator[Problem]:
    if not case.lines:
        yield problems.LINES_REQUIRED


def total_agrees(case: CaseWithTotal) -> Iterator[Problem]:
    said = case.draft.total
    if said is not None and said != case.candidate.total:
        yield problems.TOTAL_DISAGREES


def changes(case: DocumentCase, protected: Iterable[str] = PROTECTED) -> bool:
    """Whether the deed changes what is protected once money lies against the document."""
    before, after = case.current, case.candidate
    if before is None:
        return True
    return any(getattr(before, name) != getattr(after, name) for name in protected)


def judge(case: C, rules: Iterable[Callable[[C], Iterator[Problem]]]) -> list[Problem]:
    """Return each problem once, in the order of the rules."""
    found = (problem for rule in rules for problem in rule(case))
    return list(dict.fromkeys(found))


def branding_theme_is_known(case: BrandedCase) -> Iterator[Problem]:
    theme_id = case.candidate.branding_theme_id
    if theme_id is not None and case.books.branding.theme_by_id(theme_id) is None:
        yield BRANDING_THEME_UNKNOWN
