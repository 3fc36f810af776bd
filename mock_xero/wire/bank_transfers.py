"""Bank transfers as Xero spells them, and as it echoes a refused one."""

from collections.abc import Sequence

from mock_xero.books.accounts import Account
from mock_xero.books.problems import Problem
from mock_xero.books.transfers.deeds import TransferChange, TransferDraft
from mock_xero.books.transfers.transfers import Transfer
from mock_xero.wire.dates import spelled_date, spelled_instant
from mock_xero.wire.encoding import CURRENCY_RATE, Json
from mock_xero.wire.lines import tracking_json
from mock_xero.wire.outcomes import messages


def transfer_json(transfer: Transfer) -> Json:
    body: Json = {
        "BankTransferID": transfer.transfer_id,
        "CreatedDateUTC": spelled_instant(transfer.created_at),
        "Date": spelled_date(transfer.date),
        "FromBankAccount": _account(transfer.from_account),
        "ToBankAccount": _account(transfer.to_account),
        "Amount": transfer.amount,
        "FromBankTransactionID": transfer.from_transaction_id,
        "ToBankTransactionID": transfer.to_transaction_id,
        "FromIsReconciled": transfer.from_is_reconciled,
        "ToIsReconciled": transfer.to_is_reconciled,
        "CurrencyRate": CURRENCY_RATE,
    }
    if transfer.reference is not None:
        body["Reference"] = transfer.reference
    return body | {
        "HasAttachments": False,
        "Status": transfer.status.value,
        "FromTracking": [tracking_json(each) for each in transfer.from_tracking],
        "ToTracking": [tracking_json(each) for each in transfer.to_tracking],
    }


def failed_transfer(draft: TransferDraft, problems: Sequence[Problem]) -> Json:
    body: Json = {
        "FromBankAccount": _asked(draft.from_account_id, draft.from_account_code),
        "ToBankAccount": _asked(draft.to_account_id, draft.to_account_code),
    }
    if draft.amount is not None:
        body["Amount"] = draft.amount
    if draft.date is not None:
        body["Date"] = spelled_date(draft.date)
    return body | {"ValidationErrors": messages(problems)}


def unchanged_transfer(transfer: Transfer | TransferChange, problems: Sequence[Problem]) -> Json:
    """The echo of a deletion that was refused."""
    if isinstance(transfer, Transfer):
        body = transfer_json(transfer)
    else:
        body = {} if transfer.transfer_id is None else {"BankTransferID": transfer.transfer_id}
    return body | {"ValidationErrors": messages(problems)}


def _account(account: Account) -> Json:
    return {"AccountID": account.account_id, "Code": account.code, "Name": account.name}


def _asked(account_id: str | None, code: str | None) -> Json:
    asked = {"AccountID": account_id, "Code": code}
    return {name: value for name, value in asked.items() if value is not None}
