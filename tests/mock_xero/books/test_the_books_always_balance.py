"""Method: hypothesis makes up any sequence of deeds, by apps and by hand, sensible or not. After each the
books are added up by two paths, the journal's and the documents'; a refusal must have changed nothing.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from mock_xero.books import (
    Books,
    Contact,
    Invoice,
    InvoiceStatus,
    InvoiceType,
    LineAmountTypes,
    PaymentStatus,
    Stamp,
)
from mock_xero.books.contact_deeds import create_contact, update_or_create_contact
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft, PaymentChange, PaymentDraft
from mock_xero.books.invoice_deeds import create_invoice, update_or_create_invoice
from mock_xero.books.payment_deeds import change_payment, create_payment
from mock_xero.books.statuses import ENDED
from tests.mock_xero.books.deeds_with_credit import DeedsWithCredit
from tests.mock_xero.books.general_ledger import balances_by_code
from tests.mock_xero.books.second_path import added_up

NUMBERS: Final = st.sampled_from(["1", "2", "3", "4", "5"])
NAMES: Final = st.sampled_from(["Ada", "ada", "Bob"])
DAYS: Final = st.dates(date(2026, 3, 1), date(2026, 3, 9))
CENTS: Final = st.integers(0, 20_000).map(lambda cents: Decimal(cents) / 100)
ANY_LINE_KIND: Final = st.sampled_from(LineAmountTypes)
QUANTITIES: Final = st.sampled_from([Decimal(1), Decimal("1.5"), Decimal(3)])
DISCOUNTS: Final = st.none() | st.sampled_from([Decimal(10), Decimal("33.33")])
InvoiceDeed = Callable[[Books, InvoiceDraft, Stamp], Invoice]
ContactDeed = Callable[[Books, ContactDraft, Stamp], Contact]

CONTACTS: Final = st.builds(
    ContactDraft,
    name=st.none() | NAMES,
    contact_number=st.none() | st.sampled_from(["P1", "P2"]),
    email=st.none() | st.sampled_from(["ada@example.com", "nobody"]),
)
LINES: Final = st.builds(
    LineDraft,
    description=st.sampled_from(["Consultation", ""]),
    quantity=QUANTITIES,
    unit_amount=CENTS,
    account_code=st.sampled_from(["200", "469", "299", "090", None]),
    tax_type=st.sampled_from(["OUTPUT", "EXEMPTOUTPUT", "INPUT", None]),
)
INVOICES: Final = st.builds(
    InvoiceDraft,
    number=st.none() | NUMBERS,
    type=st.none() | st.sampled_from(InvoiceType),
    status=st.none() | st.sampled_from(InvoiceStatus),
    contact=CONTACTS,
    date=st.none() | DAYS,
    due_date=st.none() | DAYS,
    line_amount_types=st.none() | ANY_LINE_KIND,
    lines=st.none() | st.lists(LINES, max_size=3).map(tuple),
    reference=st.none() | st.sampled_from(["visit 1", ""]),
)

SOUND_LINES: Final = st.builds(
    LineDraft,
    description=st.just("Consultation"),
    quantity=QUANTITIES,
    unit_amount=CENTS,
    account_code=st.sampled_from(["200", "210"]),
    tax_type=st.sampled_from(["OUTPUT", "EXEMPTOUTPUT", None]),
    discount_rate=DISCOUNTS,
)
SOUND_INVOICES: Final = st.builds(
    InvoiceDraft,
    number=st.none() | NUMBERS,
    type=st.sampled_from(InvoiceType),
    status=st.sampled_from([InvoiceStatus.AUTHORISED, InvoiceStatus.DRAFT]),
    contact=st.builds(ContactDraft, name=NAMES),
    date=DAYS,
    due_date=st.just(date(2026, 3, 31)),
    line_amount_types=ANY_LINE_KIND,
    lines=st.lists(SOUND_LINES, min_size=1, max_size=3).map(tuple),
)


class AnyDeeds(DeedsWithCredit):
    @rule(draft=SOUND_INVOICES)
    def put_sound_invoice(self, draft: InvoiceDraft) -> None:
        self.attempt(lambda: create_invoice(self.books, draft, self.stamp()))

    @rule(draft=SOUND_INVOICES)
    def post_sound_invoice(self, draft: InvoiceDraft) -> None:
        self.attempt(lambda: update_or_create_invoice(self.books, draft, self.stamp()))

    @rule(data=st.data(), number=NUMBERS)
    def renumber(self, data: st.DataObject, number: str) -> None:
        if invoices := self.books.invoices.all():
            invoice = data.draw(st.sampled_from(invoices))
            draft = InvoiceDraft(invoice_id=invoice.invoice_id, number=number)
            self.attempt(lambda: update_or_create_invoice(self.books, draft, self.stamp()))

    @rule(draft=INVOICES, deed=st.sampled_from([create_invoice, update_or_create_invoice]))
    def write_any_invoice(self, draft: InvoiceDraft, deed: InvoiceDeed) -> None:
        self.attempt(lambda: deed(self.books, draft, self.stamp()))

    @rule(draft=CONTACTS, deed=st.sampled_from([create_contact, update_or_create_contact]))
    def write_any_contact(self, draft: ContactDraft, deed: ContactDeed) -> None:
        self.attempt(lambda: deed(self.books, draft, self.stamp()))

    @rule(number=NUMBERS, amount=CENTS, account=st.sampled_from(["611", "090", "200"]), day=DAYS)
    def put_payment(self, number: str, amount: Decimal, account: str, day: date) -> None:
        draft = PaymentDraft(invoice_number=number, amount=amount, account_code=account, date=day)
        self.attempt(lambda: create_payment(self.books, draft, self.stamp()))

    @rule(data=st.data(), share=st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("1.01")]))
    def pay_some_of_what_is_due(self, data: st.DataObject, share: Decimal) -> None:
        if due := [each for each in self.books.invoices.all() if each.is_posted and each.amount_due]:
            invoice = data.draw(st.sampled_from(due))
            amount = invoice.amount_due * share
            draft = PaymentDraft(invoice_id=invoice.invoice_id, amount=amount, account_code="611")
            self.attempt(lambda: create_payment(self.books, draft, self.stamp()))

    @rule(data=st.data())
    def delete_payment(self, data: st.DataObject) -> None:
        if payments := self.books.payments.all():
            payment = data.draw(st.sampled_from(payments))
            change = PaymentChange(status=PaymentStatus.DELETED)
            self.attempt(lambda: change_payment(self.books, payment, change, self.stamp()))

    @rule(data=st.data())
    def void_by_hand(self, data: st.DataObject) -> None:
        if numbers := [each.number for each in self.books.invoices.all() if each.is_posted]:
            number = data.draw(st.sampled_from(numbers))
            self.attempt(lambda: self.bookkeeper.voids_invoice(number))

    @precondition(lambda self: len(self.books.journal.entries()) % 5 == 4)
    @rule(name=NAMES)
    def archive_by_hand(self, name: str) -> None:
        self.attempt(lambda: self.bookkeeper.archives_contact(name))

    @precondition(lambda self: len(self.books.journal.entries()) % 7 == 6)
    @rule(until=st.dates(date(2026, 2, 27), date(2026, 3, 4)))
    def lock_by_hand(self, until: date) -> None:
        self.bookkeeper.locks_period(until)

    @invariant()
    def debits_equal_credits(self) -> None:
        assert sum(self.books.journal.balances().values()) == 0
        assert all(sum(each.amount for each in entry.postings) == 0 for entry in self.books.journal.entries())

    @invariant()
    def the_journal_says_what_the_documents_say(self) -> None:
        balances = balances_by_code(self.books)
        expected = {code: amount for code, amount in added_up(self.books).items() if amount}

        assert {code: amount for code, amount in balances.items() if amount} == expected

    @invariant()
    def due_and_paid_and_credited_make_the_total(self) -> None:
        for each in self.books.invoices.all():
            assert each.amount_paid == sum(payment.amount for payment in each.payments)
            if each.status not in ENDED:
                assert each.amount_due + each.amount_paid + each.amount_credited == each.total
                assert each.subtotal + each.total_tax == each.total
                assert each.amount_due >= 0
            if each.is_posted:
                assert (each.status is InvoiceStatus.PAID) is (each.amount_due == 0)

    @invariant()
    def sales_numbers_and_active_names_are_unique(self) -> None:
        numbers = [each.number for each in self.books.invoices.all() if each.type is InvoiceType.ACCREC]
        names = [each.name.casefold() for each in self.books.contacts.all() if not each.is_archived]

        assert len(set(numbers)) == len(numbers)
        assert len(set(names)) == len(names)

    @invariant()
    def every_document_is_found_by_its_keys(self) -> None:
        books = self.books
        for each in books.invoices.all():
            assert each in books.invoices.of_contact(each.contact.contact_id)
            assert each.contact is books.contacts.by_id(each.contact.contact_id)
        for number in {each.number for each in books.invoices.all()} | {"1", "2", "3", "4", "5"}:
            bearing = [each for each in books.invoices.all() if each.number == number]
            assert sorted(map(id, books.invoices.numbered(number))) == sorted(map(id, bearing))
        for name in ("ada", "bob"):
            named = [each for each in books.contacts.all() if each.name.casefold() == name]
            assert sorted(map(id, books.contacts.named(name))) == sorted(map(id, named))


TestAnyDeeds = AnyDeeds.TestCase
TestAnyDeeds.settings = settings(max_examples=150, stateful_step_count=50, deadline=None, derandomize=True)
