"""Which scopes open which operation of the accounting API (facts §1.6). Pure.

Broad and granular names are both keys to the same door, as with Xero until the broad ones end. A key with
`.read` never opens a door for writing.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_BROAD: Final = "accounting.transactions"
_REPORTS: Final = "accounting.reports"

# What opens each resource; of the last two nobody has published a granular name, so the broad one rules.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    resource: keys
    for keys, resources in (
        (
            (_BROAD, "accounting.invoices"),
            "invoices creditnotes quotes purchaseorders repeatinginvoices linkedtransactions",
        ),
        ((_BROAD, "accounting.payments"), "payments batchpayments overpayments prepayments"),
        ((_BROAD, "accounting.banktransactions"), "banktransactions banktransfers"),
        ((_BROAD, "accounting.manualjournals"), "manualjournals"),
        (("accounting.settings", "accounting.invoices", _BROAD), "items"),
        (
            ("accounting.settings",),
            "accounts brandingthemes currencies invoicereminders organisation taxrates trackingcategories",
        ),
        (("accounting.settings",), "setup users"),
        (("accounting.contacts",), "contacts contactgroups"),
        (("accounting.journals",), "journals"),
        (("accounting.budgets",), "budgets"),
        (("paymentservices",), "paymentservices"),
        ((_BROAD,), "expenseclaims receipts"),
    )
    for resource in resources.split()
}
_REPORT_KEYS: Final[Mapping[str, str]] = {
    "agedpayablesbycontact": "aged",
    "agedreceivablesbycontact": "aged",
    "balancesheet": "balancesheet",
    "banksummary": "banksummary",
    "budgetsummary": "budgetsummary",
    "executivesummary": "executivesummary",
    "profitandloss": "profitandloss",
    "trialbalance": "trialbalance",
    "tenninetynine": "tenninetynine",
}


@lru_cache(maxsize=4096)
def open_door(scopes: frozenset[str], method: str, resource: str, *rest: str) -> bool:
    """Return whether the scopes reach what lies at `resource/rest…`, all in lower case, by this method.

    A resource that no scope names is let through: that it does not exist is for the endpoints to say.
    """
    keys = _keys(resource, rest)
    if not keys:
        return True
    if method in _READS:
        return any(key in scopes or f"{key}.read" in scopes for key in keys)
    return not scopes.isdisjoint(keys)


def _keys(resource: str, rest: tuple[str, ...]) -> tuple[str, ...]:
    """History goes with its resource, attachments of whatever do not."""
    if "attachments" in rest[1:2]:
        return ("accounting.attachments",)
    if "cissettings" in rest[1:2]:
        return ("accounting.settings",)
    if "paymentservices" in rest[1:2]:
        return ("paymentservices",)
    if resource == "reports":
        return _report_keys(rest[0] if rest else "")
    return _KEYS.get(resource, ())


def _report_keys(report: str) -> tuple[str, ...]:
    """A report by its name; the list of reports, and reports by id, to whoever may see tax reports."""
    return _REPORTS, f"{_REPORTS}.{_REPORT_KEYS.get(report, 'taxreports')}"
