"""What a question about bank transfers may name."""

from typing import Final

from mock_xero.books.accounts import Account
from mock_xero.books.transfers.transfers import Transfer
from mock_xero.wire.fields import Field, Fields, boolean, day, guid, instant, number, text, under
from mock_xero.wire.members.accounts import account_fields


def _transfer_fields() -> dict[str, Field]:
    own = {
        "banktransferid": guid(lambda each: each.transfer_id),
        "frombanktransactionid": guid(lambda each: each.from_transaction_id),
        "tobanktransactionid": guid(lambda each: each.to_transaction_id),
        "amount": number(lambda each: each.amount),
        "date": day(lambda each: each.date),
        "reference": text(lambda each: each.reference),
        "status": text(lambda each: each.status.value),
        "fromisreconciled": boolean(lambda each: each.from_is_reconciled),
        "toisreconciled": boolean(lambda each: each.to_is_reconciled),
        "hasattachments": boolean(lambda each: each.has_attachments),
        "createddateutc": instant(lambda each: each.created_at),
    }
    return (
        own
        | under("frombankaccount", account_fields(_from_account))
        | under("tobankaccount", account_fields(_to_account))
    )


def _from_account(transfer: Transfer) -> Account:
    return transfer.from_account


def _to_account(transfer: Transfer) -> Account:
    return transfer.to_account


BANK_TRANSFER: Final = Fields("BankTransfer", _transfer_fields())
