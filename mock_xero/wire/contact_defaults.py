"""What Xero says of a contact beside who it is: groups, defaults for its documents, terms and balances."""

from collections.abc import Sequence

from mock_xero.books.catalogue.contact_balances import Balance, Balances
from mock_xero.books.contacts import Contact
from mock_xero.books.drafts import BatchDetails, DefaultTracking, PaymentTerm
from mock_xero.wire.encoding import Json


def groups_json(contact: Contact) -> list[Json]:
    return [
        {"ContactGroupID": each.group_id, "Name": each.name, "Status": each.status.value}
        for each in contact.groups.values()
        if each.is_active
    ]


def tax_defaults_json(contact: Contact) -> Json:
    return _said(
        AccountsReceivableTaxType=contact.sales_tax_type,
        AccountsPayableTaxType=contact.purchases_tax_type,
    )


def defaults_json(contact: Contact) -> Json:
    """Shown where they are set; the lists of tracking are always there (facts §7.1)."""
    sales, purchases = contact.sales_line_amounts, contact.purchases_line_amounts
    body = _said(
        SalesDefaultLineAmountType=None if sales is None else sales.value,
        PurchasesDefaultLineAmountType=None if purchases is None else purchases.value,
        DefaultCurrency=contact.default_currency,
        XeroNetworkKey=contact.network_key,
        SalesDefaultAccountCode=contact.sales_account_code,
        PurchasesDefaultAccountCode=contact.purchases_account_code,
    )
    body["SalesTrackingCategories"] = _tracking(contact.sales_tracking)
    body["PurchasesTrackingCategories"] = _tracking(contact.purchases_tracking)
    if contact.bills_term is not None or contact.sales_term is not None:
        body["PaymentTerms"] = _terms(contact)
    if contact.batch_details is not None:
        body["BatchPayments"] = _batch(contact.batch_details)
    return body


def where_it_went(contact: Contact) -> Json:
    """A contact that was merged says so in the read of one and with paging (facts §7.1)."""
    return {} if contact.merged_to is None else {"MergedToContactID": contact.merged_to}


def balances_json(balances: Balances | None) -> Json:
    """Absent for a contact that owes nothing and is owed nothing."""
    if balances is None:
        return {}
    return {
        "Balances": {
            "AccountsReceivable": _balance(balances.receivable),
            "AccountsPayable": _balance(balances.payable),
        }
    }


def _balance(balance: Balance) -> Json:
    return {"Outstanding": balance.outstanding, "Overdue": balance.overdue}


def _terms(contact: Contact) -> Json:
    terms = {"Bills": contact.bills_term, "Sales": contact.sales_term}
    return {key: _term(term) for key, term in terms.items() if term is not None}


def _term(term: PaymentTerm) -> Json:
    body: Json = {} if term.day is None else {"Day": term.day}
    return body if term.type is None else body | {"Type": term.type.value}


def _tracking(defaults: Sequence[DefaultTracking]) -> list[Json]:
    return [{"TrackingCategoryName": each.category, "TrackingOptionName": each.option} for each in defaults]


def _batch(details: BatchDetails) -> Json:
    return _said(
        BankAccountNumber=details.account_number,
        BankAccountName=details.account_name,
        Details=details.details,
        Code=details.code,
        Reference=details.reference,
    )


def _said(**texts: str | None) -> Json:
    return {key: text for key, text in texts.items() if text}
