"""/Accounts: the chart (facts §7.2). One account a call; parses, asks the books, renders: no rules here."""

from functools import partial
from typing import Final, TypeVar

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.accounts import Account
from mock_xero.books.catalogue.account_deeds import (
    AccountDraft,
    create_account,
    delete_account,
    update_account,
)
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Deed, Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.accounts import account_json, failed_account
from mock_xero.wire.members.accounts import ACCOUNT
from mock_xero.wire.reading.accounts import AccountBody, account_draft

D = TypeVar("D")
_PATH: Final = "/api.xro/2.0/Accounts"
_LIST: Final[listing.Resource[Account]] = listing.Resource(
    name="Accounts", fields=ACCOUNT, steady_order=lambda account: account.account_id
)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, ACCOUNT, paged=False)
    found = listing.changed_since(call, asked.since, call.books.accounts.all())
    spelled = partial(account_json, currency=call.organisation.profile.base_currency)
    return listing.answer(call, _LIST, asked, found, spelled)


async def read_one(call: Call) -> Response:
    return call.answer("Accounts", [account_json(_in_path(call), call.organisation.profile.base_currency)])


async def create(call: Call) -> Response:
    return process(call, _work(call, create_account), (await _drafts(call))[:1])


async def update(call: Call) -> Response:
    account = _in_path(call)

    def deed(books: Books, draft: AccountDraft, stamp: Stamp) -> Account:
        return update_account(books, account, draft, stamp)

    return process(call, _work(call, deed), (await _drafts(call))[:1])


async def delete(call: Call) -> Response:
    return process(call, _work(call, delete_account), [_in_path(call)])


async def _drafts(call: Call) -> list[AccountDraft]:
    return [account_draft(each) for each in await call.elements("Accounts", AccountBody)]


def _work(call: Call, deed: Deed[D, Account]) -> Work[D, Account]:
    currency = call.organisation.profile.base_currency
    return Work(
        "Accounts",
        "AccountID",
        deed,
        partial(account_json, currency=currency),
        partial(failed_account, currency=currency),
    )


def _in_path(call: Call) -> Account:
    account = call.books.accounts.by_id(call.request.path_params["account_id"].lower())
    if account is None:
        raise NoSuchDocument
    return account


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(f"{_PATH}/{{account_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{account_id}}", endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{account_id}}", endpoint(delete), methods=["DELETE"]),
)
