"""The composition root of the mock: its organisations, its identity, and the gates wrapped in order.

Hand it a clock and choices; what it answers depends on nothing else.
"""

from collections.abc import Sequence
from typing import Final

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.behaviour import Behaviour
from mock_xero.control.api import ControlApi
from mock_xero.crossroads import Crossroads
from mock_xero.gates.faults import Faults
from mock_xero.gates.journal import Journal
from mock_xero.gates.limits import PROFILES, Allowances, Limits
from mock_xero.identity.applications import DEMO_APPLICATION, Application
from mock_xero.identity.identity import Identity
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation, OrganisationProfile, demo_organisations
from mock_xero.seams import Choices, Clock
from mock_xero.wrapping import wrapped

PUBLISHED: Final = Behaviour()


class MockXero:
    """A Xero of its own. `app` is the ASGI app; the other attributes are for looking behind it."""

    organisations: dict[str, Organisation]  # by tenant id
    identity: Identity
    limits: Allowances
    faults: Faults
    journal: Journal

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
    ) -> None:
        self.clock = clock
        self._choices = choices
        self._behaviour = behaviour
        self._limits = limits
        self._ordering = ordering
        self._applications = applications
        self._profiles = demo_organisations() if organisations is None else organisations
        self._auto_consent = auto_consent
        self.app: ASGIApp = Crossroads(self._xero, {"/_mock": Router(ControlApi(self).routes())})
        self.reset()

    def reset(self) -> None:
        """Make everything as it was at the start; the clock stays where it is."""
        self.organisations = {each.tenant_id: self._found(each) for each in self._profiles}
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

    def disconnect(self, tenant_id: str) -> None:
        """A user removes the app from the organisation in Xero (facts §1.8)."""
        self.identity.disconnect(tenant_id)

    def lapse_consent(self) -> None:
        """End every token, as after sixty idle days; only a new consent helps."""
        self.identity.lapse_consent()

    async def _xero(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.journal(scope, receive, send)  # asked for anew each time: a reset replaces it

    def _found(self, profile: OrganisationProfile) -> Organisation:
        return Organisation(
            profile,
            clock=self.clock,
            choices=self._choices.fork(profile.tenant_id),
            behaviour=self._behaviour,
            ordering=self._ordering,
        )
