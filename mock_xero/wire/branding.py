"""Branding themes and payment services as Xero spells them."""

from collections.abc import Sequence

from mock_xero.books.catalogue.branding import BrandingTheme, PaymentService
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def theme_json(theme: BrandingTheme) -> Json:
    return {
        "BrandingThemeID": theme.theme_id,
        "Name": theme.name,
        "Type": "INVOICE",
        "SortOrder": theme.sort_order,
        "CreatedDateUTC": spelled_instant(theme.created_at),
    }


def service_json(service: PaymentService) -> Json:
    """What the API sets up is always of the type Custom."""
    return {
        "PaymentServiceID": service.service_id,
        "PaymentServiceName": service.name,
        "PaymentServiceUrl": service.url,
        "PaymentServiceType": "Custom",
        "PayNowText": service.pay_now_text,
    }


def failed_service(service: PaymentService, problems: Sequence[Problem]) -> Json:
    return service_json(service) | {"ValidationErrors": messages(problems)}
