"""Contact groups as Xero spells them: members in the read of one group, and nowhere else."""

from collections.abc import Sequence

from mock_xero.books.catalogue.contact_groups import ContactGroup
from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.problems import Problem
from mock_xero.wire.contacts import thin_contact
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def group_json(group: ContactGroup) -> Json:
    """In a list or the answer to a write."""
    return _group(group, [])


def whole_group(group: ContactGroup) -> Json:
    return _group(group, [thin_contact(each) for each in group.members.values()])


def failed_group(group: ContactGroup, problems: Sequence[Problem]) -> Json:
    return group_json(group) | {"ValidationErrors": messages(problems)}


def added_contact(contact: Contact) -> Json:
    """Who was added, by the id alone."""
    return _contact_with_id(contact.contact_id)


def failed_addition(contact_id: str | None, problems: Sequence[Problem]) -> Json:
    body = _contact_with_id(contact_id or UNSAVED)
    return body | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}


def _group(group: ContactGroup, members: list[Json]) -> Json:
    return {
        "ContactGroupID": group.group_id,
        "Name": group.name,
        "Status": group.status.value,
        "Contacts": members,
    }


def _contact_with_id(contact_id: str) -> Json:
    return {
        "ContactID": contact_id,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
        "ValidationErrors": [],
    }
