"""Setting up payment services and offering them on a theme. A deed is done, or raises `Refused`."""

import re
from dataclasses import dataclass
from typing import Final

from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.catalogue.branding import BrandingTheme, PaymentService
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import NotFound, Refused

_URL: Final = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """What somebody asks for."""

    service_id: str | None = None
    name: str = ""
    url: str = ""
    pay_now_text: str = ""


def create_service(books: Books, draft: ServiceDraft) -> PaymentService:
    """PUT: always a new service, of the type Custom."""
    service = _drawn(draft)
    if found := _problems(books, service):
        raise Refused(found, service)
    service.service_id = books.new_id("payment service")
    books.branding.add(service)
    return service


def offer_service(books: Books, theme: BrandingTheme, draft: ServiceDraft) -> PaymentService:
    """Let the theme's invoices offer a service that exists; offering it twice is offering it."""
    service = books.branding.service_by_id(draft.service_id or "")
    if service is None:
        raise NotFound((problems.PAYMENT_SERVICE_NOT_FOUND,), _drawn(draft))
    if service not in theme.services:
        theme.services.append(service)
    return service


def _drawn(draft: ServiceDraft) -> PaymentService:
    return PaymentService(
        service_id=UNSAVED,
        name=draft.name,
        url=draft.url,
        pay_now_text=draft.pay_now_text or "Pay by credit card",
    )


def _problems(books: Books, service: PaymentService) -> list[Problem]:
    found = []
    if not service.name:
        found.append(problems.SERVICE_NAME_REQUIRED)
    elif books.branding.service_named(service.name) is not None:
        found.append(problems.SERVICE_NAME_TAKEN)
    if not _URL.fullmatch(service.url):
        found.append(problems.SERVICE_URL_INVALID)
    return found
