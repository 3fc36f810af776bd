"""`/_mock/apps`, `/_mock/users`, `/_mock/organisations`: who there is, and how somebody new comes in.

The same deeds serve a configuration file (`configuration.py`).
"""

from typing import TYPE_CHECKING, Any

from mock_xero.control import people
from mock_xero.control.asking import BadAskError
from mock_xero.identity.users import User
from mock_xero.organisation import Organisation
from mock_xero.roles import Member

if TYPE_CHECKING:
    from mock_xero.app import MockXero

Answer = dict[str, Any]


def add_app(mock: "MockXero", body: Any) -> Answer:
    """Register an app, or change the one with this client id."""
    told = people.said(body, people.SaidApp)
    app = people.application(told, mock.organisations.values(), mock.newcomers)
    mock.identity.register(app)
    return people.told_app(app)


def add_user(mock: "MockXero", body: Any) -> Answer:
    """Add a person or change the one with this address; where `organisations` is said, it is the whole."""
    told = people.said(body, people.SaidUser)
    known = list(mock.organisations.values())
    places = None
    if told.organisations is not None:
        members = people.places(told.organisations)
        places = {people.found(key, known).tenant_id: member for key, member in members.items()}
    person = people.user(told, mock.identity.user_with(told.email), mock.newcomers)
    mock.identity.enrol(person)
    for organisation in known:
        at_home = organisation.members if places is None else {}
        place = (places or {}).get(organisation.tenant_id) or at_home.get(person.user_id)
        _seat(organisation, person, place)
    return people.told_user(person, known)


def add_organisation(mock: "MockXero", body: Any) -> Answer:
    """Found an organisation. Its members are known people; without any said, the demo user is one."""
    told = people.said(body, people.SaidOrganisation)
    members = people.places(people.DEMO_MEMBERS if told.members is None else told.members)
    people_of_it = [(_known(mock, email), member) for email, member in members.items()]
    seats = {person.user_id: person.seated(member) for person, member in people_of_it}
    profile = people.profile(told, mock.newcomers)
    if profile.tenant_id in mock.organisations:
        raise BadAskError(f"there is an organisation {profile.tenant_id} already")
    mock.found(profile, seats)
    return {"tenant_id": profile.tenant_id, "name": profile.name}


def _seat(organisation: Organisation, person: User, member: Member | None) -> None:
    if member is None:
        organisation.members.pop(person.user_id, None)
    else:
        organisation.members[person.user_id] = person.seated(member)


def _known(mock: "MockXero", email: str) -> User:
    person = mock.identity.user_with(email)
    if person is None:
        raise BadAskError(f"there is no user {email!r}")
    return person
