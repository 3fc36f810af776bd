"""Why Xero refuses a deed on reference data, word for word where facts §7 has the words.

The texts below the line `Invented` are not published anywhere: the refusal is documented or plausible, its
words are ours.
"""

from typing import Final

from mock_xero.books.problems import Problem

ACCOUNT_NAME_TAKEN: Final = Problem("Please enter a unique Name.")
ACCOUNT_CODE_TAKEN: Final = Problem("Please enter a unique Code.")
ACCOUNT_NOT_FOUND: Final = Problem("Account is not found")
ONLY_STATUS_OF_ARCHIVED: Final = Problem("Can only update STATUS on Archived accounts")
SYSTEM_ACCOUNT_ARCHIVED: Final = Problem("Cannot archive System accounts")
BANK_ACCOUNT_UPDATED: Final = Problem("Cannot update Bank Accounts")
DETAILS_AND_STATUS: Final = Problem("Cannot update account details and STATUS on the same request")
PAYMENT_SERVICE_NOT_FOUND: Final = Problem("Payment service could not be found")
TOO_MANY_GROUPS: Final = Problem("You’ve reached the limit of 100 contact groups.")  # noqa: RUF001 - Xero's own

# Invented: accounts.
ACCOUNT_NAME_REQUIRED: Final = Problem("Account name must be specified")
ACCOUNT_TYPE_REQUIRED: Final = Problem("Account type must be specified")
ACCOUNT_CODE_REQUIRED: Final = Problem("Account code must be specified")
ACCOUNT_CODE_TOO_LONG: Final = Problem("Account code cannot be longer than 10 characters")
ACCOUNT_NAME_TOO_LONG: Final = Problem("Account name cannot be longer than 150 characters")
ACCOUNT_DESCRIPTION_TOO_LONG: Final = Problem("Account description cannot be longer than 4000 characters")
BANK_ACCOUNT_DESCRIBED: Final = Problem("Bank accounts cannot have a description")
BANK_NUMBER_REQUIRED: Final = Problem("Bank account number must be specified")
SYSTEM_ACCOUNT_CHANGED: Final = Problem("Cannot change the type or tax rate of System accounts")
SYSTEM_ACCOUNT_DELETED: Final = Problem("Cannot delete System accounts")
ACCOUNT_USED: Final = Problem("The account cannot be deleted because it has been used")
BANK_KIND_KEPT: Final = Problem("An account cannot become a bank account")

# Invented: tax rates.
TAX_NAME_REQUIRED: Final = Problem("Tax rate name must be specified")
TAX_NAME_TAKEN: Final = Problem("The tax rate name must be unique")
TAX_NAME_TOO_LONG: Final = Problem("Tax rate name cannot be longer than 50 characters")
TAX_COMPONENTS_REQUIRED: Final = Problem("At least one tax component must be specified")
TAX_COMPONENT_NAME: Final = Problem("Tax component name must be specified and unique within the tax rate")
TAX_COMPONENT_RATE: Final = Problem("Tax component rate must be between 0 and 100")
ONE_COMPOUND: Final = Problem("Only one tax component can be compound")
COMPOUND_ALONE: Final = Problem("A compound tax component needs another component to compound on")
TAX_RATE_NOT_FOUND: Final = Problem("The tax rate could not be found")
SYSTEM_TAX_RATE: Final = Problem("System tax rates cannot be changed")
TAX_RATE_USED: Final = Problem("The tax rate cannot be deleted because an account uses it")
TAX_RATE_DELETED: Final = Problem("The tax rate has been deleted")

# Invented: items.
ITEM_CODE_REQUIRED: Final = Problem("Item code must be specified")
ITEM_CODE_TOO_LONG: Final = Problem("Item code cannot be longer than 30 characters")
ITEM_NAME_TOO_LONG: Final = Problem("Item name cannot be longer than 50 characters")
ITEM_DESCRIPTION_TOO_LONG: Final = Problem("Item description cannot be longer than 4000 characters")
ITEM_NOT_FOUND: Final = Problem("The item could not be found")
INVENTORY_ACCOUNT_TYPE: Final = Problem("The inventory asset account must be of type INVENTORY")
COGS_ACCOUNT_REQUIRED: Final = Problem("A tracked item must have a COGSAccountCode of type DIRECTCOSTS")
COGS_ACCOUNT_UNTRACKED: Final = Problem("An item that is not tracked cannot have a COGSAccountCode")
TRACKED_PURCHASE_ACCOUNT: Final = Problem("A tracked item cannot have a purchase account")

# Invented: tracking.
TRACKING_NAME_REQUIRED: Final = Problem("Name must be specified")
TRACKING_NAME_TOO_LONG: Final = Problem("Name cannot be longer than 100 characters")
TRACKING_NAME_TAKEN: Final = Problem("Name must be unique")
TOO_MANY_ACTIVE_CATEGORIES: Final = Problem("There can only be 2 active tracking categories")
TOO_MANY_CATEGORIES: Final = Problem("There can only be 4 tracking categories, archived ones included")
TRACKING_USED: Final = Problem("It cannot be deleted because it has been used; archive it instead")
TRACKING_DELETED: Final = Problem("It has been deleted")
TOO_MUCH_TRACKING: Final = Problem("A line item can have at most 2 tracking categories")

# Invented: currencies, contact groups, payment services, contacts.
CURRENCY_REQUIRED: Final = Problem("Currency code must be specified")
FOREIGN_DOCUMENT: Final = Problem("Only invoices and bills can be in a foreign currency")
BRANDING_THEME_UNKNOWN: Final = Problem("The branding theme could not be found")
FOREIGN_BANK_ACCOUNT: Final = Problem("Bank accounts can only be in the organisation's own currency")
CURRENCIES_DIFFER: Final = Problem("The credit and the invoice must be in the same currency")
RATE_NOT_POSITIVE: Final = Problem("The currency rate must be greater than zero")
GROUP_NAME_REQUIRED: Final = Problem("Contact group name must be specified")
GROUP_NAME_TAKEN: Final = Problem("Contact group name must be unique")
GROUP_DELETED: Final = Problem("The contact group has been deleted")
SERVICE_NAME_REQUIRED: Final = Problem("Payment service name must be specified")
SERVICE_NAME_TAKEN: Final = Problem("Payment service name must be unique")
SERVICE_URL_INVALID: Final = Problem("Payment service URL must be a full URL")
PAYMENT_TERM_DAY: Final = Problem("The day of a payment term must be between 0 and 31")
ONE_TERM_INCOMPLETE: Final = Problem("A payment term needs both a day and a type")


def item_code_taken(code: str) -> Problem:
    """Xero's own words (OpenAPI's example)."""
    return Problem(f"Price List Item with Code '{code}' already exists")


def item_code_invalid(code: str) -> Problem:
    """Invented: an item that a line names in vain."""
    return Problem(f"Item code '{code}' is not valid")


def tracking_invalid(category: str, option: str) -> Problem:
    """Invented: what a line names in vain; a warning or an error (facts §7.5)."""
    return Problem(f"The tracking category '{category}' with the option '{option}' could not be found")


def currency_unknown(code: str) -> Problem:
    """Invented."""
    return Problem(f"Currency code {code} is not valid")


def currency_already_subscribed(code: str) -> Problem:
    """Invented."""
    return Problem(f"Organisation is already subscribed to currency {code}")
