"""How Xero's XML names things: the elements of a list, and what it takes beside what the mock reads."""

from typing import Final

_IRREGULAR: Final = {"Tracking": "TrackingCategory", "Elements": "DataContractBase"}

# In Xero's schema for writes, though nothing here depends on them: taken and dropped, in whatever element.
# What is in neither this list nor a body's own members is refused, as Xero refuses HasAccount (facts §4.6).
TAKEN_AND_DROPPED: Final = frozenset(
    (
        *("AmountCredited", "AmountDue", "AmountPaid", "SubTotal", "Total", "TotalDiscount", "TotalTax"),
        *("BrandingThemeID", "CISDeduction", "CurrencyCode", "CurrencyRate", "ExpectedPaymentDate"),
        *("ExternalLinkProviderName", "FullyPaidOnDate", "PlannedPaymentDate", "UpdatedDateUTC"),
        *("CreditNotes", "Overpayments", "Payments", "Prepayments", "IsDiscounted", "SentToContact", "Url"),
        *("Item", "ItemCode", "Tracking", "TaxType", "RepeatingInvoiceID", "Reference", "Status", "Type"),
        *("AccountsPayableTaxType", "AccountsReceivableTaxType", "Balances", "BatchPayments"),
        *(
            "ContactGroups",
            "ContactID",
            "Discount",
            "IsCustomer",
            "IsSupplier",
            "PaymentTerms",
            "SkypeUserName",
        ),
        *("PurchasesDefaultAccountCode", "PurchasesTrackingCategories", "SalesDefaultAccountCode"),
        *("SalesTrackingCategories", "Website", "XeroNetworkKey", "HasAttachments"),
    )
)


def singular(name: str) -> str:
    """Return the name of one element in the list of this name: Invoices holds Invoice."""
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith(("sses", "xes")):
        return name[:-2]
    return name.removesuffix("s")
