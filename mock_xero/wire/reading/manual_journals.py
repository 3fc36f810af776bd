"""Manual journals as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.drafts import LineDraft
from mock_xero.books.general_ledger.manual_journal_drawing import ManualJournalDraft
from mock_xero.books.general_ledger.manual_journals import ManualJournalStatus
from mock_xero.books.statuses import LineAmountTypes
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, number, text
from mock_xero.wire.reading.lines import TrackingBody, tracking_choice


class ManualJournalLineBody(Body):
    description: Text = None
    line_amount: Decimal | None = None
    account_code: Text = None
    account_id: Text = None
    tax_type: Text = None
    tax_amount: Decimal | None = None
    tracking: list[TrackingBody] | None = None


class ManualJournalBody(Body):
    manual_journal_id: Text = None
    narration: Text = None
    status: Text = None
    date: Text = None
    line_amount_types: Text = None
    journal_lines: list[ManualJournalLineBody] | None = None
    url: Text = None
    show_on_cash_basis_reports: bool | None = None


def manual_journal_draft(body: ManualJournalBody) -> ManualJournalDraft:
    return ManualJournalDraft(
        journal_id=guid(body.manual_journal_id),
        narration=text(body.narration),
        status=enum(ManualJournalStatus, body.status),
        date=day(body.date),
        line_amount_types=enum(LineAmountTypes, body.line_amount_types),
        lines=each(_line, body.journal_lines),
        url=text(body.url),
        show_on_cash_basis=body.show_on_cash_basis_reports,
    )


def _line(body: ManualJournalLineBody) -> LineDraft:
    return LineDraft(
        description=text(body.description),
        line_amount=number(body.line_amount),
        account_code=text(body.account_code) or None,
        account_id=guid(body.account_id),
        tax_type=text(body.tax_type) or None,
        tax_amount=number(body.tax_amount),
        tracking=each(tracking_choice, body.tracking),
    )
