"""What a question about manual journals may name."""

from typing import Final

from mock_xero.wire.fields import Fields, boolean, day, guid, instant, text

MANUAL_JOURNAL: Final = Fields(
    "ManualJournal",
    {
        "manualjournalid": guid(lambda each: each.journal_id),
        "narration": text(lambda each: each.narration),
        "status": text(lambda each: each.status.value),
        "date": day(lambda each: each.date),
        "lineamounttypes": text(lambda each: each.line_amount_types.value),
        "url": text(lambda each: each.url),
        "showoncashbasisreports": boolean(lambda each: each.show_on_cash_basis),
        "hasattachments": boolean(lambda each: each.has_attachments),
        "updateddateutc": instant(lambda each: each.updated_at),
    },
)
