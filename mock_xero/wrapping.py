"""The gates wrapped around the endpoints, in the order in which Xero applies them. Nothing else is here."""

from starlette.routing import Router
from starlette.types import ASGIApp

from mock_xero.behaviour import Behaviour
from mock_xero.crossroads import Crossroads
from mock_xero.endpoints import accounting_routes
from mock_xero.gates.admission import AdmissionGate
from mock_xero.gates.bearer import BearerGate
from mock_xero.gates.body import BodyGate
from mock_xero.gates.faults import Faults
from mock_xero.gates.idempotency import IdempotencyGate
from mock_xero.gates.journal import Journal
from mock_xero.gates.limits import Allowances
from mock_xero.gates.roles import RoleGate
from mock_xero.gates.tenancy import TenancyGate
from mock_xero.gates.throttle import ThrottleGate
from mock_xero.identity.connections_endpoint import ConnectionsEndpoint
from mock_xero.identity.endpoints import IdentityEndpoints
from mock_xero.identity.identity import Identity
from mock_xero.identity.pages import ConsentPages
from mock_xero.ordering import Ordering
from mock_xero.seams import Choices, Clock
from mock_xero.wire.problems import not_found


def wrapped(  # noqa: PLR0913 - every gate's needs, named
    identity: Identity,
    limits: Allowances,
    *,
    clock: Clock,
    choices: Choices,
    behaviour: Behaviour,
    ordering: Ordering,
    auto_consent: bool,
) -> tuple[Faults, Journal]:
    """Wrap from the endpoints outwards: what is named last, the journal, meets a request first."""
    api: ASGIApp = Router(accounting_routes(), redirect_slashes=False, default=not_found())
    api = AdmissionGate(api, ordering=ordering, choices=choices.fork("admission"))
    api = IdempotencyGate(api, clock=clock, choices=choices.fork("idempotency"), behaviour=behaviour)
    api = ThrottleGate(api, limits, clock=clock, behaviour=behaviour)
    api = BodyGate(api)
    api = RoleGate(api, choices.fork("roles"))
    api = TenancyGate(api, identity)
    api = BearerGate(api, identity)
    connections = BearerGate(Router(ConnectionsEndpoint(identity).routes()), identity)
    pages = ConsentPages(identity, auto_consent=auto_consent)
    login = Router([*IdentityEndpoints(identity).routes(), *pages.routes()])
    doors = Crossroads(login, {"/api.xro/": api, "/connections": connections})
    faults = Faults(doors, choices=choices.fork("faults"))
    return faults, Journal(faults, clock=clock, choices=choices.fork("journal"))
