"""Australian tax rates, and which classes of account each may be used with (facts §7.4)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account, AccountClass

_C = AccountClass
_BALANCE_SHEET: Final = frozenset({_C.ASSET, _C.EQUITY, _C.LIABILITY})


@dataclass(frozen=True, slots=True)
class TaxRate:
    """`percent` is 10 for ten per cent."""

    tax_type: str
    name: str
    percent: Decimal
    applies_to: frozenset[AccountClass]

    def __deepcopy__(self, memo: dict[int, object]) -> "TaxRate":
        return self  # immutable: a snapshot shares it

    def fits(self, account: Account) -> bool:
        return account.type.account_class in self.applies_to


AUSTRALIAN: Final = (
    TaxRate("OUTPUT", "GST on Income", Decimal(10), _BALANCE_SHEET | {_C.REVENUE}),
    TaxRate("INPUT", "GST on Expenses", Decimal(10), _BALANCE_SHEET | {_C.EXPENSE}),
    TaxRate("EXEMPTOUTPUT", "GST Free Income", Decimal(0), _BALANCE_SHEET | {_C.REVENUE}),
    TaxRate("EXEMPTEXPENSES", "GST Free Expenses", Decimal(0), _BALANCE_SHEET | {_C.EXPENSE}),
    TaxRate("BASEXCLUDED", "BAS Excluded", Decimal(0), frozenset(AccountClass)),
    TaxRate("GSTONIMPORTS", "GST on Imports", Decimal(0), frozenset({_C.LIABILITY})),
)
UNTAXED: Final = "BASEXCLUDED"  # what a line of a NoTax document says when it names no rate


class TaxRates:
    def __init__(self, rates: tuple[TaxRate, ...] = AUSTRALIAN) -> None:
        self._by_type = {rate.tax_type: rate for rate in rates}

    def all(self) -> list[TaxRate]:
        return list(self._by_type.values())

    def by_type(self, tax_type: str) -> TaxRate | None:
        return self._by_type.get(tax_type)
