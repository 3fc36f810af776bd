"""/Contacts: read, create, create or update (facts §7.1). Parses, asks the books, renders; no rules here."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Contact
from mock_xero.books.catalogue.contact_balances import balances_of
from mock_xero.books.contact_deeds import create_contact, update_or_create_contact
from mock_xero.books.drafts import ContactDraft
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.contact_defaults import balances_json, where_it_went
from mock_xero.wire.contacts import failed_contact, full_contact, summary_contact
from mock_xero.wire.converting import is_guid
from mock_xero.wire.encoding import Json
from mock_xero.wire.members.contacts import CONTACT
from mock_xero.wire.organisations import contact_cis_settings_json
from mock_xero.wire.reading.contacts import ContactBody, contact_draft

_PATH: Final = "/api.xro/2.0/Contacts"
_LIST: Final[listing.Resource[Contact]] = listing.Resource(
    name="Contacts", fields=CONTACT, steady_order=lambda contact: contact.contact_id
)
_CREATE: Final = Work("Contacts", "ContactID", create_contact, full_contact, failed_contact)
_UPDATE_OR_CREATE: Final = replace(_CREATE, deed=update_or_create_contact)


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, _UPDATE_OR_CREATE, await _drafts(call))


async def update(call: Call) -> Response:
    """The contact in the path is meant, whatever the body calls it."""
    contact_id = _in_path(call).contact_id
    drafts = [replace(draft, contact_id=contact_id) for draft in await _drafts(call)]
    return process(call, _UPDATE_OR_CREATE, drafts[:1])


async def read_one(call: Call) -> Response:
    return call.answer("Contacts", [_detailed(call)(_in_path(call))])


async def read_cis_settings(call: Call) -> Response:
    _in_path(call)
    return call.answer("CISSettings", [contact_cis_settings_json()])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, CONTACT)
    found = _restricted(call, listing.changed_since(call, asked.since, _candidates(call, asked)))
    return listing.answer(call, _LIST, asked, found, _spelling(call, asked))


async def _drafts(call: Call) -> list[ContactDraft]:
    return [contact_draft(each) for each in await call.elements("Contacts", ContactBody)]


def _in_path(call: Call) -> Contact:
    """Return the contact with the id or number in the path."""
    key: str = call.request.path_params["key"]
    contacts = call.books.contacts
    contact = contacts.by_id(key.lower()) if is_guid(key) else contacts.by_number(key)
    if contact is None:
        raise NoSuchDocument
    return contact


def _candidates(call: Call, asked: listing.Question) -> Iterable[Contact]:
    """Look where an index helps; the whole filter is applied afterwards."""
    contacts = call.books.contacts
    if (name := asked.equal_to("name")) is not None:
        return contacts.named(name)
    for path, look_up in (("contactid", contacts.by_id), ("contactnumber", contacts.by_number)):
        if (key := asked.equal_to(path)) is not None:
            found = look_up(key)
            return [] if found is None else [found]
    return contacts.all()


def _restricted(call: Call, contacts: Iterable[Contact]) -> Iterable[Contact]:
    """Archived contacts are hidden unless asked for; ids and a search narrow further (facts §4.8, §7.1)."""
    if not call.says("includearchived"):
        contacts = [each for each in contacts if not each.is_archived]
    if (ids := listing.comma_separated(call, "ids")) is not None:
        contacts = [each for each in contacts if each.contact_id in ids]
    if term := call.parameters.get("searchterm", "").casefold():
        contacts = [each for each in contacts if term in _searched(each)]
    return contacts


def _searched(contact: Contact) -> str:
    one = contact
    texts = (one.name, one.first_name, one.last_name, one.contact_number or "", one.email)
    return "\n".join(texts).casefold()


def _spelling(call: Call, asked: listing.Question) -> Callable[[Contact], Json]:
    """Balances, and where a merged contact went, are shown with paging only (facts §7.1)."""
    if call.says("summaryonly"):
        return summary_contact
    return full_contact if asked.page is None else _detailed(call)


def _detailed(call: Call) -> Callable[[Contact], Json]:
    today = call.organisation.today()

    def spelled(contact: Contact) -> Json:
        balances = balances_json(balances_of(call.books, contact, today))
        return full_contact(contact) | where_it_went(contact) | balances

    return spelled


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{key}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{key}}", endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{key}}/CISSettings", endpoint(read_cis_settings), methods=["GET"]),
)
