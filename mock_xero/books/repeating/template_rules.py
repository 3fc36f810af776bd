"""Draws up a template as it would be, and the rules that judge it. One that stands is never edited."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mock_xero.books import line_rules
from mock_xero.books.arithmetic import add_up
from mock_xero.books.books import Books
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.document_drawing import contact_case, contact_of_new, draw_lines, line_drawing
from mock_xero.books.document_rules import (
    branding_theme_is_known,
    contact_is_known,
    contact_is_sound,
    currency_is_subscribed,
    lines_are_given,
)
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.problems import TYPE_REQUIRED, Problem
from mock_xero.books.repeating import problems
from mock_xero.books.repeating.schedule import DueDateType, Schedule
from mock_xero.books.repeating.templates import ScheduleDraft, Template, TemplateDraft, TemplateStatus
from mock_xero.books.sending import NO_EMAIL_ADDRESS
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceType, LineAmountTypes

_YEAR: Final = dt.timedelta(days=366)
_DAYS_OF_MONTH: Final = frozenset({DueDateType.OF_CURRENT_MONTH, DueDateType.OF_FOLLOWING_MONTH})


@dataclass(frozen=True, slots=True)
class TemplateCase:
    """A template as it would be, beside what was asked for."""

    books: Books
    draft: TemplateDraft
    stamp: Stamp
    candidate: Template
    contact: ContactCase | None
    lines: tuple[DrawnLine, ...]

    @property
    def current(self) -> None:
        """What it is now: nothing yet."""


TemplateRule = Callable[[TemplateCase], Iterator[Problem]]


def draw_up(books: Books, draft: TemplateDraft, stamp: Stamp) -> TemplateCase:
    contact = contact_case(books, draft.contact, stamp)
    candidate = Template(
        type=draft.type or InvoiceType.ACCREC,
        contact=contact_of_new(contact, stamp),
        currency=draft.currency or books.profile.base_currency,
        status=draft.status or TemplateStatus.DRAFT,
        schedule=_schedule(draft.schedule),
        line_amount_types=draft.line_amount_types or LineAmountTypes.EXCLUSIVE,
        reference=draft.reference or "",
        approved_for_sending=draft.approved_for_sending,
        send_copy=draft.send_copy,
        mark_as_sent=draft.mark_as_sent,
        branding_theme_id=draft.branding_theme_id,
        include_pdf=draft.include_pdf,
    )
    purchase = candidate.type is InvoiceType.ACCPAY
    drawing = line_drawing(books, candidate.line_amount_types, stamp, purchase=purchase)
    lines = draw_lines(drawing, draft.lines, (), None)
    candidate.lines = tuple(each.line for each in lines)
    add_up(candidate)
    return TemplateCase(books, draft, stamp, candidate, contact, lines)


def type_is_given(case: TemplateCase) -> Iterator[Problem]:
    if case.draft.type is None:
        yield TYPE_REQUIRED


def status_fits(case: TemplateCase) -> Iterator[Problem]:
    if case.candidate.status is TemplateStatus.DELETED:
        yield problems.NOT_VALID_FOR_CREATION


def contact_can_be_sent_to(case: TemplateCase) -> Iterator[Problem]:
    if case.candidate.approved_for_sending and not case.candidate.contact.email:
        yield NO_EMAIL_ADDRESS


def schedule_is_sound(case: TemplateCase) -> Iterator[Problem]:
    schedule = case.candidate.schedule
    if schedule is None:
        yield problems.SCHEDULE_REQUIRED
        return
    if not 1 <= schedule.period <= 99:
        yield problems.PERIOD_INVALID
    least, most = (1, 31) if schedule.due_type in _DAYS_OF_MONTH else (0, 365)
    if not least <= schedule.due <= most:
        yield problems.DUE_DATE_INVALID
    if schedule.end is not None and schedule.end < schedule.start:
        yield problems.ENDS_TOO_EARLY
    if schedule.start < case.stamp.today - _YEAR:
        yield problems.STARTS_TOO_EARLY


def lines_are_sound(case: TemplateCase) -> Iterator[Problem]:
    """What is to be approved unseen must stand up to an approval now."""
    approved = case.candidate.status is TemplateStatus.AUTHORISED
    rules = line_rules.ALWAYS + (line_rules.ON_APPROVAL if approved else ())
    for drawn in case.lines:
        for rule in rules:
            yield from rule(case.books, drawn)


RULES: Final[tuple[TemplateRule, ...]] = (
    type_is_given,
    status_fits,
    contact_is_known,
    contact_is_sound,
    contact_can_be_sent_to,
    schedule_is_sound,
    currency_is_subscribed,
    branding_theme_is_known,
    lines_are_given,
    lines_are_sound,
)


def _schedule(draft: ScheduleDraft | None) -> Schedule | None:
    """Only the end may be left out."""
    if draft is None or draft.period is None or draft.due is None or draft.start is None:
        return None
    if draft.unit is None or draft.due_type is None:
        return None
    return Schedule(
        period=draft.period,
        unit=draft.unit,
        due=draft.due,
        due_type=draft.due_type,
        start=draft.start,
        end=draft.end,
    )
