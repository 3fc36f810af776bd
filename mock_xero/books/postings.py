"""What a document means in double entry: which accounts it debits and credits. Pure."""

from collections.abc import Iterator

from mock_xero.books.accounts import Account, Accounts, SystemAccount
from mock_xero.books.invoices import Invoice
from mock_xero.books.journal import Posting, Source, SourceType
from mock_xero.books.lines import Line
from mock_xero.books.statuses import InvoiceType, LineAmountTypes


def source_of_invoice(invoice: Invoice) -> Source:
    sale = invoice.type is InvoiceType.ACCREC
    return Source(SourceType.ACCREC if sale else SourceType.ACCPAY, invoice.invoice_id)


def of_invoice(invoice: Invoice, accounts: Accounts) -> Iterator[Posting]:
    """A sale debits the debtors, credits income and GST; a bill does the opposite with the creditors."""
    sign = 1 if invoice.type is InvoiceType.ACCREC else -1
    yield Posting(_control(invoice, accounts).account_id, sign * invoice.total)
    yield from of_lines(invoice.lines, invoice.line_amount_types, -sign, accounts)


def of_lines(
    lines: tuple[Line, ...], kind: LineAmountTypes, sign: int, accounts: Accounts
) -> Iterator[Posting]:
    """The lines' net amounts on their accounts, and their tax on the GST account; `sign` 1 debits them."""
    for line in lines:
        net = line.line_amount - line.tax_amount if kind is LineAmountTypes.INCLUSIVE else line.line_amount
        if line.account is not None and net:
            yield Posting(
                line.account.account_id,
                sign * net,
                description=line.description or "",
                tax_type=line.tax_type,
                tax_amount=sign * line.tax_amount,
                tracking=line.option_ids,
            )
    if tax := sum(line.tax_amount for line in lines):
        yield Posting(accounts.system(SystemAccount.GST).account_id, sign * tax)


def _control(invoice: Invoice, accounts: Accounts) -> Account:
    sale = invoice.type is InvoiceType.ACCREC
    return accounts.system(SystemAccount.DEBTORS if sale else SystemAccount.CREDITORS)
