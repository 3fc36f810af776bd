"""The integration settings: which account for what. They survive every disconnection (R3).

Saving them completes a connection (R2). A changed mapping rules what is planned from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection as Transaction
from sqlalchemy.engine import Row

from sync_engine.connection.chart import Chart
from sync_engine.connection.health import ConnectionState, Health
from sync_engine.connection.tables import CHOSEN_SETTINGS
from sync_engine.database import Database
from sync_engine.refusals import SettingsRefused

_MAPPING: Final = msgspec.json.Decoder(dict[str, str])
_FORBIDDEN_IN_PREFIX: Final = frozenset(',"<>')
_CHOSEN: Final = select(CHOSEN_SETTINGS)
_NOTHING_CHOSEN: Final = delete(CHOSEN_SETTINGS)
_CHOOSE: Final = insert(CHOSEN_SETTINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationSettings:
    """Account codes of Xero: for items, for payments by type, and the rate of what is exempt from tax."""

    sales_account: str
    payment_account: str
    tax_exempt_rate: str
    payment_types: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    invoice_prefix: str = ""

    def account_for_item(self, billable_item: str | None) -> str:
        """Return the sales account of an item; the specific setting overrides the default (R3)."""
        return (
            self.sales_account if billable_item is None else self.items.get(billable_item, self.sales_account)
        )

    def account_for_payment(self, payment_type: str) -> str:
        """Return the account of a payment type; the specific setting overrides the default (R3)."""
        return self.payment_types.get(payment_type, self.payment_account)


class Settings:
    """The settings page's door."""

    def __init__(self, database: Database, health: Health, chart: Chart) -> None:
        self._database = database
        self._health = health
        self._chart = chart
        self._current: IntegrationSettings | None = None
        database.when_changed_elsewhere.append(self._look_again)
        with database.transaction() as transaction:
            self._look_again(transaction)

    def current(self) -> IntegrationSettings | None:
        """Return what is chosen; None before the first save."""
        return self._current

    def save(self, settings: IntegrationSettings) -> None:
        """Choose. Raises SettingsRefused where a code does not fit the chart that was pulled."""
        self._check(settings)
        with self._database.transaction() as transaction:
            transaction.execute(_NOTHING_CHOSEN)
            values = {
                "id": 1,
                "sales_account": settings.sales_account,
                "payment_account": settings.payment_account,
                "tax_exempt_rate": settings.tax_exempt_rate,
                "payment_types": msgspec.json.encode(dict(settings.payment_types)).decode(),
                "items": msgspec.json.encode(dict(settings.items)).decode(),
                "invoice_prefix": settings.invoice_prefix,
            }
            transaction.execute(_CHOOSE, values)
            self._current = settings
        if self._health.tie.state is ConnectionState.AWAITING_SETTINGS:
            self._health.become(ConnectionState.CONNECTED)

    def _check(self, settings: IntegrationSettings) -> None:
        accounts = {account.code: account for account in self._chart.accounts()}
        if not accounts:
            raise SettingsRefused("Connect to Xero first: its accounts are not known yet.")
        for code in dict.fromkeys((settings.sales_account, *settings.items.values())):
            if code not in accounts or not accounts[code].takes_sales:
                raise SettingsRefused(f"Account {code} is not an active revenue account in Xero.")
        for code in dict.fromkeys((settings.payment_account, *settings.payment_types.values())):
            if code not in accounts or not accounts[code].takes_payments:
                raise SettingsRefused(f"Account {code} takes no payments in Xero.")
        rates = {rate.tax_type for rate in self._chart.tax_rates() if rate.active and rate.for_revenue}
        if settings.tax_exempt_rate not in rates:
            raise SettingsRefused(f"There is no tax rate {settings.tax_exempt_rate} for revenue in Xero.")
        if len(settings.invoice_prefix) > 50 or _FORBIDDEN_IN_PREFIX & set(settings.invoice_prefix):
            raise SettingsRefused("A prefix has at most 50 characters, no comma, quotes or angle brackets.")

    def _look_again(self, transaction: Transaction) -> None:
        row = transaction.execute(_CHOSEN).first()
        self._current = None if row is None else _settings_in(row)


def _settings_in(row: Row[Any]) -> IntegrationSettings:
    return IntegrationSettings(
        sales_account=row.sales_account,
        payment_account=row.payment_account,
        tax_exempt_rate=row.tax_exempt_rate,
        payment_types=_MAPPING.decode(row.payment_types),
        items=_MAPPING.decode(row.items),
        invoice_prefix=row.invoice_prefix,
    )
