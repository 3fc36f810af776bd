"""/Accounts: the chart, to read (facts §7.2)."""

from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.accounts import Account
from mock_xero.endpoints import listing
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.accounts import account_json
from mock_xero.wire.members.accounts import ACCOUNT

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
    account = call.books.accounts.by_id(call.request.path_params["account_id"].lower())
    if account is None:
        raise NoSuchDocument
    return call.answer("Accounts", [account_json(account, call.organisation.profile.base_currency)])


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(f"{_PATH}/{{account_id}}", endpoint(read_one), methods=["GET"]),
)
