"""What can be done to contacts. A deed is done, or raises `Refused` and has changed nothing."""

import re
from dataclasses import replace
from typing import Final

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.contact_rules import ContactCase, judge
from mock_xero.books.contacts import Contact, Contacts
from mock_xero.books.drafts import ContactDraft
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import ContactStatus

_SAID_DIRECTLY: Final = (
    "status",
    "contact_number",
    "account_number",
    "first_name",
    "last_name",
    "email",
    "company_number",
    "tax_number",
    "bank_account_details",
    "addresses",
    "phones",
    "sales_tax_type",
    "purchases_tax_type",
    "sales_line_amounts",
    "purchases_line_amounts",
    "default_currency",
    "network_key",
    "sales_account_code",
    "purchases_account_code",
    "sales_tracking",
    "purchases_tracking",
    "bills_term",
    "sales_term",
    "batch_details",
)
_BRACKETS: Final = re.compile(r"[<>]")


def create_contact(books: Books, draft: ContactDraft, stamp: Stamp) -> Contact:
    """PUT: always a new contact (facts §7.1)."""
    return record(_judged(draw_up(books, draft, None, stamp)))


def update_or_create_contact(books: Books, draft: ContactDraft, stamp: Stamp) -> Contact:
    """POST: the contact that matches by id, number or name is changed, else a new one created."""
    if not is_identified(draft):
        raise Refused((problems.CONTACT_UNIDENTIFIED,), draw_up(books, draft, None, stamp).candidate)
    if draft.contact_id is not None and books.contacts.by_id(draft.contact_id) is None:
        raise NotFound((problems.CONTACT_NOT_FOUND,), draw_up(books, draft, None, stamp).candidate)
    current = matching(books.contacts, draft)
    case = draw_up(books, draft, current, stamp)
    if current is not None and current.is_archived:
        raise Refused((problems.CONTACT_ARCHIVED,), case.candidate)
    return record(_judged(case))


def is_identified(draft: ContactDraft) -> bool:
    return any((draft.contact_id, draft.contact_number, draft.name))


def matching(contacts: Contacts, draft: ContactDraft) -> Contact | None:
    """Return the contact that the draft means: by id, else by number, else by name (facts §5.6).

    A namesake that carries another ContactNumber is somebody else (our reading; facts are silent).
    """
    if draft.contact_id is not None:
        return contacts.by_id(draft.contact_id)
    if draft.contact_number is not None and (known := contacts.by_number(draft.contact_number)):
        return known
    name = spelled(draft.name or "")
    namesake = contacts.active_by_name(name) or contacts.archived_by_name(name)
    if namesake is None or (draft.contact_number is not None and namesake.contact_number is not None):
        return None
    return namesake


def draw_up(books: Books, draft: ContactDraft, current: Contact | None, stamp: Stamp) -> ContactCase:
    """Return the contact as it would be; what is left out stays, except contact persons (facts §5.6)."""
    candidate = Contact(updated_at=stamp.instant) if current is None else replace(current)
    if draft.name is not None:
        candidate.name = spelled(draft.name)
    for name in _SAID_DIRECTLY:
        said = getattr(draft, name)
        if said is not None:
            setattr(candidate, name, said)
    if current is None or says_more_than_who(draft):
        candidate.persons = draft.persons or ()
    candidate.updated_at = stamp.instant
    return ContactCase(books, draft, current, candidate, stamp)


def says_more_than_who(draft: ContactDraft) -> bool:
    """Whether the draft carries anything beside an id."""
    return draft != ContactDraft(contact_id=draft.contact_id)


def record(case: ContactCase) -> Contact:
    """Enter a case that has been judged and found good."""
    if case.current is None:
        case.candidate.contact_id = case.books.new_id("contact")
        case.books.contacts.add(case.candidate)
        case.books.history.note(case.candidate.contact_id, "Created", case.stamp)
        return case.candidate
    if not case.current.says_the_same_as(case.candidate):
        case.books.contacts.change(case.current, case.candidate)
        case.books.history.note(case.current.contact_id, "Edited", case.stamp)
    return case.current


def archive_contact(books: Books, contact: Contact, stamp: Stamp) -> None:
    """A person archives the contact; its documents stay (facts §7.1)."""
    if contact.is_archived:
        raise Refused((problems.CONTACT_ARCHIVED,), contact)
    books.contacts.change(contact, replace(contact, status=ContactStatus.ARCHIVED, updated_at=stamp.instant))
    books.history.note(contact.contact_id, "Archived", stamp)


def restore_contact(books: Books, contact: Contact, stamp: Stamp) -> None:
    """A person brings an archived contact back, unless its name has gone to another one (facts §7.1)."""
    if books.contacts.active_by_name(contact.name) is not None:
        raise Refused((problems.name_taken(contact.name),), contact)
    books.contacts.change(contact, replace(contact, status=ContactStatus.ACTIVE, updated_at=stamp.instant))
    books.history.note(contact.contact_id, "Restored", stamp)


def merge_contact(books: Books, contact: Contact, into: Contact, stamp: Stamp) -> None:
    """A person merges an active contact into another: it is archived, and says where it went (facts §7.1)."""
    merged = replace(
        contact,
        status=ContactStatus.ARCHIVED,
        merged_to=into.contact_id,
        updated_at=stamp.instant,
    )
    books.contacts.change(contact, merged)


def spelled(name: str) -> str:
    """The name without the spaces and brackets that Xero drops."""
    return " ".join(_BRACKETS.sub("", name).split())


def _judged(case: ContactCase) -> ContactCase:
    if found := judge(case):
        raise Refused(found, case.candidate)
    return case
