"""The tables of the connection. Tokens are stored encrypted only."""

from datetime import datetime
from typing import Final

from sqlalchemy import Table
from sqlmodel import Field, SQLModel

from sync_engine.database import Instant


class XeroConnection(SQLModel, table=True):
    """The one connection: its state, its tokens, and a consent that was begun and not yet finished.

    Until `refresh_until` one process, `refreshed_by`, is renewing the tokens.
    """

    __tablename__ = "xero_connection"

    id: int = Field(primary_key=True)
    state: str
    reason: str
    tenant_id: str | None = None
    tenant_name: str | None = None
    tokens: bytes | None = None
    begun_state: str | None = None
    begun_verifier: bytes | None = None
    refreshed_by: str | None = None
    refresh_until: datetime | None = Field(default=None, sa_type=Instant)


class ConnectionEvent(SQLModel, table=True):
    """What became of the connection, and when."""

    __tablename__ = "connection_event"

    id: int | None = Field(default=None, primary_key=True)
    instant: datetime = Field(sa_type=Instant)
    state: str
    reason: str


class ChartAccount(SQLModel, table=True):
    """An account of the connected organisation, as pulled."""

    __tablename__ = "chart_account"

    code: str = Field(primary_key=True)
    name: str
    type: str
    account_class: str
    active: bool
    takes_payments: bool


class ChartTaxRate(SQLModel, table=True):
    """A tax rate of the connected organisation, as pulled."""

    __tablename__ = "chart_tax_rate"

    tax_type: str = Field(primary_key=True)
    name: str
    rate: str
    active: bool
    for_revenue: bool


class ChosenSettings(SQLModel, table=True):
    """The integration settings, mappings as JSON. They survive disconnections (R3)."""

    __tablename__ = "integration_settings"

    id: int = Field(primary_key=True)
    sales_account: str
    payment_account: str
    tax_exempt_rate: str
    payment_types: str
    items: str
    invoice_prefix: str


XERO_CONNECTION: Final[Table] = SQLModel.metadata.tables["xero_connection"]
CONNECTION_EVENT: Final[Table] = SQLModel.metadata.tables["connection_event"]
CHART_ACCOUNT: Final[Table] = SQLModel.metadata.tables["chart_account"]
CHART_TAX_RATE: Final[Table] = SQLModel.metadata.tables["chart_tax_rate"]
CHOSEN_SETTINGS: Final[Table] = SQLModel.metadata.tables["integration_settings"]
