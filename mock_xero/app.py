"""The composition root of the mock: its organisations, its identity, and the gates wrapped in order.

Hand it a clock and choices; what it answers depends on nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.behaviour import Behaviour
from mock_xero.books.changes import Category
from mock_xero.control.api import ControlApi
from mock_xero.control.settable_clock import SettableClock
from mock_xero.crossroads import Crossroads
from mock_xero.gates.faults import Faults
from mock_xero.gates.journal import Journal
from mock_xero.gates.limits import PROFILES, Allowances, Limits
from mock_xero.identity.applications import DEMO_APPLICATION, Application
from mock_xero.identity.identity import Identity
from mock_xero.identity.users import DEMO_USER
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation, OrganisationProfile, demo_organisations
from mock_xero.roles import Member
from mock_xero.seams import Choices, Clock
from mock_xero.webhooks.subscriptions import Subscription
from mock_xero.webhooks.webhooks import Webhooks
from mock_xero.wrapping import wrapped

if TYPE_CHECKING:
    import httpx

PUBLISHED: Final = Behaviour()


class MockXero:
    """A Xero of its own. `app` is the ASGI app; the other attributes are for looking behind it."""

    organisations: dict[str, Organisation]  # by tenant id
    identity: Identity
    limits: Allowances
    faults: Faults
    journal: Journal
    webhooks: Webhooks
    newcomers: Choices  # ids and secrets of who comes in later

    def __init__(  # noqa: PLR0913 - the one place where every choice is named
        self,
        clock: Clock,
        choices: Choices,
        *,
        behaviour: Behaviour = PUBLISHED,
        limits: Limits = PROFILES["standard"],
        ordering: Ordering = Ordering.RANDOM,
        applications: Sequence[Application] = (DEMO_APPLICATION,),
        organisations: Sequence[OrganisationProfile] | None = None,
        auto_consent: bool = False,
        webhook_transport: "httpx.AsyncBaseTransport | None" = None,
        furnish: "Callable[[MockXero], None] | None" = None,
    ) -> None:
        """`furnish` adds what the other arguments can't say, at the start and after each reset."""
        self.clock = clock
        self._choices = choices
        self._behaviour = behaviour
        self._limits = limits
        self._ordering = ordering
        self._applications = applications
        self._profiles = demo_organisations() if organisations is None else organisations
        self._auto_consent = auto_consent
        self._webhook_transport = webhook_transport
        self._furnish = furnish
        self.app: ASGIApp = Crossroads(self._xero, {"/_mock": Router(ControlApi(self).routes())})
        self._begin()

    def reset(self) -> None:
        """Make everything as it was at the start; the clock stays where it is."""
        self.webhooks.stop()
        self._begin()

    def _begin(self) -> None:
        self.newcomers = self._choices.fork("newcomers")
        self.organisations = {each.tenant_id: self._founded(each) for each in self._profiles}
        for organisation in self.organisations.values():
            organisation.members[DEMO_USER.user_id] = DEMO_USER.seated(Member())
        self.identity = Identity(
            self._applications,
            tuple(self.organisations.values()),
            clock=self.clock,
            choices=self._choices.fork("identity"),
            behaviour=self._behaviour,
        )
        self.limits = Allowances(
            self._limits, choices=self._choices.fork("limits"), behaviour=self._behaviour
        )
        self.faults, self.journal = wrapped(
            self.identity,
            self.limits,
            clock=self.clock,
            choices=self._choices,
            behaviour=self._behaviour,
            ordering=self._ordering,
            auto_consent=self._auto_consent,
        )
        self.webhooks = self._open_post_office()
        if self._furnish is not None:
            self._furnish(self)

    def found(self, profile: OrganisationProfile, members: Mapping[str, Member]) -> Organisation:
        """Add an organisation with its members, by user id."""
        organisation = self._founded(profile)
        organisation.members.update(members)
        self.organisations[organisation.tenant_id] = organisation
        self.identity.organisations[organisation.tenant_id] = organisation
        if self.webhooks.subscriptions:
            self._listen_to(organisation)
        return organisation

    def subscribe(
        self, client_id: str, url: str, key: str, categories: frozenset[Category] = frozenset(Category)
    ) -> Subscription:
        """Let an app hear of changes, once `webhooks.validate` has found it listening (facts §8)."""
        for organisation in self.organisations.values():
            self._listen_to(organisation)
        return self.webhooks.subscribe(client_id, url, key, categories)

    def disconnect(self, tenant_id: str) -> None:
        """A user removes the app from the organisation in Xero (facts §1.8)."""
        self.identity.disconnect(tenant_id)

    def lapse_consent(self) -> None:
        """End every token, as after sixty idle days; only a new consent helps."""
        self.identity.lapse_consent()

    def expire_access(self) -> None:
        """End every access token given out so far, as after half an hour; the refresh tokens stay good."""
        self.identity.access.end_all()

    async def _xero(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.journal(scope, receive, send)  # asked for anew each time: a reset replaces it

    def _open_post_office(self) -> Webhooks:
        return Webhooks(
            clock=self.clock,
            clock_moves=not isinstance(self.clock, SettableClock),
            choices=self._choices.fork("webhooks"),
            behaviour=self._behaviour,
            ordering=self._ordering,
            transport=self._webhook_transport,
            reaches=self.identity.connections.reaches,
        )

    def _listen_to(self, organisation: Organisation) -> None:
        """Only now, because whoever has no subscription shall not pay for one."""
        tenant_id = organisation.tenant_id
        notice, forget = self.webhooks.notice, self.webhooks.forget_unsent
        organisation.books.tell(partial(notice, tenant_id), partial(forget, tenant_id))

    def _founded(self, profile: OrganisationProfile) -> Organisation:
        return Organisation(
            profile,
            clock=self.clock,
            choices=self._choices.fork(profile.tenant_id),
            behaviour=self._behaviour,
            ordering=self._ordering,
        )
