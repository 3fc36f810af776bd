"""Bank transactions as Xero spells them: answered to a write, in a list, echoed in a refusal."""

from collections.abc import Sequence

from mock_xero.books.banking.bank_transactions import BankTransaction
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.problems import Problem
from mock_xero.wire.allocations import ID_KEYS
from mock_xero.wire.contacts import full_contact, thin_contact
from mock_xero.wire.dates import spelled_date, spelled_date_string, spelled_instant
from mock_xero.wire.encoding import CURRENCY_RATE, Json
from mock_xero.wire.lines import line_json, written_line
from mock_xero.wire.outcomes import messages, with_warnings


def written_bank_transaction(transaction: BankTransaction) -> Json:
    """In answers to writes and single reads: lines and the whole contact."""
    body = with_warnings(_head(transaction), transaction.warnings)
    body["CurrencyRate"] = CURRENCY_RATE
    if not transaction.type.is_transfer:
        body["Contact"] = full_contact(transaction.contact)
    _add_terms(body, transaction)
    body["LineItems"] = [written_line(each) for each in transaction.lines]
    return _with_totals(body, transaction)


def listed_bank_transaction(transaction: BankTransaction, *, with_lines: bool) -> Json:
    """In a list: a thin contact; lines only when a page was asked for (facts §0.16)."""
    body = _head(transaction)
    body["HasAttachments"] = False
    if not transaction.type.is_transfer:
        body["Contact"] = thin_contact(transaction.contact)
    _add_terms(body, transaction)
    body["LineItems"] = [line_json(each) for each in transaction.lines] if with_lines else []
    return _with_totals(body, transaction)


def failed_bank_transaction(candidate: BankTransaction, problems: Sequence[Problem]) -> Json:
    """The echo of a refused transaction: what it would have been (facts §4.5)."""
    body = _head(candidate) | {"Contact": thin_contact(candidate.contact)}
    _add_terms(body, candidate)
    body["LineItems"] = [written_line(each) for each in candidate.lines]
    return _with_totals(body, candidate) | {"ValidationErrors": messages(problems)}


def _head(transaction: BankTransaction) -> Json:
    account = transaction.account
    body: Json = {
        "BankTransactionID": transaction.transaction_id,
        "BankAccount": {"AccountID": UNSAVED}
        if account is None
        else {"AccountID": account.account_id, "Code": account.code, "Name": account.name},
        "Type": transaction.type.value,
    }
    if transaction.reference is not None:
        body["Reference"] = transaction.reference
    if transaction.url:
        body["Url"] = transaction.url
    body["IsReconciled"] = transaction.is_reconciled
    if transaction.credit is not None:
        _, id_key = ID_KEYS[transaction.credit.kind]
        body[id_key] = transaction.credit.credit_id
    return body


def _add_terms(body: Json, transaction: BankTransaction) -> None:
    body["DateString"] = spelled_date_string(transaction.date)
    body["Date"] = spelled_date(transaction.date)
    body["Status"] = transaction.status.value
    body["LineAmountTypes"] = transaction.line_amount_types.value


def _with_totals(body: Json, transaction: BankTransaction) -> Json:
    return body | {
        "SubTotal": transaction.subtotal,
        "TotalTax": transaction.total_tax,
        "Total": transaction.total,
        "UpdatedDateUTC": spelled_instant(transaction.updated_at),
        "CurrencyCode": transaction.currency,
    }
