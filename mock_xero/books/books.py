"""The books of one organisation: everything that a snapshot holds. The deeds lie in the `*_deeds` modules."""

import copy
from collections.abc import Callable
from typing import Any

from mock_xero.behaviour import Behaviour
from mock_xero.books.banking.bank_transactions import BankTransactions
from mock_xero.books.batch_payments.batches import BatchPayments
from mock_xero.books.catalogue.branding import Branding
from mock_xero.books.catalogue.contact_groups import ContactGroups
from mock_xero.books.catalogue.currencies import Currencies
from mock_xero.books.catalogue.items import Items
from mock_xero.books.catalogue.tax_regions import tax_region
from mock_xero.books.catalogue.tracking import TrackingCategories
from mock_xero.books.changes import HEARD, Change, Changes
from mock_xero.books.chart import demo_chart
from mock_xero.books.contacts import Contacts
from mock_xero.books.credits.credit import Credits
from mock_xero.books.general_ledger.manual_journals import ManualJournals
from mock_xero.books.invoices import Invoices
from mock_xero.books.journal import Journal
from mock_xero.books.linked.linked_transactions import LinkedTransactions
from mock_xero.books.payments import Payments
from mock_xero.books.profile import OrganisationProfile
from mock_xero.books.proposals.quotes import Quotes
from mock_xero.books.recency import Recency
from mock_xero.books.records.attachments import Attachments
from mock_xero.books.records.history import History
from mock_xero.books.repeating.templates import Templates
from mock_xero.books.settings import Settings
from mock_xero.books.tax_rates import TaxRates
from mock_xero.books.transfers.transfers import Transfers
from mock_xero.seams import Choices

Snapshot = dict[str, Any]


class Books:
    """The ledgers of one organisation. `choices` gives ids only; `behaviour` settles what is uncertain."""

    def __init__(self, profile: OrganisationProfile, choices: Choices, behaviour: Behaviour) -> None:
        self.profile = profile
        self.behaviour = behaviour
        self._choices = choices
        self.changes = Changes()
        region = tax_region(profile.country_code)
        self.accounts = demo_chart(profile.tenant_id, profile.created_at, region)
        self.tax_rates = TaxRates(region)
        self.items = Items()
        self.tracking = TrackingCategories()
        self.currencies = Currencies(profile.base_currency)
        self.branding = Branding(profile.tenant_id, profile.created_at)
        self.contact_groups = ContactGroups()
        self.contacts = Contacts()
        self.invoices = Invoices()
        self.payments = Payments()
        self.credit_notes = Credits()
        self.overpayments = Credits()
        self.prepayments = Credits()
        self.bank_transactions = BankTransactions()
        self.batch_payments = BatchPayments()
        self.transfers = Transfers()
        self.manual_journals = ManualJournals()
        self.journal = Journal()
        self.settings = Settings()
        self.history = History()
        self.attachments = Attachments()
        self.quotes = Quotes()
        self.templates = Templates()
        self.linked_transactions = LinkedTransactions()

    def new_id(self, label: str) -> str:
        return self._choices.guid(label=label)

    def snapshot(self) -> Snapshot:
        """Return a copy that later deeds don't touch."""
        return copy.deepcopy({name: getattr(self, name) for name in _KEPT})

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to the snapshot, which can be restored again."""
        for name, ledger in copy.deepcopy(snapshot).items():
            setattr(self, name, ledger)
        if self.changes.listener is not None:
            self._let_stores_tell()
            self.changes.undone()

    def tell(self, listener: Callable[[Change], None], undone: Callable[[], None]) -> None:
        """Tell of each change from now on, and when the books have gone back to a snapshot."""
        self.changes.listener, self.changes.undone = listener, undone
        self._let_stores_tell()

    def _let_stores_tell(self) -> None:
        for name, category in HEARD.items():
            for part in vars(getattr(self, name)).values():
                if isinstance(part, Recency):
                    part.tell(self.changes, category)


_KEPT = (
    *("accounts", "tax_rates", "contacts", "invoices", "payments", "journal", "settings"),
    *("items", "tracking", "currencies", "branding", "contact_groups"),
    *("credit_notes", "overpayments", "prepayments", "bank_transactions"),
    *("batch_payments", "transfers", "manual_journals"),
    *("history", "attachments", "quotes", "templates", "linked_transactions"),
)
