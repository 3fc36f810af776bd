"""Contacts: what one is, and where to find it by id, number, account number or name."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Final

from mock_xero.books.drafts import (
    Address,
    BatchDetails,
    ContactPerson,
    DefaultTracking,
    LineAmountDefault,
    PaymentTerm,
    Phone,
)
from mock_xero.books.index import Index, folded, unaccented
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import ContactStatus

if TYPE_CHECKING:
    from mock_xero.books.catalogue.contact_groups import ContactGroup

UNSAVED: Final = "00000000-0000-0000-0000-000000000000"  # the id of what is not in the books (facts §4.5)


@dataclass(slots=True, eq=False, kw_only=True)
class Contact:
    """A person or a business. A candidate, not yet in the books, has the id `UNSAVED`."""

    updated_at: datetime
    contact_id: str = UNSAVED
    name: str = ""
    status: ContactStatus = ContactStatus.ACTIVE
    contact_number: str | None = None
    account_number: str | None = None
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    company_number: str = ""
    tax_number: str = ""
    bank_account_details: str = ""
    addresses: tuple[Address, ...] = ()
    phones: tuple[Phone, ...] = ()
    persons: tuple[ContactPerson, ...] = ()
    is_customer: bool = False
    is_supplier: bool = False
    sales_tax_type: str = ""
    purchases_tax_type: str = ""
    sales_line_amounts: LineAmountDefault | None = None
    purchases_line_amounts: LineAmountDefault | None = None
    default_currency: str = ""
    network_key: str = ""
    sales_account_code: str = ""
    purchases_account_code: str = ""
    sales_tracking: tuple[DefaultTracking, ...] = ()
    purchases_tracking: tuple[DefaultTracking, ...] = ()
    bills_term: PaymentTerm | None = None
    sales_term: PaymentTerm | None = None
    has_attachments: bool = False
    batch_details: BatchDetails | None = None
    merged_to: str | None = None  # the id of the contact that a person merged this one into
    groups: dict[str, "ContactGroup"] = field(default_factory=dict)

    @property
    def is_archived(self) -> bool:
        return self.status is ContactStatus.ARCHIVED

    def take_over(self, other: "Contact") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))

    def says_the_same_as(self, other: "Contact") -> bool:
        return all(
            getattr(self, name) == getattr(other, name) for name in _CHANGEABLE if name != "updated_at"
        )


_CHANGEABLE: Final = tuple(each.name for each in fields(Contact) if each.name not in {"contact_id", "groups"})


class Contacts:
    """All contacts. A name belongs to one active contact; archived ones keep theirs too (facts §7.1)."""

    def __init__(self) -> None:
        self._by_id: dict[str, Contact] = {}
        self._by_number: dict[str, Contact] = {}
        self._by_account_number: dict[str, Contact] = {}
        self._by_name: Index[tuple[str, bool], Contact] = Index()
        self._recent: Recency[Contact] = Recency()

    def all(self) -> list[Contact]:
        return list(self._by_id.values())

    def by_id(self, contact_id: str) -> Contact | None:
        return self._by_id.get(contact_id)

    def by_number(self, contact_number: str) -> Contact | None:
        return self._by_number.get(folded(contact_number))

    def by_account_number(self, account_number: str) -> Contact | None:
        return self._by_account_number.get(folded(account_number))

    def active_by_name(self, name: str) -> Contact | None:
        return self._by_name.first((unaccented(name), False))

    def archived_by_name(self, name: str) -> Contact | None:
        return self._by_name.first((unaccented(name), True))

    def named(self, name: str) -> list[Contact]:
        """Return the active contact of this name and the archived ones."""
        key = unaccented(name)
        return self._by_name.get((key, False)) + self._by_name.get((key, True))

    def add(self, contact: Contact) -> None:
        self._by_id[contact.contact_id] = contact
        self._index(contact)
        self._recent.touch(contact.contact_id, contact)

    def change(self, contact: Contact, candidate: Contact) -> None:
        """Let the contact become what the candidate is, and find it under its new keys."""
        self._unindex(contact)
        contact.take_over(candidate)
        self._index(contact)
        self._recent.touch(contact.contact_id, contact)

    def _index(self, contact: Contact) -> None:
        self._by_name.add((unaccented(contact.name), contact.is_archived), contact)
        if contact.contact_number is not None:
            self._by_number[folded(contact.contact_number)] = contact
        if contact.account_number is not None:
            self._by_account_number[folded(contact.account_number)] = contact

    def _unindex(self, contact: Contact) -> None:
        self._by_name.remove((unaccented(contact.name), contact.is_archived), contact)
        if contact.contact_number is not None:
            del self._by_number[folded(contact.contact_number)]
        if contact.account_number is not None:
            del self._by_account_number[folded(contact.account_number)]
