"""Reference data: contacts, the chart of accounts, tax rates and the organisation itself."""

from typing import Final

from tests.contract.stories.telling import Json, Stories, after, along, asking, both

_ADA: Final[Json] = {"ContactNumber": "P1", "Name": "Ada Byron", "EmailAddress": "ada@example.com"}
ACQUAINTED: Final = asking("POST", "Contacts", json={"Contacts": [_ADA]})
ACCOUNTS: Final = asking("GET", "Accounts")
_RENT: Final[Json] = {"Code": "691", "Name": "Room hire", "Type": "EXPENSE"}
_OPENED: Final = asking("PUT", "Accounts", json=_RENT)
_RATED: Final = asking(
    "PUT",
    "TaxRates",
    json={
        "TaxRates": [
            {
                "Name": "State levy",
                "TaxComponents": [{"Name": "Levy", "Rate": 2.0}],
                "ReportTaxType": "OUTPUT",
            }
        ]
    },
)
STOCKED: Final = asking(
    "POST",
    "Items",
    json={
        "Items": [
            {
                "Code": "CONS",
                "Name": "Consultation",
                "SalesDetails": {"UnitPrice": 120.0, "AccountCode": "200", "TaxType": "EXEMPTOUTPUT"},
            }
        ]
    },
)
_GROUPED: Final = asking("PUT", "ContactGroups", json={"ContactGroups": [{"Name": "Patients"}]})
_MEMBER: Final = along(
    both(_GROUPED, ACQUAINTED),
    "PUT",
    "ContactGroups/{ContactGroupID}/Contacts",
    json={"Contacts": [{"ContactID": "{ContactID}"}]},
)
_TRACKED: Final = asking("PUT", "TrackingCategories", json={"Name": "Practitioner"})
_CATEGORY: Final = "TrackingCategories/{TrackingCategoryID}"
_OPTIONED: Final = along(_TRACKED, "PUT", f"{_CATEGORY}/Options", json={"Name": "Dr Grace"})
_OPTION: Final = f"{_CATEGORY}/Options/{{TrackingOptionID}}"
_THEMES: Final = asking("GET", "BrandingThemes")
_OFFERED: Final = asking(
    "PUT",
    "PaymentServices",
    json={
        "PaymentServices": [
            {
                "PaymentServiceName": "PayUs",
                "PaymentServiceUrl": "https://pay.example.com/?n=[INVOICENUMBER]",
                "PayNowText": "Pay now",
            }
        ]
    },
)

STORIES: Final[Stories] = {
    "getOrganisations": asking("GET", "Organisation"),
    "getOrganisationActions": asking("GET", "Organisation/Actions"),
    "getOrganisationCISSettings": after(
        asking("GET", "Organisation"), "GET", "Organisation/{OrganisationID}/CISSettings"
    ),
    "getInvoiceReminders": asking("GET", "InvoiceReminders/Settings"),
    "getUsers": asking("GET", "Users"),
    "getUser": after(asking("GET", "Users"), "GET", "Users/{UserID}"),
    "getCurrencies": asking("GET", "Currencies"),
    "createCurrency": asking("PUT", "Currencies", json={"Code": "NZD"}),
    "getAccounts": ACCOUNTS,
    "getAccount": after(ACCOUNTS, "GET", "Accounts/{AccountID}"),
    "createAccount": _OPENED,
    "updateAccount": after(
        _OPENED, "POST", "Accounts/{AccountID}", json={"Accounts": [{"Description": "By the hour"}]}
    ),
    "deleteAccount": after(_OPENED, "DELETE", "Accounts/{AccountID}"),
    "getTaxRates": asking("GET", "TaxRates"),
    "getTaxRateByTaxType": asking("GET", "TaxRates/OUTPUT"),
    "createTaxRates": _RATED,
    "updateTaxRate": after(
        _RATED, "POST", "TaxRates", json={"TaxRates": [{"Name": "State levy", "Status": "DELETED"}]}
    ),
    "createContacts": asking("PUT", "Contacts", json={"Contacts": [{"Name": "Charles Babbage"}]}),
    "updateOrCreateContacts": after(
        ACQUAINTED, "POST", "Contacts", json={"Contacts": [{"ContactID": "{ContactID}", "FirstName": "Ada"}]}
    ),
    "getContacts": after(ACQUAINTED, "GET", "Contacts", params={"page": 1}),
    "getContact": after(ACQUAINTED, "GET", "Contacts/{ContactID}"),
    "getContactByContactNumber": after(ACQUAINTED, "GET", "Contacts/{ContactNumber}"),
    "updateContact": after(
        ACQUAINTED, "POST", "Contacts/{ContactID}", json={"Contacts": [{"LastName": "Byron"}]}
    ),
    "getContactCISSettings": after(ACQUAINTED, "GET", "Contacts/{ContactID}/CISSettings"),
    "getContactGroups": after(_GROUPED, "GET", "ContactGroups"),
    "createContactGroup": _GROUPED,
    "getContactGroup": after(_MEMBER, "GET", "ContactGroups/{ContactGroupID}"),
    "updateContactGroup": after(
        _GROUPED, "POST", "ContactGroups/{ContactGroupID}", json={"ContactGroups": [{"Name": "Friends"}]}
    ),
    "createContactGroupContacts": _MEMBER,
    "deleteContactGroupContact": after(
        _MEMBER, "DELETE", "ContactGroups/{ContactGroupID}/Contacts/{ContactID}"
    ),
    "deleteContactGroupContacts": after(_MEMBER, "DELETE", "ContactGroups/{ContactGroupID}/Contacts"),
    "createItems": asking("PUT", "Items", json={"Items": [{"Code": "XRAY", "Name": "X-ray"}]}),
    "updateOrCreateItems": STOCKED,
    "getItems": after(STOCKED, "GET", "Items"),
    "getItem": after(STOCKED, "GET", "Items/{ItemID}"),
    "updateItem": after(
        STOCKED, "POST", "Items/{ItemID}", json={"Items": [{"Code": "CONS", "Description": "30 minutes"}]}
    ),
    "deleteItem": after(STOCKED, "DELETE", "Items/{ItemID}"),
    "getTrackingCategories": after(_OPTIONED, "GET", "TrackingCategories"),
    "createTrackingCategory": _TRACKED,
    "getTrackingCategory": after(_OPTIONED, "GET", _CATEGORY),
    "updateTrackingCategory": after(_TRACKED, "POST", _CATEGORY, json={"Name": "Doctor"}),
    "deleteTrackingCategory": after(_TRACKED, "DELETE", _CATEGORY),
    "createTrackingOptions": _OPTIONED,
    "updateTrackingOptions": after(_OPTIONED, "POST", _OPTION, json={"Name": "Dr Hopper"}),
    "deleteTrackingOptions": after(_OPTIONED, "DELETE", _OPTION),
    "getBrandingThemes": _THEMES,
    "getBrandingTheme": after(_THEMES, "GET", "BrandingThemes/{BrandingThemeID}"),
    "createPaymentService": _OFFERED,
    "getPaymentServices": after(_OFFERED, "GET", "PaymentServices"),
    "createBrandingThemePaymentServices": after(
        both(_THEMES, _OFFERED),
        "POST",
        "BrandingThemes/{BrandingThemeID}/PaymentServices",
        json={"PaymentServices": [{"PaymentServiceID": "{PaymentServiceID}"}]},
    ),
    "getBrandingThemePaymentServices": after(
        _THEMES, "GET", "BrandingThemes/{BrandingThemeID}/PaymentServices"
    ),
}
