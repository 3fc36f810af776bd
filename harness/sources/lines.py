"""The neutral ledger, line by line: what a line of JSON or a row of CSV may say, as a posting."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

import msgspec

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, ManualPayment, Origin, Posting

ZERO: Final = Decimal("0.00")
LARGEST: Final = Decimal(10) ** 12
PLACES_AT_MOST: Final = 4
WHERE: Final = re.compile(r"^(?P<what>.+) - at `\$\.?(?P<field>[^`]*)`$", re.DOTALL)
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=255)]


class Line(msgspec.Struct, tag_field="record", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A line of any kind; `record` says which."""


class InvoiceLine(Line, tag="invoice", frozen=True):
    number: Word
    id: Word
    date: date
    total: Decimal
    due: Decimal
    status: Literal["open", "paid", "void"] | None = None  # not said: paid when nothing is due
    account_credit: Decimal = ZERO
    customer: str = ""


class PaymentLine(Line, tag="payment", frozen=True):
    invoice: Word
    id: Word
    date: date
    amount: Decimal
    account: str = ""
    origin: Literal["app", "bookkeeper"] = "app"


class CreditUseLine(Line, tag="credit use", frozen=True):
    invoice: Word
    date: date
    amount: Decimal


PostingLine = InvoiceLine | PaymentLine | CreditUseLine
KINDS: Final[Mapping[str, type[PostingLine]]] = {
    "invoice": InvoiceLine,
    "payment": PaymentLine,
    "credit use": CreditUseLine,
}


class MisreadLineError(Exception):
    """A line that is no posting; says which field and why."""


def posting_of(line: PostingLine) -> Posting:
    """Raises MisreadLineError where an amount is none."""
    match line:
        case InvoiceLine():
            return _invoice(line)
        case PaymentLine():
            amount, origin = _money("amount", line.amount), Origin(line.origin)
            return LedgerPayment(line.invoice, line.id, line.date, amount, line.account, origin)
        case CreditUseLine():
            return ManualPayment(line.invoice, _money("amount", line.amount), line.date)


def line_of(posting: Posting) -> PostingLine:
    """The other way round: how a posting is written down."""
    match posting:
        case LedgerInvoice():
            return InvoiceLine(
                number=posting.number,
                id=posting.document,
                date=posting.date,
                total=posting.total,
                due=posting.due,
                status=_STATUSES[posting.status],
                account_credit=posting.account_credit,
                customer=posting.customer,
            )
        case LedgerPayment():
            return PaymentLine(
                invoice=posting.invoice,
                id=posting.document,
                date=posting.date,
                amount=posting.amount,
                account=posting.account,
                origin=_ORIGINS[posting.origin],
            )
        case ManualPayment():
            return CreditUseLine(invoice=posting.invoice, date=posting.date, amount=posting.amount)


def misread(wrong: msgspec.ValidationError) -> MisreadLineError:
    """Put a validator's error into the words of the file."""
    found = WHERE.match(str(wrong))
    if found is None:
        return MisreadLineError(_small(str(wrong)))
    field = found["field"] or "record"
    return MisreadLineError(f"{field}: {_small(found['what'])}")


_STATUSES: Final[Mapping[InvoiceStatus, Literal["open", "paid", "void"]]] = {
    InvoiceStatus.OPEN: "open",
    InvoiceStatus.PAID: "paid",
    InvoiceStatus.VOID: "void",
}
_ORIGINS: Final[Mapping[Origin, Literal["app", "bookkeeper"]]] = {
    Origin.APP: "app",
    Origin.BOOKKEEPER: "bookkeeper",
}


def _invoice(line: InvoiceLine) -> LedgerInvoice:
    due = _money("due", line.due)
    said = line.status or ("open" if due else "paid")
    return LedgerInvoice(
        number=line.number,
        document=line.id,
        date=line.date,
        total=_money("total", line.total),
        due=due,
        status=InvoiceStatus(said),
        account_credit=_money("account_credit", line.account_credit),
        customer=line.customer,
    )


def _money(field: str, amount: Decimal) -> Decimal:
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or abs(amount) >= LARGEST or exponent < -PLACES_AT_MOST:
        raise MisreadLineError(f"{field}: an amount is written like 120.00")
    return amount


def _small(words: str) -> str:
    return words[:1].lower() + words[1:].replace("`", "")
