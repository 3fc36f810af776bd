"""/TaxRates: to read (facts §7.4)."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.tax_rates import TaxRate
from mock_xero.endpoints import listing
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.members.tax_rates import TAX_RATE
from mock_xero.wire.tax_rates import tax_rate_json

_PATH: Final = "/api.xro/2.0/TaxRates"
_LIST: Final[listing.Resource[TaxRate]] = listing.Resource(
    name="TaxRates", fields=TAX_RATE, steady_order=lambda rate: rate.tax_type
)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, TAX_RATE, paged=False)
    return listing.answer(call, _LIST, asked, call.books.tax_rates.all(), tax_rate_json)


async def read_one(call: Call) -> Response:
    rate = call.books.tax_rates.by_type(call.request.path_params["tax_type"].upper())
    if rate is None:
        raise NoSuchDocument
    return call.answer("TaxRates", [tax_rate_json(rate)])


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(f"{_PATH}/{{tax_type}}", endpoint(read_one), methods=["GET"]),
)
