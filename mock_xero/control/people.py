"""Apps, people and organisations as `/_mock` and a configuration file describe them. Reads and checks; what
comes of it, the mock does.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from mock_xero.control.asking import BadAskError
from mock_xero.identity.applications import Application, Grant, Tier
from mock_xero.identity.scopes import ALL_SCOPES
from mock_xero.identity.users import DEMO_USER, User
from mock_xero.organisation import Organisation, OrganisationProfile
from mock_xero.roles import Member, Role
from mock_xero.seams import Choices
from mock_xero.wire.converting import is_guid

T = TypeVar("T")


class Place(msgspec.Struct, forbid_unknown_fields=True):
    """A person's place in an organisation; a bare word is a role."""

    role: str
    reports: bool = True


class SaidApp(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    client_id: str | None = None
    client_secret: str | msgspec.UnsetType | None = msgspec.UNSET
    redirect_uris: tuple[str, ...] = ()
    grants: tuple[str, ...] = (Grant.AUTHORIZATION_CODE.value,)
    scopes: list[str] | None = None
    granular_only: bool = False
    tier: str = "core"
    certified: bool = False
    organisation: str | None = None


class SaidUser(msgspec.Struct, forbid_unknown_fields=True):
    email: str
    password: str = "demo"  # noqa: S105 - as published as everything here
    given_name: str = "Sam"
    family_name: str = "Example"
    organisations: dict[str, str | Place] | None = None


class SaidOrganisation(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    tenant_id: str | None = None
    timezone: str = "Australia/Sydney"
    members: dict[str, str | Place] | None = None


def said(body: Any, kind: type[T]) -> T:
    """Return the body as what it should be. Raises BadAskError."""
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        raise BadAskError(str(error)) from error


def application(told: SaidApp, known: Iterable[Organisation], choices: Choices) -> Application:
    """Return the app; one without an id gets one, one without a secret too, unless it is null (native)."""
    unknown = [each for each in told.scopes or () if each not in ALL_SCOPES]
    if unknown:
        raise BadAskError(f"there is no scope {unknown[0]!r}")
    secret = told.client_secret
    if isinstance(secret, msgspec.UnsetType):
        secret = choices.secret(label="client secret")
    if told.client_id == "" or secret == "":
        raise BadAskError("neither client_id nor client_secret may be empty")
    return Application(
        client_id=told.client_id or choices.guid(label="client id").replace("-", "").upper(),
        client_secret=secret,
        name=told.name,
        redirect_uris=tuple(_redirect_uri(each) for each in told.redirect_uris),
        grants=frozenset(
            _one_of({each.value: each for each in Grant}, word, "grant") for word in told.grants
        ),
        scopes=ALL_SCOPES if told.scopes is None else frozenset(told.scopes),
        granular_only=told.granular_only,
        tier=_one_of({each.name.lower(): each for each in Tier}, told.tier.lower(), "tier"),
        certified=told.certified,
        custom_tenant=None if told.organisation is None else found(told.organisation, known).tenant_id,
    )


def user(told: SaidUser, current: User | None, choices: Choices) -> User:
    """Return the person, under the id they have already if there is one with this address."""
    email = told.email.strip().lower()
    if "@" not in email:
        raise BadAskError(f"{told.email!r} is not an email address")
    return User(
        user_id=choices.guid(label="user id") if current is None else current.user_id,
        email=email,
        password=told.password,
        given_name=told.given_name,
        family_name=told.family_name,
    )


def profile(told: SaidOrganisation, choices: Choices) -> OrganisationProfile:
    if not told.name.strip():
        raise BadAskError("an organisation needs a name")
    try:
        ZoneInfo(told.timezone)
    except (KeyError, ValueError, OSError) as error:
        raise BadAskError(f"there is no time zone {told.timezone!r}") from error
    tenant_id = (told.tenant_id or choices.guid(label="tenant id")).lower()
    if not is_guid(tenant_id):
        raise BadAskError(f"{told.tenant_id!r} is not a GUID")
    return OrganisationProfile(
        tenant_id=tenant_id, name=told.name, short_code=f"!{tenant_id[:5]}", timezone=told.timezone
    )


def places(told: Mapping[str, str | Place]) -> dict[str, Member]:
    """Return what the places say, under the same keys."""
    roles = {each.value: each for each in Role}
    as_places = {key: Place(each) if isinstance(each, str) else each for key, each in told.items()}
    return {
        key: Member(_one_of(roles, each.role.upper(), "role"), each.reports)
        for key, each in as_places.items()
    }


def found(name_or_id: str, known: Iterable[Organisation]) -> Organisation:
    """Return the organisation of this id or name. Raises BadAskError."""
    for each in known:
        if name_or_id.lower() in {each.tenant_id, each.name.lower()}:
            return each
    raise BadAskError(f"there is no organisation {name_or_id!r}")


def told_app(app: Application) -> dict[str, Any]:
    """Return the app as `/_mock` shows it: in the words in which it is told."""
    return {
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "name": app.name,
        "redirect_uris": list(app.redirect_uris),
        "grants": sorted(each.value for each in app.grants),
        "scopes": sorted(app.allowed_scopes),
        "granular_only": app.granular_only,
        "tier": app.tier.name.lower(),
        "certified": app.certified,
        "organisation": app.custom_tenant,
    }


def told_user(person: User, known: Iterable[Organisation]) -> dict[str, Any]:
    at_home = [(each.tenant_id, each.members.get(person.user_id)) for each in known]
    return {
        "user_id": person.user_id,
        "email": person.email,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "organisations": {
            tenant_id: {"role": member.role.value, "reports": member.reports}
            for tenant_id, member in at_home
            if member is not None
        },
    }


def _redirect_uri(text: str) -> str:
    """A native app may have a scheme of its own, so all that can be asked for is that there is one."""
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise BadAskError(f"{text!r} is not a URI") from error
    if not parts.scheme or not parts.netloc or "#" in text:
        raise BadAskError(f"{text!r} is not an absolute URI without fragment")
    return text


def _one_of(every: Mapping[str, T], word: str, what: str) -> T:
    if word not in every:
        raise BadAskError(f"{what} must be one of {', '.join(every)}, not {word!r}")
    return every[word]


DEMO_MEMBERS: Final[Mapping[str, str | Place]] = {DEMO_USER.email: Role.STANDARD.value}
