"""What an app can make of account credit: credit notes, money in advance, allocations, refunds, and back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from mock_xero.books import Books, InvoiceStatus, InvoiceType, LineAmountTypes, Stamp
from mock_xero.books.banking.bank_transaction_deeds import (
    create_bank_transaction,
    update_or_create_bank_transaction,
)
from mock_xero.books.banking.bank_transaction_draft import BankTransactionDraft
from mock_xero.books.banking.bank_transactions import BankTransactionStatus, BankTransactionType
from mock_xero.books.credits.allocation_deeds import allocate, remove_allocation
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.credit_note_deeds import create_credit_note, update_or_create_credit_note
from mock_xero.books.credits.drafts import AllocationDraft, CreditNoteDraft
from mock_xero.books.credits.types import CreditKind, CreditType
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft, PaymentDraft
from mock_xero.books.invoice_deeds import create_invoice
from mock_xero.books.payment_deeds import create_payment
from mock_xero.books.statuses import ENDED
from tests.mock_xero.books.deeds import Deeds
from tests.mock_xero.books.second_path import all_credit

DAYS: Final = st.dates(date(2026, 3, 1), date(2026, 3, 9))
CENTS: Final = st.integers(1, 20_000).map(lambda cents: Decimal(cents) / 100)
SHARES: Final = st.sampled_from([Decimal(1), Decimal("0.3333"), Decimal("0.5"), Decimal("1.01")])
NAMES: Final = st.sampled_from(["Ada", "ada", "Bob"])
NUMBERS: Final = st.none() | st.sampled_from(["C1", "C2", "C3"])
KINDS: Final = st.none() | st.sampled_from(LineAmountTypes)
LINES: Final = st.builds(
    LineDraft,
    description=st.just("Consultation"),
    quantity=st.sampled_from([Decimal(1), Decimal("1.5")]),
    unit_amount=CENTS,
    account_code=st.sampled_from(["200", "130", "299"]),
    tax_type=st.sampled_from(["OUTPUT", "EXEMPTOUTPUT", None]),
)
CREDIT_NOTES: Final = st.builds(
    CreditNoteDraft,
    number=NUMBERS,
    type=st.sampled_from([CreditType.ACCRECCREDIT, CreditType.ACCPAYCREDIT]),
    status=st.sampled_from([InvoiceStatus.AUTHORISED, *InvoiceStatus]),
    contact=st.builds(ContactDraft, name=NAMES),
    date=DAYS,
    line_amount_types=KINDS,
    lines=st.lists(LINES, min_size=1, max_size=3).map(tuple),
)
MONEY: Final = st.builds(
    BankTransactionDraft,
    type=st.sampled_from(BankTransactionType),
    contact=st.builds(ContactDraft, name=NAMES),
    account_code=st.sampled_from(["090", "091", "611"]),
    date=DAYS,
    line_amount_types=KINDS,
    lines=st.lists(LINES, min_size=1, max_size=3).map(tuple),
)
IN_ADVANCE: Final = st.sampled_from(
    [BankTransactionType.RECEIVE_OVERPAYMENT, BankTransactionType.SPEND_OVERPAYMENT]
)
OVERPAID: Final = st.builds(
    BankTransactionDraft,
    type=IN_ADVANCE,
    contact=st.builds(ContactDraft, name=NAMES),
    account_code=st.just("090"),
    date=DAYS,
    lines=st.builds(LineDraft, description=st.just("Too much"), line_amount=CENTS).map(lambda one: (one,)),
)
CreditNoteDeed = Callable[[Books, CreditNoteDraft, Stamp], Credit]


class DeedsWithCredit(Deeds):
    @rule(draft=CREDIT_NOTES, deed=st.sampled_from([create_credit_note, update_or_create_credit_note]))
    def write_credit_note(self, draft: CreditNoteDraft, deed: CreditNoteDeed) -> None:
        self.attempt(lambda: deed(self.books, draft, self.stamp()))

    @rule(draft=MONEY | OVERPAID)
    def move_money(self, draft: BankTransactionDraft) -> None:
        self.attempt(lambda: create_bank_transaction(self.books, draft, self.stamp()))

    @rule(data=st.data(), draft=MONEY)
    def change_bank_transaction(self, data: st.DataObject, draft: BankTransactionDraft) -> None:
        if transactions := self.books.bank_transactions.all():
            chosen = data.draw(st.sampled_from(transactions))
            deleted = data.draw(st.booleans())
            asked = BankTransactionDraft(
                transaction_id=chosen.transaction_id,
                status=BankTransactionStatus.DELETED if deleted else None,
                lines=draft.lines,
                date=draft.date,
                is_reconciled=True if data.draw(st.integers(0, 9)) == 0 else None,
            )
            self.attempt(lambda: update_or_create_bank_transaction(self.books, asked, self.stamp()))

    @rule(data=st.data(), share=SHARES, day=DAYS)
    def allocate_some_to_any_invoice(self, data: st.DataObject, share: Decimal, day: date) -> None:
        invoices = self.books.invoices.all()
        if (credits_held := all_credit(self.books)) and invoices:
            credit, invoice = data.draw(st.sampled_from(credits_held)), data.draw(st.sampled_from(invoices))
            draft = AllocationDraft(invoice_id=invoice.invoice_id, amount=credit.remaining * share, date=day)
            self.attempt(lambda: allocate(self.books, credit, draft, self.stamp()))

    @rule(data=st.data(), line=LINES, shares=st.lists(SHARES, min_size=1, max_size=3), day=DAYS)
    def allocate_bit_by_bit(
        self, data: st.DataObject, line: LineDraft, shares: list[Decimal], day: date
    ) -> None:
        """To a new invoice of the same contact and the same side."""
        if open_credit := [each for each in all_credit(self.books) if each.is_posted and each.remaining]:
            credit = data.draw(st.sampled_from(open_credit))
            draft = InvoiceDraft(
                type=InvoiceType.ACCREC if credit.is_sale else InvoiceType.ACCPAY,
                status=InvoiceStatus.AUTHORISED,
                contact=ContactDraft(contact_id=credit.contact.contact_id),
                due_date=day,
                lines=(replace(line, account_code="210"),),
            )
            self.attempt(lambda: create_invoice(self.books, draft, self.stamp()))
            invoice = self.books.invoices.all()[-1]
            for share in shares:
                amount = min(credit.remaining, invoice.amount_due) * share
                asked = AllocationDraft(invoice_id=invoice.invoice_id, amount=amount, date=day)
                self.attempt(partial(allocate, self.books, credit, asked, self.stamp()))

    @rule(data=st.data())
    def take_an_allocation_away(self, data: st.DataObject) -> None:
        held = [each for credit in all_credit(self.books) for each in credit.allocations]
        if held:
            allocation = data.draw(st.sampled_from(held))
            self.attempt(lambda: remove_allocation(self.books, allocation, self.stamp()))

    @rule(data=st.data(), share=SHARES, account=st.sampled_from(["611", "090"]))
    def refund_some(self, data: st.DataObject, share: Decimal, account: str) -> None:
        if credits_held := all_credit(self.books):
            credit = data.draw(st.sampled_from(credits_held))
            named = {credit.kind: credit.credit_id}
            draft = PaymentDraft(
                credit_note_id=named.get(CreditKind.CREDIT_NOTE),
                overpayment_id=named.get(CreditKind.OVERPAYMENT),
                prepayment_id=named.get(CreditKind.PREPAYMENT),
                amount=credit.remaining * share,
                account_code=account,
            )
            self.attempt(lambda: create_payment(self.books, draft, self.stamp()))

    @rule(data=st.data())
    def void_credit_note(self, data: st.DataObject) -> None:
        if credit_notes := self.books.credit_notes.all():
            credit = data.draw(st.sampled_from(credit_notes))
            draft = CreditNoteDraft(credit_note_id=credit.credit_id, status=InvoiceStatus.VOIDED)
            self.attempt(lambda: update_or_create_credit_note(self.books, draft, self.stamp()))

    @invariant()
    def credit_is_used_or_remains(self) -> None:
        for each in all_credit(self.books):
            used = sum(release.amount for release in each.releases())
            if each.status not in ENDED:
                assert each.remaining + used == each.total
                assert each.remaining >= 0
            if each.is_posted:
                assert (each.status is InvoiceStatus.PAID) is (each.remaining == 0)
            if each.kind is CreditKind.PREPAYMENT:
                for release in each.releases():
                    assert sum(share.net + share.tax for share in release.shares) == release.amount

    @invariant()
    def both_ends_know_of_an_allocation(self) -> None:
        from_credit = [each for credit in all_credit(self.books) for each in credit.allocations]
        on_invoices = [each for invoice in self.books.invoices.all() for each in invoice.allocations]

        assert sorted(map(id, from_credit)) == sorted(map(id, on_invoices))
        for invoice in self.books.invoices.all():
            assert invoice.amount_credited == sum(each.amount for each in invoice.allocations)

    @invariant()
    def no_id_and_no_number_is_given_twice(self) -> None:
        books = self.books
        sales = [each.number for each in books.invoices.all() if each.is_sale]
        received = [each.number for each in books.prepayments.all() if each.is_sale]
        credit_notes = [each.number for each in books.credit_notes.all() if each.is_sale]
        ids = [each.invoice_id for each in books.invoices.all()]
        ids += [each.credit_id for each in all_credit(books)]
        ids += [each.payment_id for each in books.payments.all()]
        ids += [each.transaction_id for each in books.bank_transactions.all()]

        assert len({*sales, *received}) == len(sales) + len(received)
        assert len(set(credit_notes)) == len(credit_notes)
        assert len(set(ids)) == len(ids)
