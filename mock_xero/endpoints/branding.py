"""/BrandingThemes and /PaymentServices: read; set up a service, and offer it on a theme. No rules here."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.catalogue.branding import BrandingTheme, PaymentService
from mock_xero.books.catalogue.branding_deeds import ServiceDraft, create_service, offer_service
from mock_xero.endpoints.batch import Deed, Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.branding import failed_service, service_json, theme_json
from mock_xero.wire.converting import guid, said

_THEMES: Final = "/api.xro/2.0/BrandingThemes"
_SERVICES: Final = "/api.xro/2.0/PaymentServices"


class ServiceBody(Body):
    payment_service_id: Text = None
    payment_service_name: Text = None
    payment_service_url: Text = None
    pay_now_text: Text = None


async def read_themes(call: Call) -> Response:
    return call.answer("BrandingThemes", [theme_json(each) for each in call.books.branding.themes()])


async def read_theme(call: Call) -> Response:
    return call.answer("BrandingThemes", [theme_json(_theme(call))])


async def read_services_of_theme(call: Call) -> Response:
    return call.answer("PaymentServices", [service_json(each) for each in _theme(call).services])


async def offer(call: Call) -> Response:
    theme = _theme(call)

    def deed(books: Books, draft: ServiceDraft, _: Stamp) -> PaymentService:
        return offer_service(books, theme, draft)

    return await _write(call, deed)


async def read_services(call: Call) -> Response:
    return call.answer("PaymentServices", [service_json(each) for each in call.books.branding.services()])


async def create(call: Call) -> Response:
    def deed(books: Books, draft: ServiceDraft, _: Stamp) -> PaymentService:
        return create_service(books, draft)

    return await _write(call, deed)


async def _write(call: Call, deed: Deed[ServiceDraft, PaymentService]) -> Response:
    bodies = await call.elements("PaymentServices", ServiceBody)
    work = Work("PaymentServices", "PaymentServiceID", deed, service_json, failed_service)
    return process(call, work, [_draft(each) for each in bodies])


def _draft(body: ServiceBody) -> ServiceDraft:
    return ServiceDraft(
        service_id=guid(body.payment_service_id),
        name=said(body.payment_service_name),
        url=said(body.payment_service_url),
        pay_now_text=said(body.pay_now_text),
    )


def _theme(call: Call) -> BrandingTheme:
    theme = call.books.branding.theme_by_id(call.request.path_params["theme_id"].lower())
    if theme is None:
        raise NoSuchDocument
    return theme


_OF_THEME: Final = f"{_THEMES}/{{theme_id}}/PaymentServices"
ROUTES: Final = (
    Route(_THEMES, endpoint(read_themes), methods=["GET"]),
    Route(f"{_THEMES}/{{theme_id}}", endpoint(read_theme), methods=["GET"]),
    Route(_OF_THEME, endpoint(read_services_of_theme), methods=["GET"]),
    Route(_OF_THEME, endpoint(offer), methods=["POST"]),
    Route(_SERVICES, endpoint(read_services), methods=["GET"]),
    Route(_SERVICES, endpoint(create), methods=["PUT"]),
)
