"""The chart of accounts and the tax rates of the connected organisation, as pulled when it was connected."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection as Transaction

from sync_engine.connection.tables import CHART_ACCOUNT, CHART_TAX_RATE
from sync_engine.database import Database

_ACTIVE: Final = "ACTIVE"
_BY_CODE: Final = select(CHART_ACCOUNT).order_by(CHART_ACCOUNT.c.code)
_BY_NAME: Final = select(CHART_TAX_RATE).order_by(CHART_TAX_RATE.c.name)
_NO_ACCOUNTS: Final = delete(CHART_ACCOUNT)
_NO_TAX_RATES: Final = delete(CHART_TAX_RATE)
_NEW_ACCOUNT: Final = insert(CHART_ACCOUNT)
_NEW_TAX_RATE: Final = insert(CHART_TAX_RATE)


@dataclass(frozen=True, slots=True)
class Account:
    """An account that items or payments may be mapped to (facts §7.2)."""

    code: str
    name: str
    type: str
    account_class: str
    active: bool
    takes_payments: bool

    @property
    def takes_sales(self) -> bool:
        return self.active and self.account_class == "REVENUE"


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A tax rate; `rate` is a percentage (facts §7.4)."""

    tax_type: str
    name: str
    rate: Decimal
    active: bool
    for_revenue: bool


class _AccountElement(msgspec.Struct):
    code: str = msgspec.field(default="", name="Code")
    name: str = msgspec.field(default="", name="Name")
    type: str = msgspec.field(default="", name="Type")
    account_class: str = msgspec.field(default="", name="Class")
    status: str = msgspec.field(default=_ACTIVE, name="Status")
    enabled: bool = msgspec.field(default=False, name="EnablePaymentsToAccount")


class _TaxRateElement(msgspec.Struct):
    tax_type: str = msgspec.field(default="", name="TaxType")
    name: str = msgspec.field(default="", name="Name")
    rate: Decimal = msgspec.field(default=Decimal(0), name="EffectiveRate")
    status: str = msgspec.field(default=_ACTIVE, name="Status")
    for_revenue: bool = msgspec.field(default=True, name="CanApplyToRevenue")


class _Accounts(msgspec.Struct):
    accounts: list[_AccountElement] = msgspec.field(name="Accounts")


class _TaxRates(msgspec.Struct):
    tax_rates: list[_TaxRateElement] = msgspec.field(name="TaxRates")


_ACCOUNTS: Final = msgspec.json.Decoder(_Accounts)
_TAX_RATES: Final = msgspec.json.Decoder(_TaxRates)


def accounts_in(body: bytes) -> list[Account]:
    """Read GET /Accounts; what has no code cannot be mapped to. Raises msgspec.DecodeError."""
    return [
        Account(
            code=each.code,
            name=each.name,
            type=each.type,
            account_class=each.account_class,
            active=each.status == _ACTIVE,
            takes_payments=each.status == _ACTIVE and (each.type == "BANK" or each.enabled),
        )
        for each in _ACCOUNTS.decode(body).accounts
        if each.code
    ]


def tax_rates_in(body: bytes) -> list[TaxRate]:
    """Read GET /TaxRates. Raises msgspec.DecodeError."""
    return [
        TaxRate(each.tax_type, each.name, each.rate, each.status == _ACTIVE, each.for_revenue)
        for each in _TAX_RATES.decode(body).tax_rates
        if each.tax_type
    ]


class Chart:
    """What was pulled last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accounts(self) -> Sequence[Account]:
        """Return the accounts by code."""
        with self._database.transaction() as transaction:
            rows = transaction.execute(_BY_CODE)
            return [Account(*row) for row in rows]

    def tax_rates(self) -> Sequence[TaxRate]:
        """Return the tax rates by name."""
        with self._database.transaction() as transaction:
            rows = transaction.execute(_BY_NAME).all()
        return [
            TaxRate(row.tax_type, row.name, Decimal(row.rate), row.active, row.for_revenue) for row in rows
        ]


def replace_chart(
    transaction: Transaction, accounts: Sequence[Account], tax_rates: Sequence[TaxRate]
) -> None:
    """Put a newly pulled chart in the place of the old one."""
    transaction.execute(_NO_ACCOUNTS)
    transaction.execute(_NO_TAX_RATES)
    if accounts:
        rows = [_account_row(each) for each in {each.code: each for each in accounts}.values()]
        transaction.execute(_NEW_ACCOUNT, rows)
    if tax_rates:
        rows = [_rate_row(each) for each in {each.tax_type: each for each in tax_rates}.values()]
        transaction.execute(_NEW_TAX_RATE, rows)


def _account_row(account: Account) -> dict[str, object]:
    return {
        "code": account.code,
        "name": account.name,
        "type": account.type,
        "account_class": account.account_class,
        "active": account.active,
        "takes_payments": account.takes_payments,
    }


def _rate_row(rate: TaxRate) -> dict[str, object]:
    return {
        "tax_type": rate.tax_type,
        "name": rate.name,
        "rate": str(rate.rate),
        "active": rate.active,
        "for_revenue": rate.for_revenue,
    }
