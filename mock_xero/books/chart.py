"""The demo company's chart of accounts, with a clearing account for each payment type. Data only."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from mock_xero.books.accounts import Accounts, AccountType, BankAccountType, SystemAccount
from mock_xero.books.tax_rates import TaxRegion

_T = AccountType

_PLAIN: Final = (
    ("090", "Business Bank Account", _T.BANK, "BASEXCLUDED"),
    ("091", "Business Savings Account", _T.BANK, "BASEXCLUDED"),
    ("120", "Accounts Receivable", _T.CURRENT, "BASEXCLUDED"),
    ("130", "Prepayments", _T.CURRENT, "BASEXCLUDED"),
    ("200", "Sales", _T.REVENUE, "OUTPUT"),
    ("210", "Other Sales", _T.REVENUE, "OUTPUT"),
    ("220", "Product Sales", _T.REVENUE, "OUTPUT"),
    ("260", "Other Revenue", _T.REVENUE, "OUTPUT"),
    ("270", "Interest Income", _T.REVENUE, "EXEMPTOUTPUT"),
    ("299", "Former Sales", _T.REVENUE, "OUTPUT"),
    ("310", "Cost of Goods Sold", _T.DIRECTCOSTS, "INPUT"),
    ("400", "Advertising", _T.EXPENSE, "INPUT"),
    ("404", "Bank Fees", _T.EXPENSE, "EXEMPTEXPENSES"),
    ("412", "Consulting & Accounting", _T.EXPENSE, "INPUT"),
    ("429", "General Expenses", _T.EXPENSE, "INPUT"),
    ("453", "Office Expenses", _T.EXPENSE, "INPUT"),
    ("469", "Rent", _T.EXPENSE, "INPUT"),
    ("477", "Wages and Salaries", _T.EXPENSE, "BASEXCLUDED"),
    ("497", "Bank Revaluations", _T.EXPENSE, "BASEXCLUDED"),
    ("498", "Unrealised Currency Gains", _T.EXPENSE, "BASEXCLUDED"),
    ("499", "Realised Currency Gains", _T.EXPENSE, "BASEXCLUDED"),
    ("630", "Inventory", _T.INVENTORY, "BASEXCLUDED"),
    ("800", "Accounts Payable", _T.CURRLIAB, "BASEXCLUDED"),
    ("820", "GST", _T.CURRLIAB, "BASEXCLUDED"),
    ("850", "Suspense", _T.CURRLIAB, "BASEXCLUDED"),
    ("860", "Rounding", _T.CURRLIAB, "BASEXCLUDED"),
    ("900", "Loan", _T.TERMLIAB, "BASEXCLUDED"),
    ("960", "Retained Earnings", _T.EQUITY, "BASEXCLUDED"),
    ("970", "Owner A Funds Introduced", _T.EQUITY, "BASEXCLUDED"),
)
_CLEARING: Final = (
    ("610", "Payments clearing"),
    ("611", "EFTPOS clearing"),
    ("612", "Cash clearing"),
    ("613", "HICAPS clearing"),
    ("614", "Direct deposit clearing"),
    ("615", "Credit card clearing"),
    ("616", "Cheque clearing"),
    ("617", "Medicare clearing"),
    ("618", "Online payments clearing"),
    ("619", "Voucher clearing"),
)
_SYSTEM: Final = {
    "120": SystemAccount.DEBTORS,
    "497": SystemAccount.BANK_REVALUATIONS,
    "498": SystemAccount.UNREALISED_GAINS,
    "499": SystemAccount.REALISED_GAINS,
    "800": SystemAccount.CREDITORS,
    "820": SystemAccount.GST,
    "860": SystemAccount.ROUNDING,
    "960": SystemAccount.RETAINED_EARNINGS,
}
_ARCHIVED: Final = ("299",)


_BANK: Final[dict[str, dict[str, Any]]] = {
    "090": {"bank_account_number": "062000123456789", "bank_account_type": BankAccountType.BANK},
    "091": {"bank_account_number": "062000987654321", "bank_account_type": BankAccountType.BANK},
}


def demo_chart(tenant_id: str, opened_at: datetime, region: TaxRegion) -> Accounts:
    """Return the chart that a new demo organisation of this region opens with."""
    accounts = Accounts(tenant_id, opened_at, region.untaxed)
    for code, name, kind, tax_type in _PLAIN:
        account = accounts.open(code, name, kind, region.in_chart.get(tax_type, tax_type))
        if code in _SYSTEM or code in _BANK:
            accounts.keep(replace(account, system=_SYSTEM.get(code), **_BANK.get(code, {})))
    accounts.keep(replace(accounts.system(SystemAccount.GST), name=region.tax_name))
    for code, name in _CLEARING:
        accounts.ensure_payment_account(code, name)
    accounts.archive(_ARCHIVED)
    return accounts
