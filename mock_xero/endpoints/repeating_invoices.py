"""/RepeatingInvoices: read, create, delete. Parses, asks the books, renders; no rules here."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.repeating.template_deeds import (
    change_template,
    create_or_delete_template,
    create_template,
)
from mock_xero.books.repeating.templates import Template, TemplateDraft
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.endpoints.dialect import ROOT
from mock_xero.wire.members.repeating_invoices import REPEATING_INVOICE
from mock_xero.wire.reading.repeating_invoices import TemplateBody, template_draft
from mock_xero.wire.repeating_invoices import failed_template, template_json

_PATH: Final = f"{ROOT}RepeatingInvoices"
_LIST: Final[listing.Resource[Template]] = listing.Resource(
    name="RepeatingInvoices",
    fields=REPEATING_INVOICE,
    steady_order=lambda template: template.template_id,
)
_CREATE: Final = Work(
    "RepeatingInvoices", "RepeatingInvoiceID", create_template, template_json, failed_template
)


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def create_or_delete(call: Call) -> Response:
    return process(call, replace(_CREATE, deed=create_or_delete_template), await _drafts(call))


async def change(call: Call) -> Response:
    template = _in_path(call)

    def deed(books: Books, draft: TemplateDraft, stamp: Stamp) -> Template:
        return change_template(books, template, draft, stamp)

    return process(call, replace(_CREATE, deed=deed), (await _drafts(call))[:1])


async def read_one(call: Call) -> Response:
    return call.answer("RepeatingInvoices", [template_json(_in_path(call))])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, REPEATING_INVOICE, paged=False)
    return listing.answer(call, _LIST, asked, call.books.templates.all(), template_json)


async def _drafts(call: Call) -> list[TemplateDraft]:
    return [template_draft(each) for each in await call.elements("RepeatingInvoices", TemplateBody)]


def _in_path(call: Call) -> Template:
    template = call.books.templates.by_id(call.request.path_params["template_id"].lower())
    if template is None:
        raise NoSuchDocument
    return template


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(create_or_delete), methods=["POST"]),
    Route(f"{_PATH}/{{template_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{template_id}}", endpoint(change), methods=["POST"]),
)
