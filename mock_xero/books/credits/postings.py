"""Account credit in double entry: which accounts it debits and credits. Pure.

Credit notes and overpayments lie on the debtors' account (or creditors') from the beginning, so allocating
them moves nothing. A prepayment lies on the accounts of its own lines, tax accounted for (facts §6.6: a line
with AccountCode and TaxType, where an overpayment posts to Accounts Receivable); allocating it moves the
amount from there to the debtors' account.
"""

from collections.abc import Iterator
from decimal import Decimal

from mock_xero.books.accounts import Account, Accounts, SystemAccount
from mock_xero.books.credits.credit import Allocation, Credit, Share
from mock_xero.books.credits.types import CreditKind, CreditType
from mock_xero.books.journal import Posting, Source, SourceType
from mock_xero.books.money import ZERO
from mock_xero.books.postings import of_lines

_SOURCES = {
    CreditType.ACCRECCREDIT: SourceType.ACCRECCREDIT,
    CreditType.ACCPAYCREDIT: SourceType.ACCPAYCREDIT,
    CreditType.RECEIVE_OVERPAYMENT: SourceType.AROVERPAYMENT,
    CreditType.SPEND_OVERPAYMENT: SourceType.APOVERPAYMENT,
    CreditType.RECEIVE_PREPAYMENT: SourceType.ARPREPAYMENT,
    CreditType.SPEND_PREPAYMENT: SourceType.APPREPAYMENT,
}


def source_of_credit(credit: Credit) -> Source:
    return Source(_SOURCES[credit.type], credit.credit_id)


def source_of_allocation(allocation: Allocation) -> Source:
    return Source(_SOURCES[allocation.credit.type], allocation.allocation_id)


def source_type_of_refund(credit: Credit) -> SourceType:
    """Xero has a type of its own for refunds of credit notes only."""
    if credit.kind is not CreditKind.CREDIT_NOTE:
        return _SOURCES[credit.type]
    return SourceType.ARCREDITPAYMENT if credit.is_sale else SourceType.APCREDITPAYMENT


def control_account(accounts: Accounts, *, is_sale: bool) -> Account:
    return accounts.system(SystemAccount.DEBTORS if is_sale else SystemAccount.CREDITORS)


def of_credit_note(credit: Credit, accounts: Accounts) -> Iterator[Posting]:
    """A customer's credit note credits the debtors and takes back income and GST."""
    sign = 1 if credit.is_sale else -1
    yield Posting(_control(credit, accounts), -sign * credit.total)
    yield from of_lines(credit.lines, credit.line_amount_types, sign, accounts)


def of_money_in_advance(credit: Credit, bank: Account, accounts: Accounts) -> Iterator[Posting]:
    """An overpayment credits the debtors; a prepayment the accounts of its lines, and GST."""
    sign = 1 if credit.is_sale else -1
    yield Posting(bank.account_id, sign * credit.total)
    if credit.kind is CreditKind.OVERPAYMENT:
        yield Posting(_control(credit, accounts), -sign * credit.total)
    else:
        yield from of_lines(credit.lines, credit.line_amount_types, -sign, accounts)


def of_allocation(allocation: Allocation, accounts: Accounts) -> tuple[Posting, ...]:
    """Nothing, unless the credit is a prepayment."""
    credit = allocation.credit
    if credit.kind is not CreditKind.PREPAYMENT:
        return ()
    sign = 1 if credit.is_sale else -1
    control = Posting(_control(credit, accounts), -sign * allocation.amount)
    return control, *_released(credit, allocation.shares, sign, accounts)


def of_refund(
    credit: Credit, bank: Account, amount: Decimal, shares: tuple[Share, ...], accounts: Accounts
) -> tuple[Posting, ...]:
    """Money goes back: out of the bank, and off the account where the credit lay."""
    sign = 1 if credit.is_sale else -1
    paid = Posting(bank.account_id, -sign * amount)
    if credit.kind is CreditKind.PREPAYMENT:
        return paid, *_released(credit, shares, sign, accounts)
    return paid, Posting(_control(credit, accounts), sign * amount)


def _released(credit: Credit, shares: tuple[Share, ...], sign: int, accounts: Accounts) -> Iterator[Posting]:
    for line, share in zip(credit.lines, shares, strict=True):
        if line.account is not None and share.net:
            yield Posting(
                line.account.account_id,
                sign * share.net,
                description=line.description or "",
                tax_type=line.tax_type,
                tax_amount=sign * share.tax,
                tracking=line.option_ids,
            )
    if tax := sum((share.tax for share in shares), ZERO):
        yield Posting(accounts.system(SystemAccount.GST).account_id, sign * tax)


def _control(credit: Credit, accounts: Accounts) -> str:
    return control_account(accounts, is_sale=credit.is_sale).account_id
