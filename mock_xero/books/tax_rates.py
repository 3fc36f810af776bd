"""Tax rates: what one is made of, and which classes of account each may be used with (facts §7.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from mock_xero.books.accounts import Account, AccountClass, AccountType
from mock_xero.books.index import folded

_C = AccountClass
BALANCE_SHEET: Final = frozenset({_C.ASSET, _C.EQUITY, _C.LIABILITY})
_HUNDRED: Final = Decimal(100)
_NOUGHT: Final = Decimal(0)


class TaxRateStatus(Enum):
    ACTIVE = "ACTIVE"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True)
class TaxComponent:
    """`rate` is 10 for ten per cent; a compound one is charged on the amount with the others' tax."""

    name: str
    rate: Decimal
    is_compound: bool = False
    is_non_recoverable: bool = False


@dataclass(frozen=True, slots=True)
class TaxRate:
    """`report_tax_type` says where the tax return puts it. A custom rate is one that somebody made."""

    tax_type: str
    name: str
    components: tuple[TaxComponent, ...]
    applies_to: frozenset[AccountClass]
    report_tax_type: str
    status: TaxRateStatus = TaxRateStatus.ACTIVE
    is_custom: bool = False

    def __deepcopy__(self, memo: dict[int, object]) -> "TaxRate":
        return self  # immutable: a snapshot shares it

    @property
    def percent(self) -> Decimal:
        """The effective rate, 10 for ten per cent."""
        plain = sum((each.rate for each in self.components if not each.is_compound), _NOUGHT)
        compound = sum((each.rate for each in self.components if each.is_compound), _NOUGHT)
        return plain + compound * (_HUNDRED + plain) / _HUNDRED

    @property
    def is_active(self) -> bool:
        return self.status is TaxRateStatus.ACTIVE

    def fits(self, account: Account) -> bool:
        return account.type.account_class in self.applies_to


@dataclass(frozen=True, slots=True)
class TaxRegion:
    """What a country's organisations begin with: rates, and the types that accounts take by default.

    `in_chart` translates the Australian types in which the demo chart is written.
    """

    rates: Sequence[TaxRate]
    on_income: str
    on_expenses: str
    untaxed: str  # what a line of a NoTax document says when it names no rate
    in_chart: dict[str, str]
    tax_name: str = "GST"


class TaxRates:
    """The rates of one organisation. Custom ones get TAX001 and so on; a deleted one stays to be seen."""

    def __init__(self, region: TaxRegion) -> None:
        self.region = region
        self._by_type = {rate.tax_type: rate for rate in region.rates}
        self._made = 0

    @property
    def untaxed(self) -> str:
        return self.region.untaxed

    def all(self) -> list[TaxRate]:
        return list(self._by_type.values())

    def by_type(self, tax_type: str) -> TaxRate | None:
        return self._by_type.get(tax_type)

    def usable(self, tax_type: str) -> TaxRate | None:
        """Return the rate with this type if it is not deleted."""
        rate = self._by_type.get(tax_type)
        return rate if rate is not None and rate.is_active else None

    def named(self, name: str) -> TaxRate | None:
        """Return the rate with this name that is not deleted."""
        wanted = folded(name)
        return next((each for each in self.all() if each.is_active and folded(each.name) == wanted), None)

    def default_for(self, kind: AccountType) -> str:
        """Return the type that a new account of this kind takes when it names none."""
        if kind.account_class is AccountClass.REVENUE:
            return self.region.on_income
        if kind.account_class is AccountClass.EXPENSE:
            return self.region.on_expenses
        return self.region.untaxed

    def next_type(self) -> str:
        """Return the type of the next custom rate, and count on."""
        self._made += 1
        return f"TAX{self._made:03d}"

    def keep(self, rate: TaxRate) -> TaxRate:
        """Enter the rate, or what has become of it."""
        self._by_type[rate.tax_type] = rate
        return rate
