"""Reference data: contacts, the chart of accounts, tax rates and the organisation itself."""

from typing import Final

from tests.contract.stories.telling import Json, Stories, after, asking

_ADA: Final[Json] = {"ContactNumber": "P1", "Name": "Ada Byron", "EmailAddress": "ada@example.com"}
ACQUAINTED: Final = asking("POST", "Contacts", json={"Contacts": [_ADA]})
ACCOUNTS: Final = asking("GET", "Accounts")

STORIES: Final[Stories] = {
    "getOrganisations": asking("GET", "Organisation"),
    "getAccounts": ACCOUNTS,
    "getAccount": after(ACCOUNTS, "GET", "Accounts/{AccountID}"),
    "getTaxRates": asking("GET", "TaxRates"),
    "getTaxRateByTaxType": asking("GET", "TaxRates/OUTPUT"),
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
}
