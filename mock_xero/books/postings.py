"""What a document means in double entry: which accounts it debits and credits. Pure."""

from collections.abc import Iterator

from mock_xero.books.accounts import Accounts, SystemAccount
from mock_xero.books.invoices import Invoice
from mock_xero.books.journal import Posting
from mock_xero.books.payments import Payment
from mock_xero.books.statuses import InvoiceType, LineAmountTypes


def of_invoice(invoice: Invoice, accounts: Accounts) -> Iterator[Posting]:
    """A sale debits the debtors, credits income and GST; a bill does the opposite with the creditors."""
    sign = 1 if invoice.type is InvoiceType.ACCREC else -1
    inclusive = invoice.line_amount_types is LineAmountTypes.INCLUSIVE
    yield Posting(_control_code(invoice, accounts), sign * invoice.total)
    for line in invoice.lines:
        net = line.line_amount - line.tax_amount if inclusive else line.line_amount
        if line.account is not None and net:
            yield Posting(line.account.code, -sign * net)
    if invoice.total_tax:
        yield Posting(accounts.system(SystemAccount.GST).code, -sign * invoice.total_tax)


def of_payment(payment: Payment, accounts: Accounts) -> tuple[Posting, Posting]:
    """Money received debits the payment's account and credits the debtors; money paid out is the opposite."""
    sign = 1 if payment.invoice.type is InvoiceType.ACCREC else -1
    return (
        Posting(payment.account.code, sign * payment.amount),
        Posting(_control_code(payment.invoice, accounts), -sign * payment.amount),
    )


def _control_code(invoice: Invoice, accounts: Accounts) -> str:
    sale = invoice.type is InvoiceType.ACCREC
    return accounts.system(SystemAccount.DEBTORS if sale else SystemAccount.CREDITORS).code
