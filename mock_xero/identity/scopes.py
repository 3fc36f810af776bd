"""The scopes of Xero: which there are, what they mean in words, what they open (facts §1.6). Pure.

Broad and granular scopes are both accepted, as Xero does until the broad ones end.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_REPORTS: Final = (
    "aged",
    "balancesheet",
    "banksummary",
    "budgetsummary",
    "executivesummary",
    "profitandloss",
    "trialbalance",
    "taxreports",
    "tenninetynine",
)

# What a person reads on the consent page, by scope without its `.read`.
WORDS: Final = {
    "openid": "Know who you are",
    "profile": "View your name",
    "email": "View your email address",
    "offline_access": "Stay connected while you are not using it",
    "accounting.transactions": "invoices, payments and other transactions",
    "accounting.invoices": "invoices, credit notes, quotes and items",
    "accounting.payments": "payments, overpayments and prepayments",
    "accounting.banktransactions": "bank transactions and transfers",
    "accounting.manualjournals": "manual journals",
    "accounting.settings": "accounts, tax rates and organisation settings",
    "accounting.contacts": "contacts",
    "accounting.attachments": "files attached to records",
    "accounting.journals": "journals",
    "accounting.budgets": "budgets",
    "accounting.reports": "reports",
} | {f"accounting.reports.{each}": f"the report {each}" for each in _REPORTS}

_READ_ONLY: Final = ("accounting.journals", "accounting.budgets", "accounting.reports")
_BOTH: Final = tuple(
    name for name in WORDS if name.startswith("accounting.") and not name.startswith(_READ_ONLY)
)
_READ: Final = tuple(f"{name}.read" for name in WORDS if name.startswith("accounting.") and name not in _BOTH)

IDENTITY_SCOPES: Final = ("openid", "profile", "email", "offline_access")
ACCOUNTING_SCOPES: Final = (*_BOTH, *(f"{name}.read" for name in _BOTH), *_READ)
ALL_SCOPES: Final = frozenset((*IDENTITY_SCOPES, *ACCOUNTING_SCOPES))

_FAMILIES: Final = {
    ("accounting.transactions", "accounting.invoices"): (
        "invoices creditnotes quotes purchaseorders repeatinginvoices linkedtransactions items"
    ),
    ("accounting.transactions", "accounting.payments"): ("payments batchpayments overpayments prepayments"),
    ("accounting.transactions", "accounting.banktransactions"): "banktransactions banktransfers",
    ("accounting.transactions", "accounting.manualjournals"): "manualjournals",
    ("accounting.settings",): (
        "accounts brandingthemes currencies items invoicereminders organisation organisations taxrates "
        "trackingcategories users"
    ),
    ("accounting.contacts",): "contacts contactgroups",
    ("accounting.journals",): "journals",
    ("accounting.budgets",): "budgets",
    ("accounting.reports",): "reports",
}


def parse(text: str) -> tuple[str, ...]:
    """Return the scopes of a space-separated text, each once, in the order given."""
    return tuple(dict.fromkeys(text.split()))


@lru_cache(maxsize=4096)
def open_door(scopes: frozenset[str], method: str, resource: str) -> bool:
    """Return whether the scopes reach a resource of the accounting API, for reading or for writing.

    A resource that no scope names is let through: that it does not exist is for the endpoints to say.
    """
    doors = [
        name for names, resources in _FAMILIES.items() if resource in resources.split() for name in names
    ]
    if not doors:
        return True
    if method in {"GET", "HEAD"}:
        return any(_reads(scope, door) for scope in scopes for door in doors)
    return not scopes.isdisjoint(doors)


def in_words(scopes: Iterable[str]) -> list[str]:
    """Return what the scopes allow, as sentences for the person who is asked."""
    return [_sentence(scope) for scope in scopes]


def _reads(scope: str, door: str) -> bool:
    return scope in {door, f"{door}.read"} or (scope.startswith(f"{door}.") and scope.endswith(".read"))


def _sentence(scope: str) -> str:
    words = WORDS.get(scope.removesuffix(".read"), scope)
    if not scope.startswith("accounting."):
        return words
    return f"View your {words}" if scope.endswith(".read") else f"View and change your {words}"
