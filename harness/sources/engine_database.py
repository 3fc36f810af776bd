"""The clinic's records as the built-in engine keeps them: its documented tables, read without its code.

The engine is the accused; the judge reads its tables as anybody could, in one look that sees one instant.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import URL, Connection, RowMapping, column, create_engine, make_url, select, table
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.types import BigInteger, Boolean, Date, Integer, String

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, ManualPayment, Posting
from harness.sources.problems import SourceError

ROWS_AT_ONCE: Final = 10_000
POSTGRESQL: Final = frozenset({"postgres", "postgresql"})
AT_ONE_INSTANT: Final = {
    "sqlite": "BEGIN",
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
}
INVOICE: Final = table(
    "invoice",
    column("number", Integer),
    column("issue_date", Date),
    column("contact_key", String),
    column("net", BigInteger),  # amounts are whole cents
    column("tax", BigInteger),
    column("paid", BigInteger),
    column("by_credit", BigInteger),
    column("deleted", Boolean),
)
PAYMENT: Final = table("payment", column("id", String), column("paid_on", Date), column("deleted", Boolean))
PART: Final = table(
    "payment_part",
    column("id", Integer),
    column("payment_id", String),
    column("source", String),
    column("invoice_number", Integer),
    column("amount", BigInteger),
    column("released", Boolean),
)
USE: Final = table(
    "credit_use",
    column("id", Integer),
    column("payment_id", String),
    column("invoice_number", Integer),
    column("amount", BigInteger),
    column("released", Boolean),
)
SETTINGS: Final = table(
    "integration_settings", column("payment_account", String), column("payment_types", String)
)


def read_engine_database(url: str) -> Iterator[Posting]:
    """Stream the records of a clinic. Raises SourceError, which never tells the URL's password."""
    try:
        made = _with_driver(make_url(url))
    except ArgumentError as wrong:
        raise SourceError("--clinic: this is no database URL; write one like sqlite:///clinic.db") from wrong
    if made.get_backend_name() not in AT_ONE_INSTANT:
        raise SourceError("--clinic: the engine keeps its records in SQLite or PostgreSQL")
    if made.database and made.drivername.startswith("sqlite"):
        _refuse_a_new_file(made.database)
    try:
        with create_engine(made, poolclass=NullPool, hide_parameters=True).connect() as looking:
            looking.exec_driver_sql(AT_ONE_INSTANT[made.get_backend_name()])
            yield from _postings(looking.execution_options(yield_per=ROWS_AT_ONCE))
    except SQLAlchemyError as wrong:
        shown = made.render_as_string(hide_password=True)
        raise SourceError(f"{shown} is no database of the engine, or does not answer") from wrong


def _postings(looking: Connection) -> Iterator[Posting]:
    yield from map(_invoice, looking.execute(select(INVOICE)).mappings())
    account_of, default = _accounts(looking)
    parts = select(PART, PAYMENT.c.paid_on).join(PAYMENT, PART.c.payment_id == PAYMENT.c.id)
    for row in looking.execute(parts.where(PART.c.released.is_(False))):
        yield LedgerPayment(
            invoice=str(row.invoice_number),
            document=f"payment {row.payment_id} part {row.id}",
            date=row.paid_on,
            amount=_money(row.amount),
            account=account_of.get(row.source, default),
        )
    uses = select(USE, PAYMENT.c.paid_on).join(PAYMENT, USE.c.payment_id == PAYMENT.c.id)
    for row in looking.execute(uses.where(USE.c.released.is_(False))):
        yield ManualPayment(str(row.invoice_number), _money(row.amount), row.paid_on)


def _invoice(row: RowMapping) -> LedgerInvoice:
    total = _money(row["net"]) + _money(row["tax"])
    due = total - _money(row["paid"]) - _money(row["by_credit"])
    open_or_paid = InvoiceStatus.OPEN if due else InvoiceStatus.PAID
    return LedgerInvoice(
        number=str(row["number"]),
        document=f"invoice {row['number']}",
        date=row["issue_date"],
        total=total,
        due=due,
        status=InvoiceStatus.VOID if row["deleted"] else open_or_paid,
        account_credit=_money(row["by_credit"]),
        customer=row["contact_key"],
    )


def _accounts(looking: Connection) -> tuple[Mapping[str, str], str]:
    """Return the account of each payment type as the settings stand now, and the default one."""
    chosen = looking.execute(select(SETTINGS)).first()
    if chosen is None:
        return {}, ""
    return msgspec.json.decode(chosen.payment_types, type=dict[str, str]), chosen.payment_account


def _money(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _with_driver(made: URL) -> URL:
    return made.set(drivername="postgresql+psycopg") if made.drivername in POSTGRESQL else made


def _refuse_a_new_file(database: str) -> None:
    if not Path(database).is_file():
        raise SourceError(f"--clinic: there is no file {database}")
