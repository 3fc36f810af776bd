"""/ContactGroups and who belongs to them. Parses, asks the books, renders; no rules here."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Contact, Stamp
from mock_xero.books.catalogue import contact_group_deeds as deeds
from mock_xero.books.catalogue.contact_group_deeds import GroupDraft
from mock_xero.books.catalogue.contact_groups import ContactGroup, GroupStatus
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Deed, Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.contact_groups import (
    added_contact,
    failed_addition,
    failed_group,
    group_json,
    whole_group,
)
from mock_xero.wire.converting import enum, guid, text
from mock_xero.wire.fields import Fields
from mock_xero.wire.fields import guid as guid_field
from mock_xero.wire.fields import text as text_field

_PATH: Final = "/api.xro/2.0/ContactGroups"
_GROUP: Final = Fields(
    "ContactGroup",
    {
        "contactgroupid": guid_field(lambda each: each.group_id),
        "name": text_field(lambda each: each.name),
        "status": text_field(lambda each: each.status.value),
    },
)
_LIST: Final[listing.Resource[ContactGroup]] = listing.Resource(
    name="ContactGroups", fields=_GROUP, steady_order=lambda group: group.group_id
)


class GroupBody(Body):
    name: Text = None
    status: Text = None


class MemberBody(Body):
    contact_id: Text = None


async def read_all(call: Call) -> Response:
    asked = listing.question(call, _GROUP, paged=False, dated=False)
    return listing.answer(call, _LIST, asked, call.books.contact_groups.active(), group_json)


async def read_one(call: Call) -> Response:
    return call.answer("ContactGroups", [whole_group(_group(call))])


async def create(call: Call) -> Response:
    def deed(books: Books, draft: GroupDraft, _: Stamp) -> ContactGroup:
        return deeds.create_group(books, draft)

    return process(call, _work(deed), await _drafts(call))


async def update(call: Call) -> Response:
    group = _group(call)

    def deed(books: Books, draft: GroupDraft, _: Stamp) -> ContactGroup:
        return deeds.update_group(books, group, draft)

    return process(call, _work(deed), (await _drafts(call))[:1])


async def add(call: Call) -> Response:
    group = _group(call)

    def deed(books: Books, contact_id: str | None, _: Stamp) -> Contact:
        return deeds.add_to_group(books, group, contact_id)

    members = [guid(each.contact_id) for each in await call.elements("Contacts", MemberBody)]
    return process(call, Work("Contacts", "ContactID", deed, added_contact, failed_addition), members)


async def remove(call: Call) -> Response:
    deeds.remove_from_group(call.books, _group(call), call.request.path_params["contact_id"].lower())
    return Response(status_code=204)


async def empty(call: Call) -> Response:
    deeds.empty_group(call.books, _group(call))
    return Response(status_code=204)


async def _drafts(call: Call) -> list[GroupDraft]:
    bodies = await call.elements("ContactGroups", GroupBody)
    return [GroupDraft(name=text(each.name), status=enum(GroupStatus, each.status)) for each in bodies]


def _work(deed: Deed[GroupDraft, ContactGroup]) -> Work[GroupDraft, ContactGroup]:
    return Work("ContactGroups", "ContactGroupID", deed, group_json, failed_group)


def _group(call: Call) -> ContactGroup:
    group = call.books.contact_groups.by_id(call.request.path_params["group_id"].lower())
    if group is None:
        raise NoSuchDocument
    return group


_ONE: Final = f"{_PATH}/{{group_id}}"
ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_ONE, endpoint(read_one), methods=["GET"]),
    Route(_ONE, endpoint(update), methods=["POST"]),
    Route(f"{_ONE}/Contacts", endpoint(add), methods=["PUT"]),
    Route(f"{_ONE}/Contacts", endpoint(empty), methods=["DELETE"]),
    Route(f"{_ONE}/Contacts/{{contact_id}}", endpoint(remove), methods=["DELETE"]),
)
