"""Groups of contacts: a name, and who belongs to it. Each contact knows its groups, too."""

from dataclasses import dataclass, field
from enum import Enum

from mock_xero.books.contacts import Contact
from mock_xero.books.index import folded


class GroupStatus(Enum):
    ACTIVE = "ACTIVE"
    DELETED = "DELETED"


@dataclass(slots=True, eq=False, kw_only=True)
class ContactGroup:
    """`members` are the contacts by their ids, in the order in which they were added."""

    group_id: str
    name: str
    status: GroupStatus = GroupStatus.ACTIVE
    members: dict[str, Contact] = field(default_factory=dict)

    @property
    def is_active(self) -> bool:
        return self.status is GroupStatus.ACTIVE


class ContactGroups:
    """All groups, deleted ones too."""

    def __init__(self) -> None:
        self._by_id: dict[str, ContactGroup] = {}

    def active(self) -> list[ContactGroup]:
        return [each for each in self._by_id.values() if each.is_active]

    def by_id(self, group_id: str) -> ContactGroup | None:
        return self._by_id.get(group_id)

    def named(self, name: str) -> ContactGroup | None:
        return next((each for each in self.active() if folded(each.name) == folded(name)), None)

    def add(self, group: ContactGroup) -> None:
        self._by_id[group.group_id] = group

    def join(self, group: ContactGroup, contact: Contact) -> None:
        group.members[contact.contact_id] = contact
        contact.groups[group.group_id] = group

    def leave(self, group: ContactGroup, contact_id: str) -> None:
        contact = group.members.pop(contact_id)
        del contact.groups[group.group_id]
