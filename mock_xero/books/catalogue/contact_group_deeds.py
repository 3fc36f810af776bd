"""What can be done to contact groups. A deed is done, or raises `Refused` and has changed nothing."""

from dataclasses import dataclass, replace
from typing import Final

from mock_xero.books import problems as common
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.catalogue.contact_groups import ContactGroup, GroupStatus
from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import NotFound, Refused

_AT_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    """What somebody asks for; None means that it was not said."""

    name: str | None = None
    status: GroupStatus | None = None


def create_group(books: Books, draft: GroupDraft) -> ContactGroup:
    """PUT: always a new group, empty."""
    group = ContactGroup(group_id=UNSAVED, name=draft.name or "")
    found = _name_problems(books, group, None)
    if len(books.contact_groups.active()) >= _AT_MOST:
        found.append(problems.TOO_MANY_GROUPS)
    if found:
        raise Refused(found, group)
    group.group_id = books.new_id("contact group")
    books.contact_groups.add(group)
    return group


def update_group(books: Books, group: ContactGroup, draft: GroupDraft) -> ContactGroup:
    """POST: rename, or delete by the status."""
    if not group.is_active:
        raise Refused((problems.GROUP_DELETED,), group)
    candidate = replace(group, name=group.name if draft.name is None else draft.name)
    if found := _name_problems(books, candidate, group):
        raise Refused(found, candidate)
    group.name, group.status = candidate.name, draft.status or group.status
    return group


def add_to_group(books: Books, group: ContactGroup, contact_id: str | None) -> Contact:
    """Who belongs already, belongs."""
    if not group.is_active:
        raise Refused((problems.GROUP_DELETED,), contact_id)
    contact = books.contacts.by_id(contact_id or "")
    if contact is None:
        raise NotFound((common.CONTACT_NOT_FOUND,), contact_id)
    books.contact_groups.join(group, contact)
    return contact


def remove_from_group(books: Books, group: ContactGroup, contact_id: str) -> None:
    if contact_id not in group.members:
        raise NotFound((common.CONTACT_NOT_FOUND,), contact_id)
    books.contact_groups.leave(group, contact_id)


def empty_group(books: Books, group: ContactGroup) -> None:
    for contact_id in list(group.members):
        books.contact_groups.leave(group, contact_id)


def _name_problems(books: Books, candidate: ContactGroup, current: ContactGroup | None) -> list[Problem]:
    if not candidate.name:
        return [problems.GROUP_NAME_REQUIRED]
    holder = books.contact_groups.named(candidate.name)
    return [] if holder is None or holder is current else [problems.GROUP_NAME_TAKEN]
