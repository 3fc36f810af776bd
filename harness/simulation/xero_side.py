"""Xero's side of the world: the mock with one organisation, and the deeds that people do in it."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from starlette.types import ASGIApp

from harness.lower_bound import DayAtStart
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.schema import ChangeSettings, Scenario, XeroRecordsPayment
from harness.simulation.behaviour import behaviour_of
from harness.simulation.choices import Choices
from harness.simulation.virtual_clock import VirtualClock
from mock_xero.app import MockXero
from mock_xero.books import Bookkeeper, NotFound, Refused
from mock_xero.books.accounts import AccountClass, AccountStatus, AccountType
from mock_xero.books.catalogue.account_deeds import AccountDraft
from mock_xero.books.problems import DOCUMENT_NOT_FOUND
from mock_xero.books.settings import Deeds
from mock_xero.gates.faults import Fault, FaultKind
from mock_xero.gates.limits import Limits
from mock_xero.identity.applications import DEMO_APPLICATION
from mock_xero.identity.users import DEMO_USER
from mock_xero.ordering import Ordering
from mock_xero.organisation import Organisation, OrganisationProfile, demo_organisations

BookkeeperRefusedError = Refused


class XeroSide:
    """A mock Xero with one organisation, and what people do in it."""

    url: Final = "http://xero.test"
    client_id: Final = DEMO_APPLICATION.client_id
    client_secret: Final = DEMO_APPLICATION.client_secret or ""

    def __init__(self, scenario: Scenario, clock: VirtualClock, choices: Choices) -> None:
        self._mock = MockXero(
            clock,
            choices,
            behaviour=behaviour_of(scenario.xero.behaviour),
            limits=Limits(**{word.replace(" ", "_"): n for word, n in scenario.xero.limits.items()}),
            ordering=Ordering(scenario.xero.ordering.replace(" ", "-")),
            organisations=[_organisation(scenario)],
            auto_consent=True,
        )
        self._clock = clock
        self._outages: list[str] = []
        self._breaking: list[str] = []
        self.organisation: Organisation = next(iter(self._mock.organisations.values()))
        self.bookkeeper: Bookkeeper = self.organisation.bookkeeper
        self.bookkeeper.changes_plan(scenario.xero.approval_limit)
        self.app: ASGIApp = self._mock.app

    def open_accounts(self, scenario: Scenario) -> None:
        """Open what is missing of the chart. Raises ImpossibleStoryError where an account is no such one."""
        accounts = self.organisation.books.accounts
        for code in sales_accounts_of(scenario):
            found = accounts.find(None, code) or accounts.open(
                code, f"Sales {code}", AccountType.REVENUE, "OUTPUT"
            )
            if not found.is_active or found.type.account_class is not AccountClass.REVENUE:
                raise ImpossibleStoryError(f"account {code} takes no sales in Xero; write another, like 200")
        for code in payment_accounts_of(scenario):
            if not accounts.ensure_payment_account(code, f"Clearing {code}").takes_payments:
                raise ImpossibleStoryError(
                    f"account {code} takes no payments in Xero; write another, like 611"
                )

    @property
    def connected(self) -> bool:
        """Whether the app is tied to the organisation, as Xero's list of connected apps shows it."""
        owner = (self.client_id, DEMO_USER.user_id)
        return self._mock.identity.connections.is_live(owner, self.organisation.tenant_id)

    def day(self) -> DayAtStart | None:
        """How Xero's day stands for the app in this organisation; None without a daily limit."""
        now, limit = self._clock.now(), self._mock.limits.limits.day
        if limit is None:
            return None
        window = self._mock.limits.of(self.client_id, self.organisation.tenant_id, now).day
        return DayAtStart(window.left(now), window.wait(now, limit + 1).total_seconds())

    def disconnect(self) -> None:
        self._mock.disconnect(self.organisation.tenant_id)

    def lapse_consent(self) -> None:
        self._mock.lapse_consent()

    def expire_access(self) -> None:
        self._mock.expire_access()

    def begin_outage(self) -> None:
        self._outages.append(self._mock.faults.begin(Fault(kind=FaultKind.OUTAGE)))

    def end_outage(self) -> None:
        """End one outage; another that overlaps it goes on."""
        if self._outages:
            self._mock.faults.end(self._outages.pop())

    def end_outages(self) -> None:
        while self._outages:
            self.end_outage()

    def archive_account(self, code: str, *, archived: bool) -> None:
        status = AccountStatus.ARCHIVED if archived else AccountStatus.ACTIVE
        self.bookkeeper.changes_account(code, AccountDraft(status=status))

    def enable_payments(self, code: str, *, enabled: bool) -> None:
        self.bookkeeper.changes_account(code, AccountDraft(enable_payments=enabled))

    def refuse(self, deeds: str, words: str) -> None:
        self.bookkeeper.lets_xero_refuse(Deeds(deeds), words)

    def break_at(self, invoice: str) -> None:
        """Let Xero answer 500 to every write that carries this invoice number."""
        fault = Fault(kind=FaultKind.SERVER_ERROR, containing=f'"{invoice}"')
        self._breaking.append(self._mock.faults.begin(fault))

    def relent(self) -> None:
        """Refuse nothing any more and break off at nothing."""
        self.bookkeeper.lets_xero_relent()
        while self._breaking:
            self._mock.faults.end(self._breaking.pop())

    def delete_app_payment(self, invoice: str, amount: Decimal) -> None:
        """Let the bookkeeper delete the payment of this amount that the app made on an invoice."""
        found = self.organisation.books.invoices.by_number(invoice)
        for payment in found.payments if found else ():
            if payment.amount == amount and payment.created_by is not None:
                self.bookkeeper.deletes_payment(payment.payment_id)
                return
        raise NotFound((DOCUMENT_NOT_FOUND,))


def _organisation(scenario: Scenario) -> OrganisationProfile:
    """The demo organisation, in the clinic's currency."""
    [profile] = demo_organisations(1)
    currency = scenario.clinic.currency or profile.base_currency
    return replace(profile, base_currency=currency)


def sales_accounts_of(scenario: Scenario) -> list[str]:
    """Every account code that items may go to in this scenario, each once, in the order of the file."""
    clinic = scenario.clinic
    codes = [clinic.defaults.sales_account, *clinic.items.values()]
    for step in scenario.timeline:
        if isinstance(step, ChangeSettings):
            codes += [step.chosen_defaults.get("sales_account", ""), *step.items.values()]
    return [code for code in dict.fromkeys(codes) if code]


def payment_accounts_of(scenario: Scenario) -> list[str]:
    """Every account code that payments may go to in this scenario, each once, in the order of the file."""
    clinic = scenario.clinic
    codes = [clinic.defaults.payment_account, *clinic.payment_types.values()]
    for step in scenario.timeline:
        match step:
            case ChangeSettings():
                codes += [*step.payment_types.values(), step.chosen_defaults.get("payment_account", "")]
            case XeroRecordsPayment():
                codes.append(step.account)
            case _:
                pass
    return [code for code in dict.fromkeys(codes) if code]
