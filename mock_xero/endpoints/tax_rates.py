"""/TaxRates: read, create, change, delete by status (facts §7.4). One rate a call; no rules here."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.catalogue.tax_rate_deeds import (
    TaxRateDraft,
    create_tax_rate,
    update_or_create_tax_rate,
)
from mock_xero.books.tax_rates import TaxRate
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.members.tax_rates import TAX_RATE
from mock_xero.wire.reading.tax_rates import TaxRateBody, tax_rate_draft
from mock_xero.wire.tax_rates import failed_tax_rate, tax_rate_json

_PATH: Final = "/api.xro/2.0/TaxRates"
_LIST: Final[listing.Resource[TaxRate]] = listing.Resource(
    name="TaxRates", fields=TAX_RATE, steady_order=lambda rate: rate.tax_type
)
_CREATE: Final = Work("TaxRates", "TaxType", create_tax_rate, tax_rate_json, failed_tax_rate)
_UPDATE: Final = replace(_CREATE, deed=update_or_create_tax_rate)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, TAX_RATE, paged=False, dated=False)
    return listing.answer(call, _LIST, asked, call.books.tax_rates.all(), tax_rate_json)


async def read_one(call: Call) -> Response:
    rate = call.books.tax_rates.by_type(call.request.path_params["tax_type"].upper())
    if rate is None:
        raise NoSuchDocument
    return call.answer("TaxRates", [tax_rate_json(rate)])


async def create(call: Call) -> Response:
    return process(call, _CREATE, (await _drafts(call))[:1])


async def update(call: Call) -> Response:
    return process(call, _UPDATE, (await _drafts(call))[:1])


async def _drafts(call: Call) -> list[TaxRateDraft]:
    return [tax_rate_draft(each) for each in await call.elements("TaxRates", TaxRateBody)]


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{tax_type}}", endpoint(read_one), methods=["GET"]),
)
