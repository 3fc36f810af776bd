"""What a person may do in an organisation, by role: Xero's words for roles, and our reading of their rights.

Xero publishes the words (facts §1.9: a role may lack a permission and is answered 403), not the table.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Role(Enum):
    """As GET /Users spells them in OrganisationRole."""

    STANDARD = "STANDARD"
    FINANCIALADVISER = "FINANCIALADVISER"
    INVOICEONLY = "INVOICEONLY"
    READONLY = "READONLY"
    MANAGEDCLIENT = "MANAGEDCLIENT"
    CASHBOOKCLIENT = "CASHBOOKCLIENT"


_INVOICING: Final = frozenset(
    (
        *("invoices", "creditnotes", "quotes", "purchaseorders", "repeatinginvoices", "linkedtransactions"),
        *("contacts", "contactgroups", "items"),
        *("payments", "batchpayments", "overpayments", "prepayments"),
    )
)
_LEDGERS: Final = frozenset(
    ("journals", "manualjournals", "banktransactions", "banktransfers", "budgets", "reports")
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person's place in one organisation. `reports` is the right to see them, which some lack.

    Name and address are there for whoever lists an organisation's users; rights don't depend on them.
    """

    role: Role = Role.STANDARD
    reports: bool = True
    email: str = ""
    given_name: str = ""
    family_name: str = ""

    @property
    def passes_period_lock(self) -> bool:
        """An adviser may work before the period's lock date, nobody before the year's (facts §5.7)."""
        return self.role is Role.FINANCIALADVISER

    def may(self, method: str, resource: str) -> bool:
        """Whether the person may read or write a resource, named in lower case."""
        if resource == "reports":
            return self.reports and self.role is not Role.INVOICEONLY
        if self.role is Role.INVOICEONLY:
            return resource in _INVOICING or (method in _READS and resource not in _LEDGERS)
        return self.role is not Role.READONLY or method in _READS


ROBOT: Final = Member()  # a custom connection: nobody is signed in, and what it may do its scopes say
