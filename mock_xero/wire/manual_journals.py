"""Manual journals as Xero spells them: answered to a write, in a list, echoed in a refusal."""

from collections.abc import Sequence

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.general_ledger.manual_journals import ManualJournal
from mock_xero.books.lines import Line
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_date, spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.lines import tracking_json
from mock_xero.wire.outcomes import messages, with_warnings


def written_manual_journal(journal: ManualJournal) -> Json:
    return with_warnings(listed_manual_journal(journal, with_lines=True), journal.warnings)


def listed_manual_journal(journal: ManualJournal, *, with_lines: bool) -> Json:
    """Without a page there are no lines, as in lists of invoices (facts §0.16)."""
    body: Json = {
        "Date": spelled_date(journal.date),
        "Status": journal.status.value,
        "LineAmountTypes": journal.line_amount_types.value,
        "UpdatedDateUTC": spelled_instant(journal.updated_at),
    }
    if journal.journal_id != UNSAVED:
        body["ManualJournalID"] = journal.journal_id
    body["Narration"] = journal.narration
    if journal.url is not None:
        body["Url"] = journal.url
    return body | {
        "JournalLines": [_line(each) for each in journal.lines] if with_lines else [],
        "ShowOnCashBasisReports": journal.show_on_cash_basis,
        "HasAttachments": False,
    }


def failed_manual_journal(journal: ManualJournal, problems: Sequence[Problem]) -> Json:
    return written_manual_journal(journal) | {"ValidationErrors": messages(problems)}


def _line(line: Line) -> Json:
    body: Json = {} if line.description is None else {"Description": line.description}
    body |= {"TaxType": line.tax_type, "TaxAmount": line.tax_amount, "LineAmount": line.line_amount}
    if line.account is not None:
        body |= {"AccountCode": line.account.code, "AccountID": line.account.account_id}
    return body | {"Tracking": [tracking_json(each) for each in line.tracking], "IsBlank": False}
