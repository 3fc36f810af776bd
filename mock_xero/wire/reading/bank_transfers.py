"""Bank transfers as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.transfers.deeds import TransferChange, TransferDraft
from mock_xero.books.transfers.transfers import TransferStatus
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, number, text
from mock_xero.wire.reading.lines import TrackingBody, tracking_choice
from mock_xero.wire.reading.references import AccountReference


class TransferBody(Body):
    from_bank_account: AccountReference | None = None
    to_bank_account: AccountReference | None = None
    amount: Decimal | None = None
    date: Text = None
    reference: Text = None
    from_is_reconciled: bool | None = None
    to_is_reconciled: bool | None = None
    from_tracking: list[TrackingBody] | None = None
    to_tracking: list[TrackingBody] | None = None


class TransferChangeBody(Body):
    bank_transfer_id: Text = None
    status: Text = None


def transfer_draft(body: TransferBody) -> TransferDraft:
    source = body.from_bank_account or AccountReference()
    target = body.to_bank_account or AccountReference()
    return TransferDraft(
        from_account_id=guid(source.account_id),
        from_account_code=text(source.code) or None,
        to_account_id=guid(target.account_id),
        to_account_code=text(target.code) or None,
        amount=number(body.amount),
        date=day(body.date),
        reference=text(body.reference),
        from_is_reconciled=body.from_is_reconciled or False,
        to_is_reconciled=body.to_is_reconciled or False,
        from_tracking=each(tracking_choice, body.from_tracking) or (),
        to_tracking=each(tracking_choice, body.to_tracking) or (),
    )


def transfer_change(body: TransferChangeBody) -> TransferChange:
    return TransferChange(guid(body.bank_transfer_id), enum(TransferStatus, body.status))
