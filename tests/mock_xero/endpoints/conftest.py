"""The accounting API of one organisation without its gates: who asks is known already."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.behaviour import Behaviour
from mock_xero.control.settable_clock import SettableClock
from mock_xero.endpoints import accounting_routes
from mock_xero.exchange import SCOPE_KEY, Exchange
from mock_xero.identity.users import DEMO_USER
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation, OrganisationProfile, demo_organisations
from mock_xero.roles import Member
from mock_xero.wall import SeededChoices
from tests.contract.judging import answers_judged
from tests.mock_xero.endpoints.credit_bodies import CREDIT_BODIES, CREDIT_NOTE

DEMO = demo_organisations(1)[0]


@pytest.fixture
def found(clock: SettableClock, choices: SeededChoices) -> Callable[..., Organisation]:
    """Found a demo organisation; the keywords are switches of `Behaviour`."""

    def organisation(
        *, ordering: Ordering = Ordering.RANDOM, profile: OrganisationProfile = DEMO, **switches: Any
    ) -> Organisation:
        founded = Organisation(
            profile,
            clock=clock,
            choices=choices,
            behaviour=Behaviour(**switches),
            ordering=ordering,
        )
        founded.members[DEMO_USER.user_id] = DEMO_USER.seated(Member())
        return founded

    return organisation


@pytest.fixture
def organisation(found: Callable[..., Organisation]) -> Organisation:
    return found()


@pytest.fixture
def talk() -> Callable[[Organisation], Callable[..., httpx.Response]]:
    """Return a caller of an organisation; paths are what follows /api.xro/2.0/."""

    def to(organisation: Organisation) -> Callable[..., httpx.Response]:
        transport = httpx.ASGITransport(_known(organisation))

        def ask(method: str, path: str, **content: Any) -> httpx.Response:
            async def once() -> httpx.Response:
                base = "http://xero.test/api.xro/2.0/"
                async with httpx.AsyncClient(
                    transport=transport, base_url=base, event_hooks=answers_judged()
                ) as client:
                    return await client.request(method, path, **content)

            return asyncio.run(once())

        return ask

    return to


@pytest.fixture
def ask(
    organisation: Organisation, talk: Callable[[Organisation], Callable[..., httpx.Response]]
) -> Callable[..., httpx.Response]:
    return talk(organisation)


@pytest.fixture
def sale() -> Callable[..., dict[str, Any]]:
    """Sales invoice 1041 over 120.00 as a body, with whatever the test says differently."""

    def body(**said: Any) -> dict[str, Any]:
        line = {
            "Description": "Consultation",
            "Quantity": 1,
            "UnitAmount": 120.0,
            "AccountCode": "200",
            "TaxType": "EXEMPTOUTPUT",
        }
        return {
            "Type": "ACCREC",
            "Status": "AUTHORISED",
            "InvoiceNumber": "1041",
            "Contact": {"Name": "Ada Byron"},
            "Date": "2026-03-02",
            "DueDate": "2026-03-16",
            "LineItems": [line],
            **said,
        }

    return body


@pytest.fixture
def payment() -> Callable[..., dict[str, Any]]:
    """A payment of 120.00 for invoice 1041 as a body, with whatever the test says differently."""

    def body(**said: Any) -> dict[str, Any]:
        return {
            "Invoice": {"InvoiceNumber": "1041"},
            "Account": {"Code": "611"},
            "Date": "2026-03-03",
            "Amount": 120.0,
            **said,
        }

    return body


@pytest.fixture
def hold(ask: Callable[..., httpx.Response]) -> Callable[..., str]:
    """Give Ada credit of one kind; the path of the credit."""

    def held(kind: str, **said: Any) -> str:
        resource = CREDIT_NOTE if kind == CREDIT_NOTE else "BankTransactions"
        answer = ask("PUT", resource, json=CREDIT_BODIES[kind](**said))
        assert answer.status_code == 200, answer.text
        return f"{kind}/{answer.json()[resource][0][f'{kind[:-1]}ID']}"

    return held


def _known(organisation: Organisation) -> ASGIApp:
    router = Router(routes=accounting_routes())

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(1, organisation.now(), scope["method"], scope["path"], "")
        exchange.client_id, exchange.app_name = "an-app", "An App"
        exchange.tenant_id, exchange.organisation = organisation.tenant_id, organisation
        scope[SCOPE_KEY] = exchange
        await router(scope, receive, send)

    return app
