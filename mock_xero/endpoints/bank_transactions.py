"""/BankTransactions: read, create, create or update (facts §6.6). Parses, asks, renders: no rules."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.banking.bank_transaction_deeds import (
    create_bank_transaction,
    update_bank_transaction,
    update_or_create_bank_transaction,
)
from mock_xero.books.banking.bank_transaction_draft import BankTransactionDraft
from mock_xero.books.banking.bank_transactions import BankTransaction
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.bank_transactions import (
    failed_bank_transaction,
    listed_bank_transaction,
    written_bank_transaction,
)
from mock_xero.wire.members.bank_transactions import BANK_TRANSACTION
from mock_xero.wire.reading.bank_transactions import BankTransactionBody, bank_transaction_draft

_PATH: Final = "/api.xro/2.0/BankTransactions"
_LIST: Final[listing.Resource[BankTransaction]] = listing.Resource(
    name="BankTransactions", fields=BANK_TRANSACTION, steady_order=lambda each: each.transaction_id
)
_CREATE: Final = Work(
    "BankTransactions",
    "BankTransactionID",
    create_bank_transaction,
    written_bank_transaction,
    failed_bank_transaction,
)
_UPDATE_OR_CREATE: Final = replace(_CREATE, deed=update_or_create_bank_transaction)
_WITH_LINES: Final = partial(listed_bank_transaction, with_lines=True)
_WITHOUT_LINES: Final = partial(listed_bank_transaction, with_lines=False)


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, _UPDATE_OR_CREATE, await _drafts(call))


async def update(call: Call) -> Response:
    """The transaction in the path is meant, whatever the body calls it."""
    transaction = _in_path(call)

    def deed(books: Books, draft: BankTransactionDraft, stamp: Stamp) -> BankTransaction:
        return update_bank_transaction(books, transaction, draft, stamp)

    return process(call, replace(_CREATE, deed=deed), (await _drafts(call))[:1])


async def read_one(call: Call) -> Response:
    return call.answer("BankTransactions", [written_bank_transaction(_in_path(call))])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, BANK_TRANSACTION)
    found = listing.changed_since(call, asked.since, _candidates(call, asked))
    spelled = _WITHOUT_LINES if asked.page is None else _WITH_LINES
    return listing.answer(call, _LIST, asked, found, spelled)


async def _drafts(call: Call) -> list[BankTransactionDraft]:
    bodies = await call.elements("BankTransactions", BankTransactionBody)
    return [bank_transaction_draft(each) for each in bodies]


def _in_path(call: Call) -> BankTransaction:
    found = call.books.bank_transactions.by_id(call.request.path_params["transaction_id"].lower())
    if found is None:
        raise NoSuchDocument
    return found


def _candidates(call: Call, asked: listing.Question) -> Iterable[BankTransaction]:
    """Look where an index helps; the whole filter is applied afterwards."""
    held = call.books.bank_transactions
    if (transaction_id := asked.equal_to("banktransactionid")) is not None:
        found = held.by_id(transaction_id)
        return [] if found is None else [found]
    if (reference := asked.equal_to("reference")) is not None:
        return held.referring_to(reference)
    if asked.since is not None:
        return held.modified_from(asked.since)
    return held.all() if asked.page is None else held.by_change()


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{transaction_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{transaction_id}}", endpoint(update), methods=["POST"]),
)
