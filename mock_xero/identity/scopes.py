"""The scopes of Xero: which there are, and what they mean in words (facts §1.6). What they open: `doors`."""

from collections.abc import Iterable
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
    "paymentservices": "Offer your customers ways to pay",
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
ACCOUNTING_SCOPES: Final = (*_BOTH, *(f"{name}.read" for name in _BOTH), *_READ, "paymentservices")
ALL_SCOPES: Final = frozenset((*IDENTITY_SCOPES, *ACCOUNTING_SCOPES))

# Of these the old names; an app created since 2 March 2026 may not use them (facts §1.6).
BROAD_SCOPES: Final = frozenset(
    {"accounting.transactions", "accounting.transactions.read", "accounting.reports.read"}
)
GRANULAR_SCOPES: Final = ALL_SCOPES - BROAD_SCOPES


def parse(text: str) -> tuple[str, ...]:
    """Return the scopes of a space-separated text, each once, in the order given."""
    return tuple(dict.fromkeys(text.split()))


def in_words(scopes: Iterable[str]) -> list[str]:
    """Return what the scopes allow, as sentences for the person who is asked."""
    return [_sentence(scope) for scope in scopes]


def _sentence(scope: str) -> str:
    words = WORDS.get(scope.removesuffix(".read"), scope)
    if not scope.startswith("accounting."):
        return words
    return f"View your {words}" if scope.endswith(".read") else f"View and change your {words}"
