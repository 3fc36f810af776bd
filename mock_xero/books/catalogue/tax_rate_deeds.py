"""What can be done to tax rates. A deed is done, or raises `Refused` and has changed nothing (facts §7.4)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import AccountClass
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.problems import Problem, tax_type_unknown
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.tax_rates import BALANCE_SHEET, TaxComponent, TaxRate, TaxRateStatus

_ALL: Final = frozenset(AccountClass)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateDraft:
    """What somebody asks for; None means that it was not said."""

    tax_type: str | None = None
    name: str | None = None
    report_tax_type: str | None = None
    status: TaxRateStatus | None = None
    components: tuple[TaxComponent, ...] | None = None


@dataclass(frozen=True, slots=True)
class TaxRateCase:
    """A rate as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    current: TaxRate | None
    candidate: TaxRate


def create_tax_rate(books: Books, draft: TaxRateDraft, stamp: Stamp) -> TaxRate:
    """PUT: always a new rate, which gets the next custom type."""
    del stamp
    blank = TaxRate("", "", (), _ALL, "NONE", is_custom=True)
    case = TaxRateCase(books, None, _drawn(blank, replace(draft, status=None)))
    _refuse(case, RULES)
    return books.tax_rates.keep(replace(case.candidate, tax_type=books.tax_rates.next_type()))


def update_or_create_tax_rate(books: Books, draft: TaxRateDraft, stamp: Stamp) -> TaxRate:
    """POST: the rate with this type or, without a type, this name is changed or deleted, else one created."""
    if draft.tax_type is not None:
        current = books.tax_rates.by_type(draft.tax_type)
        if current is None:
            raise NotFound((problems.TAX_RATE_NOT_FOUND,), _drawn(TaxRate("", "", (), _ALL, "NONE"), draft))
    else:
        current = books.tax_rates.named(draft.name or "")
    if current is None:
        return create_tax_rate(books, draft, stamp)
    case = TaxRateCase(books, current, _drawn(current, draft))
    _refuse(case, FOR_DELETION if case.candidate.status is TaxRateStatus.DELETED else FOR_CHANGES)
    return books.tax_rates.keep(case.candidate)


def _drawn(rate: TaxRate, draft: TaxRateDraft) -> TaxRate:
    report = draft.report_tax_type or rate.report_tax_type
    return replace(
        rate,
        name=rate.name if draft.name is None else draft.name,
        components=rate.components if draft.components is None else draft.components,
        report_tax_type=report,
        applies_to=rate.applies_to if report == rate.report_tax_type else _applies_to(report),
        status=draft.status or rate.status,
    )


def _applies_to(report_tax_type: str) -> frozenset[AccountClass]:
    """Tax on sales goes with income, tax on purchases with expenses, whatever is neither with both."""
    if "OUTPUT" in report_tax_type or "EXPORT" in report_tax_type:
        return BALANCE_SHEET | {AccountClass.REVENUE}
    if any(word in report_tax_type for word in ("INPUT", "EXPENSES", "IMPORTS")):
        return BALANCE_SHEET | {AccountClass.EXPENSE}
    return _ALL


def _refuse(case: TaxRateCase, rules: tuple["TaxRateRule", ...]) -> None:
    if found := [problem for rule in rules for problem in rule(case)]:
        raise Refused(found, case.candidate)


TaxRateRule = Callable[[TaxRateCase], Iterator[Problem]]


def may_be_changed(case: TaxRateCase) -> Iterator[Problem]:
    if case.current is not None and not case.current.is_custom:
        yield problems.SYSTEM_TAX_RATE
    elif case.current is not None and not case.current.is_active:
        yield problems.TAX_RATE_DELETED


def is_unused(case: TaxRateCase) -> Iterator[Problem]:
    if any(each.tax_type == case.candidate.tax_type for each in case.books.accounts.all()):
        yield problems.TAX_RATE_USED


def name_is_good(case: TaxRateCase) -> Iterator[Problem]:
    name = case.candidate.name
    if not name:
        yield problems.TAX_NAME_REQUIRED
    if len(name) > 50:
        yield problems.TAX_NAME_TOO_LONG
    holder = case.books.tax_rates.named(name)
    if holder is not None and holder is not case.current:
        yield problems.TAX_NAME_TAKEN


def components_are_good(case: TaxRateCase) -> Iterator[Problem]:
    components = case.candidate.components
    names = [each.name for each in components]
    if not components:
        yield problems.TAX_COMPONENTS_REQUIRED
    if "" in names or len(set(names)) < len(names):
        yield problems.TAX_COMPONENT_NAME
    if any(not Decimal(0) <= each.rate <= Decimal(100) for each in components):
        yield problems.TAX_COMPONENT_RATE
    compound = [each for each in components if each.is_compound]
    if len(compound) > 1:
        yield problems.ONE_COMPOUND
    if compound and len(components) == 1:
        yield problems.COMPOUND_ALONE


def report_type_is_known(case: TaxRateCase) -> Iterator[Problem]:
    """The places of the tax return that the country's own rates use, or none of them."""
    known = {each.report_tax_type for each in case.books.tax_rates.region.rates} | {"NONE"}
    if case.candidate.report_tax_type not in known:
        yield tax_type_unknown(case.candidate.report_tax_type)


RULES: Final[tuple[TaxRateRule, ...]] = (name_is_good, components_are_good, report_type_is_known)
FOR_CHANGES: Final[tuple[TaxRateRule, ...]] = (may_be_changed, *RULES)
FOR_DELETION: Final[tuple[TaxRateRule, ...]] = (may_be_changed, is_unused)
