"""Repeating invoices: what a template is, and where to find it and whatever is due."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.drafts import ContactDraft, LineDraft
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO
from mock_xero.books.repeating.schedule import DueDateType, Schedule, Unit
from mock_xero.books.statuses import InvoiceType, LineAmountTypes


class TemplateStatus(Enum):
    """What its invoices are made as; DELETED makes no more."""

    DRAFT = "DRAFT"
    AUTHORISED = "AUTHORISED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDraft:
    period: int | None = None
    unit: Unit | None = None
    due: int | None = None
    due_type: DueDateType | None = None
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDraft:
    """What somebody asks for; None means that it was not said."""

    template_id: str | None = None
    type: InvoiceType | None = None
    status: TemplateStatus | None = None
    contact: ContactDraft | None = None
    schedule: ScheduleDraft | None = None
    line_amount_types: LineAmountTypes | None = None
    lines: tuple[LineDraft, ...] | None = None
    reference: str | None = None
    currency: str | None = None
    approved_for_sending: bool = False
    send_copy: bool = False
    mark_as_sent: bool = False
    branding_theme_id: str | None = None
    include_pdf: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
class Template:
    """A candidate, not yet in the books, has the id `UNSAVED`. `turn` counts the invoices so far."""

    type: InvoiceType
    contact: Contact
    currency: str
    template_id: str = UNSAVED
    status: TemplateStatus = TemplateStatus.DRAFT
    schedule: Schedule | None = None  # None only in a candidate that is refused
    line_amount_types: LineAmountTypes = LineAmountTypes.EXCLUSIVE
    lines: tuple[Line, ...] = ()
    reference: str = ""
    approved_for_sending: bool = False
    send_copy: bool = False
    mark_as_sent: bool = False
    branding_theme_id: str | None = None
    has_attachments: bool = False
    include_pdf: bool = False
    subtotal: Decimal = ZERO
    total_tax: Decimal = ZERO
    total: Decimal = ZERO
    turn: int = 0

    @property
    def next_day(self) -> dt.date | None:
        """The day of the next invoice, None when there will be no more."""
        if self.schedule is None or self.status is TemplateStatus.DELETED:
            return None
        return self.schedule.day(self.turn)


class Templates:
    """All templates, deleted ones too, found by id; it knows from which day on one has something to do."""

    def __init__(self) -> None:
        self._by_id: dict[str, Template] = {}
        self.next_day: dt.date | None = None

    def all(self) -> list[Template]:
        """Return every template, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, template_id: str) -> Template | None:
        return self._by_id.get(template_id)

    def keep(self, template: Template) -> None:
        """Enter the template, or that it has changed."""
        self._by_id[template.template_id] = template
        self.next_day = min((day for each in self.all() if (day := each.next_day) is not None), default=None)
