"""How Xero's XML names things: the elements of a list, and what it takes beside what the mock reads."""

from typing import Final

_IRREGULAR: Final = {"Tracking": "TrackingCategory", "Elements": "DataContractBase"}

# In Xero's schema for writes, though nothing here depends on them: taken and dropped, in whatever element.
# What is in neither this list nor a body's own members is refused, as Xero refuses HasAccount (facts §4.6).
_TAKEN: Final = """
    AccountsPayableTaxType AccountsReceivableTaxType AddToWatchlist AmountCredited AmountDue AmountPaid
    Attachments Balances BankAccountNumber BankAccountType BankAmount BatchPayments BrandingTheme
    BrandingThemeID CISDeduction CISRate Class Code ContactGroups ContactID CreditNote CreditNoteNumber
    CreditNotes CurrencyCode CurrencyRate DefaultCurrency Description Details Discount
    EnablePaymentsToAccount ExpectedPaymentDate ExternalLinkProviderName FullyPaidOnDate HasAttachments
    ID InvoiceAddresses InvoiceNumber IsCustomer IsDiscounted IsSupplier Item ItemCode Name
    NextScheduledDate Overpayment Overpayments Particulars PaymentID PaymentTerms PaymentType Payments
    PlannedPaymentDate Prepayment Prepayments PurchasesDefaultAccountCode PurchasesDefaultLineAmountType
    PurchasesTrackingCategories Reference RepeatingInvoiceID ReportingCode ReportingCodeName
    SalesDefaultAccountCode SalesDefaultLineAmountType SalesTaxCodeId SalesTrackingCategories
    SentToContact ShowInExpenseClaims SkypeUserName SourceTransactionTypeCode Status SubTotal
    SystemAccount TaxBreakdown TaxNumberType TaxType Taxability Total TotalDiscount TotalTax Tracking
    TrackingCategoryName TrackingCategoryOption Type UpdatedDateUTC Url Website XeroNetworkKey
"""
TAKEN_AND_DROPPED: Final = frozenset(_TAKEN.split())


def singular(name: str) -> str:
    """Return the name of one element in the list of this name: Invoices holds Invoice."""
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith(("sses", "xes")):
        return name[:-2]
    return name.removesuffix("s")
