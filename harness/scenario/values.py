"""The small values of the language as pydantic types: each reads what a person writes.

One reader for each kind of value; the JSON Schema beside it is what an editor shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from harness.scenario import moments
from harness.scenario.moments import Calendar
from harness.scenario.words import MisreadError, meant

CENT: Final = Decimal("0.01")
MOST_MONEY: Final = Decimal(10_000_000)
MOST_COUNT: Final = 1_000_000_000
LONGEST: Final = timedelta(days=3_653)  # ten years
LONGEST_CODE: Final = 10
TAX_RATES: Final = ("EXEMPTOUTPUT", "BASEXCLUDED", "OUTPUT")  # what Xero has for revenue in Australia
YEARS: Final = range(2000, 2500)  # before 2000 lies the tripwire, after 9999 nothing


@dataclass(frozen=True, slots=True)
class Reading:
    """What the readers are told of the file that they read from; pydantic hands it on as context."""

    calendar: Calendar | None = None
    line: int = 0
    path: Path | None = None
    records: str | None = None  # the file beside the scenario that the line is in, if it isn't the scenario


def _calendar(info: ValidationInfo) -> Calendar | None:
    return info.context.calendar if isinstance(info.context, Reading) else None


def _instant(value: object, info: ValidationInfo) -> datetime:
    if isinstance(value, datetime):
        return moments.aware(value, str(value))
    return moments.read_instant(_written(value, moments.HOW_TO_WRITE_AN_INSTANT), _calendar(info))


def _start(value: object) -> datetime:
    if isinstance(value, datetime):
        return moments.aware(value, str(value))
    how = "write an ISO instant like 2026-03-02T08:00:00+11:00"
    starts = moments.read_iso_instant(_written(value, how))
    if starts.year not in YEARS:
        raise MisreadError(f"a story starts in a year from {YEARS[0]} to {YEARS[-1]}; {how}")
    return starts


def _date(value: object, info: ValidationInfo) -> date:
    if isinstance(value, date):
        return value
    return moments.read_date(_written(value, moments.HOW_TO_WRITE_A_DATE), _calendar(info))


def _duration(value: object) -> timedelta:
    read = (
        value
        if isinstance(value, timedelta)
        else moments.read_duration(_written(value, moments.HOW_TO_WRITE_A_DURATION))
    )
    if read <= timedelta(0):
        raise MisreadError(f"a duration has to be longer than nothing; {moments.HOW_TO_WRITE_A_DURATION}")
    if read > LONGEST:
        raise MisreadError(f"a duration has to be at most {LONGEST.days}d, which is ten years")
    return read


def _share(value: object) -> Decimal:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return moments.between_nothing_and_all(Decimal(str(value)), str(value))
    return moments.read_share(_written(value, moments.HOW_TO_WRITE_A_SHARE))


def _money(value: object) -> Decimal:
    amount = _number(value, "write an amount like 120.00")
    if amount <= 0:
        raise MisreadError(f"{value} is no amount; it has to be more than 0.00")
    return _in_cents(amount, value)


def _price(value: object) -> Decimal:
    amount = _number(value, "write an amount like 120.00")
    if amount < 0:
        raise MisreadError(f"{value} is no amount; it cannot be less than 0.00")
    return _in_cents(amount, value)


def _unit_price(value: object) -> Decimal:
    price = _number(value, "write an amount like 120.00")
    exponent = price.as_tuple().exponent
    if not 0 <= price <= MOST_MONEY or not isinstance(exponent, int) or exponent < -4:
        raise MisreadError(f"{value} is no unit price; write 0.00 or more with at most four decimals")
    return price


def _discount(value: object) -> Decimal:
    amount = _number(value, "write an amount like 10.00")
    if amount < 0:
        raise MisreadError(f"{value} is no discount; it cannot be less than 0.00")
    return _in_cents(amount, value)


def _quantity(value: object) -> Decimal:
    quantity = _number(value, "write a number like 1")
    exponent = quantity.as_tuple().exponent
    if not 0 < quantity <= MOST_COUNT or not isinstance(exponent, int) or exponent < -4:
        raise MisreadError(f"{value} is no quantity; write a number above 0 with at most four decimals")
    return quantity


def _in_cents(amount: Decimal, value: object) -> Decimal:
    if amount > MOST_MONEY:
        raise MisreadError(f"{value} is more than {MOST_MONEY:,} and cannot be meant")
    if amount != amount.quantize(CENT):
        raise MisreadError(f"{value} has more than two decimals; write {amount.quantize(CENT)}")
    return amount.quantize(CENT)


def _count(value: object) -> int:
    return _whole(value, least=1)


def _tally(value: object) -> int:
    return _whole(value, least=0)


def _whole(value: object, *, least: int) -> int:
    number = _number(value, "write a whole number")
    if number != number.to_integral_value() or not least <= number <= MOST_COUNT:
        raise MisreadError(f"{value} does not fit; write a whole number from {least} up")
    return int(number)


def _text(value: object) -> str:
    """Numbers are taken as they stand: an account code is text, even where it looks like a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise MisreadError("write some text here")


def _account(value: object) -> str:
    code = _text(value)
    if len(code) > LONGEST_CODE:
        raise MisreadError(f"an account's code has at most {LONGEST_CODE} characters; write one like 611")
    return code


def _currency(value: object) -> str:
    code = _text(value)
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise MisreadError("a currency is three capital letters; write one like AUD")
    return code


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise MisreadError("write true or false")


def _written(value: object, how: str) -> str:
    """Insist on text, where a bare number, a list or nothing at all has no meaning."""
    if isinstance(value, str):
        return value
    shown = f"{value} has no meaning here" if isinstance(value, int | Decimal) else "this cannot be read"
    raise MisreadError(f"{shown}; {how}")


def _number(value: object, how: str) -> Decimal:
    try:
        if isinstance(value, int | str | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            if number.is_finite():
                return number
    except InvalidOperation:
        pass
    raise MisreadError(f"this is no number; {how}")


def one_of(known: Sequence[str], what: str) -> Callable[[object], str]:
    """Make a reader that takes one of these words and no other."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in known:
            return value
        if isinstance(value, str):
            raise MisreadError(f'unknown {what} "{value}"; {meant(value, known)}')
        raise MisreadError(f"write one of: {', '.join(known)}")

    return read


def _schema(kind: str | list[str], says: str, *examples: Any, **more: Any) -> WithJsonSchema:
    shown = {"examples": list(examples)} if examples else {}
    return WithJsonSchema({"type": kind, "description": says, **shown, **more})


_NUMBER: Final = ["number", "string"]
_AMOUNT: Final = {"exclusiveMinimum": 0, "pattern": r"^\d+(\.\d{1,2})?$"}
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    _schema("string", "`day N HH:MM` (day 1 is the date of `starts`) or an ISO instant", "day 5 14:12"),
]
Start = Annotated[
    datetime,
    BeforeValidator(_start),
    _schema("string", "When the story starts: an ISO instant with its offset", "2026-03-02T08:00:00+11:00"),
]
Day = Annotated[
    date,
    BeforeValidator(_date),
    _schema("string", "`day N` or a date", "day 5", "2026-03-06"),
]
Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    _schema(
        "string", "A number and a unit: s, m, h or d", "10m", "2h", "20d", pattern=r"^\s*\d+\s*[smhd]\s*$"
    ),
]
Share = Annotated[
    Decimal,
    BeforeValidator(_share),
    _schema(_NUMBER, "A share", "80%", 0.8, minimum=0, maximum=1, pattern=r"^\s*\d{1,3}(\.\d{1,4})?\s*%\s*$"),
]
Money = Annotated[Decimal, BeforeValidator(_money), _schema(_NUMBER, "An amount of money", 120.0, **_AMOUNT)]
Price = Annotated[
    Decimal,
    BeforeValidator(_price),
    _schema(_NUMBER, "An amount of money, or 0", 120.0, minimum=0, pattern=_AMOUNT["pattern"]),
]
UnitPrice = Annotated[
    Decimal,
    BeforeValidator(_unit_price),
    _schema(_NUMBER, "The price of one", 85.0, minimum=0, pattern=r"^\d+(\.\d{1,4})?$"),
]
Discount = Annotated[
    Decimal, BeforeValidator(_discount), _schema(_NUMBER, "Taken off the line", 10.0, minimum=0)
]
Quantity = Annotated[Decimal, BeforeValidator(_quantity), _schema(_NUMBER, "How many", 1, exclusiveMinimum=0)]
Count = Annotated[int, BeforeValidator(_count), _schema(["integer", "string"], "A whole number", minimum=1)]
Tally = Annotated[
    int, BeforeValidator(_tally), _schema(["integer", "string"], "A whole number or 0", minimum=0)
]
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "integer"]})]
AccountCode = Annotated[
    str, BeforeValidator(_account), _schema(["string", "integer"], "An account's code in Xero", "611")
]
TaxRate = Annotated[
    str,
    BeforeValidator(one_of(TAX_RATES, "tax rate")),
    _schema("string", "Xero's name of a tax rate for revenue", *TAX_RATES, enum=list(TAX_RATES)),
]
Currency = Annotated[
    str, BeforeValidator(_currency), _schema("string", "A currency's code", "NZD", pattern="^[A-Z]{3}$")
]
Flag = Annotated[bool, BeforeValidator(_flag), _schema("boolean", "true or false")]
