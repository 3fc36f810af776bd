"""Branding themes of an organisation, and the payment services that their invoices offer."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from mock_xero.books.index import folded

_FIRST: Final = ("Standard", "Special Projects")


@dataclass(slots=True, eq=False, kw_only=True)
class PaymentService:
    """A way to pay that somebody set up by its URL."""

    service_id: str
    name: str
    url: str
    pay_now_text: str


@dataclass(slots=True, eq=False, kw_only=True)
class BrandingTheme:
    theme_id: str
    name: str
    sort_order: int
    created_at: datetime
    services: list[PaymentService] = field(default_factory=list)


class Branding:
    """Themes are made in Xero's own pages; the API reads them, and adds payment services."""

    def __init__(self, tenant_id: str, created_at: datetime) -> None:
        namespace = uuid.UUID(tenant_id)
        themes = (
            BrandingTheme(
                theme_id=str(uuid.uuid5(namespace, f"branding theme {name}")),
                name=name,
                sort_order=place,
                created_at=created_at,
            )
            for place, name in enumerate(_FIRST)
        )
        self._themes = {theme.theme_id: theme for theme in themes}
        self._services: dict[str, PaymentService] = {}

    def themes(self) -> list[BrandingTheme]:
        return list(self._themes.values())

    def theme_by_id(self, theme_id: str) -> BrandingTheme | None:
        return self._themes.get(theme_id)

    def services(self) -> list[PaymentService]:
        return list(self._services.values())

    def service_by_id(self, service_id: str) -> PaymentService | None:
        return self._services.get(service_id)

    def service_named(self, name: str) -> PaymentService | None:
        return next((each for each in self._services.values() if folded(each.name) == folded(name)), None)

    def add(self, service: PaymentService) -> None:
        self._services[service.service_id] = service
