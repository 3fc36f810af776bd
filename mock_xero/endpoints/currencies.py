"""/Currencies: what the organisation has subscribed to; read, and subscribe. No rules here."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.catalogue.currencies import description_of
from mock_xero.books.catalogue.currency_deeds import subscribe_to_currency
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, endpoint
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import said
from mock_xero.wire.currencies import currency_json, failed_currency
from mock_xero.wire.fields import Fields, itself, text

_PATH: Final = "/api.xro/2.0/Currencies"
_CURRENCY: Final = Fields("Currency", {"code": text(itself), "description": text(description_of)})
_LIST: Final[listing.Resource[str]] = listing.Resource(
    name="Currencies", fields=_CURRENCY, steady_order=lambda code: code
)


class CurrencyBody(Body):
    code: Text = None


async def read_all(call: Call) -> Response:
    asked = listing.question(call, _CURRENCY, paged=False, dated=False)
    return listing.answer(call, _LIST, asked, call.books.currencies.all(), currency_json)


async def subscribe(call: Call) -> Response:
    def deed(books: Books, code: str, _: Stamp) -> str:
        return subscribe_to_currency(books, code)

    work = Work("Currencies", "Code", deed, currency_json, failed_currency)
    bodies = await call.elements("Currencies", CurrencyBody)
    return process(call, work, [said(each.code).upper() for each in bodies[:1]])


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(subscribe), methods=["PUT"]),
)
