"""Method: hypothesis makes up documents, payments, manual journals, transfers and batches, sensible or not.
After each the reports are compared with the journal, added up here posting by posting; a refusal must have
changed nothing.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mock_xero.behaviour import Behaviour
from mock_xero.books import (
    Bookkeeper,
    Books,
    InvoiceStatus,
    InvoiceType,
    LineAmountTypes,
    PaymentStatus,
    Refused,
    Stamp,
)
from mock_xero.books.accounts import Account, AccountClass, AccountType, SystemAccount
from mock_xero.books.batch_payments.batches import BatchPayment, Remittance
from mock_xero.books.batch_payments.deeds import (
    BatchChange,
    BatchDraft,
    create_batch_payment,
    delete_batch_payment,
)
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft, PaymentChange, PaymentDraft
from mock_xero.books.general_ledger import basis
from mock_xero.books.general_ledger.manual_journal_deeds import update_or_create_manual_journal
from mock_xero.books.general_ledger.manual_journal_drawing import ManualJournalDraft
from mock_xero.books.general_ledger.manual_journals import ManualJournal, ManualJournalStatus
from mock_xero.books.invoice_deeds import create_invoice
from mock_xero.books.payment_deeds import change_payment, create_payment
from mock_xero.books.reports.aged import Ageing, aged
from mock_xero.books.reports.balance_sheet import balance_sheet
from mock_xero.books.reports.bank_summary import bank_summary
from mock_xero.books.reports.layout import Figure, Report
from mock_xero.books.reports.ledger import Ledger
from mock_xero.books.reports.periods import Period
from mock_xero.books.reports.profit_and_loss import columns_of, profit_and_loss
from mock_xero.books.reports.trial_balance import trial_balance
from mock_xero.books.transfers.deeds import TransferChange, TransferDraft, create_transfer, delete_transfer
from mock_xero.books.transfers.transfers import Transfer, TransferStatus
from mock_xero.organisation import demo_organisations
from mock_xero.wall import SeededChoices
from tests.mock_xero.books.deeds_with_credit import DeedsWithCredit

TODAY: Final = date(2026, 3, 5)
THIS_YEAR: Final = Period(date(2025, 7, 1), date(2026, 3, 31))
DAYS: Final = st.sampled_from([date(2025, 6, 30), date(2025, 7, 1), date(2026, 3, 2), date(2026, 3, 31)])
CENTS: Final = st.integers(1, 20_000).map(lambda cents: Decimal(cents) / 100)
NUMBERS: Final = st.sampled_from(["1", "2", "3", "4"])
BANKS: Final = st.sampled_from(["090", "091", "611", "200"])
LINES: Final = st.builds(
    LineDraft,
    description=st.just("Consultation"),
    quantity=st.just(Decimal(1)),
    unit_amount=CENTS,
    account_code=st.sampled_from(["200", "270", "310", "469", "900"]),
    tax_type=st.none(),
)
INVOICES: Final = st.builds(
    InvoiceDraft,
    number=NUMBERS,
    type=st.sampled_from(InvoiceType),
    status=st.just(InvoiceStatus.AUTHORISED),
    contact=st.builds(ContactDraft, name=st.sampled_from(["Ada", "Bob"])),
    date=DAYS,
    due_date=DAYS,
    lines=st.lists(LINES, min_size=1, max_size=3).map(tuple),
)
JOURNAL_ACCOUNTS: Final = st.sampled_from(["200", "469", "850", "970", "960", "090", "120", None])
KINDS: Final = st.sampled_from(LineAmountTypes)
JOURNAL_STATUSES: Final = st.none() | st.sampled_from(ManualJournalStatus)


class AnyBookkeeping(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.books = Books(demo_organisations(1)[0], SeededChoices(7), Behaviour())
        self.instant = datetime(2026, 3, 5, tzinfo=UTC)
        self.refused_after: list[Any] | None = None
        self.bookkeeper = Bookkeeper(self.books, self.stamp)

    def stamp(self) -> Stamp:
        return Stamp(self.instant, TODAY, "an-app")

    def attempt(self, deed: Callable[[], object]) -> None:
        """Do the deed; if it is refused, remember how everything was before it."""
        self.instant += timedelta(seconds=1)
        before = said_by(self.books)
        try:
            deed()
        except Refused:
            self.refused_after = before

    @rule(draft=INVOICES)
    def issue(self, draft: InvoiceDraft) -> None:
        self.attempt(lambda: create_invoice(self.books, draft, self.stamp()))

    @rule(number=NUMBERS, amount=CENTS, account=BANKS, day=DAYS)
    def pay(self, number: str, amount: Decimal, account: str, day: date) -> None:
        draft = PaymentDraft(invoice_number=number, amount=amount, account_code=account, date=day)
        self.attempt(lambda: create_payment(self.books, draft, self.stamp()))

    @precondition(lambda self: self.books.payments.all())
    @rule(data=st.data())
    def delete_payment(self, data: st.DataObject) -> None:
        loose = [each for each in self.books.payments.all() if each.batch_payment_id is None]
        if loose:
            payment = data.draw(st.sampled_from(loose))
            change = PaymentChange(status=PaymentStatus.DELETED)
            self.attempt(lambda: change_payment(self.books, payment, change, self.stamp()))

    @rule(number=NUMBERS)
    def void(self, number: str) -> None:
        self.attempt(lambda: self.bookkeeper.voids_invoice(number))

    @rule(data=st.data(), amount=CENTS, kind=KINDS, day=DAYS, status=JOURNAL_STATUSES, cash=st.booleans())
    def enter_balanced_journal(  # one parameter for each thing that is drawn
        self,
        data: st.DataObject,
        amount: Decimal,
        kind: LineAmountTypes,
        day: date,
        status: ManualJournalStatus | None,
        *,
        cash: bool,
    ) -> None:
        codes = data.draw(st.lists(JOURNAL_ACCOUNTS, min_size=2, max_size=2))
        lines = tuple(
            LineDraft(line_amount=sign * amount, account_code=code, tax_type="BASEXCLUDED")
            for sign, code in zip((1, -1), codes, strict=True)
        )
        draft = ManualJournalDraft(
            narration="Accrual",
            status=status,
            date=day,
            line_amount_types=kind,
            lines=lines,
            show_on_cash_basis=cash,
        )
        self.attempt(lambda: update_or_create_manual_journal(self.books, draft, self.stamp()))

    @rule(amounts=st.lists(CENTS, max_size=3), kind=KINDS)
    def enter_any_journal(self, amounts: list[Decimal], kind: LineAmountTypes) -> None:
        lines = [LineDraft(line_amount=amount, account_code="469", tax_type="INPUT") for amount in amounts]
        lines.append(LineDraft(line_amount=-sum(amounts, Decimal(0)), account_code="850"))
        draft = ManualJournalDraft(
            narration="Accrual",
            status=ManualJournalStatus.POSTED,
            line_amount_types=kind,
            lines=tuple(lines),
        )
        self.attempt(lambda: update_or_create_manual_journal(self.books, draft, self.stamp()))

    @precondition(lambda self: self.books.manual_journals.all())
    @rule(data=st.data(), status=JOURNAL_STATUSES, day=st.none() | DAYS, kind=st.none() | KINDS)
    def change_journal(
        self,
        data: st.DataObject,
        status: ManualJournalStatus | None,
        day: date | None,
        kind: LineAmountTypes | None,
    ) -> None:
        journal = data.draw(st.sampled_from(self.books.manual_journals.all()))
        draft = ManualJournalDraft(
            journal_id=journal.journal_id, status=status, date=day, line_amount_types=kind
        )
        self.attempt(lambda: update_or_create_manual_journal(self.books, draft, self.stamp()))

    @rule(banks=st.tuples(BANKS, BANKS), amount=CENTS, day=DAYS)
    def transfer(self, banks: tuple[str, str], amount: Decimal, day: date) -> None:
        draft = TransferDraft(from_account_code=banks[0], to_account_code=banks[1], amount=amount, date=day)
        self.attempt(lambda: create_transfer(self.books, draft, self.stamp()))

    @precondition(lambda self: self.books.transfers.all())
    @rule(data=st.data())
    def take_transfer_back(self, data: st.DataObject) -> None:
        transfer = data.draw(st.sampled_from(self.books.transfers.all()))
        change = TransferChange(transfer.transfer_id, TransferStatus.DELETED)
        self.attempt(lambda: delete_transfer(self.books, change, self.stamp()))

    @rule(paid=st.lists(st.tuples(NUMBERS, CENTS), max_size=3), account=BANKS, day=DAYS)
    def pay_a_batch(self, paid: list[tuple[str, Decimal]], account: str, day: date) -> None:
        payments = tuple(
            (
                PaymentDraft(invoice_number=number, amount=amount, account_code=account, date=day),
                Remittance(),
            )
            for number, amount in paid
        )
        draft = BatchDraft(payments=payments, remittance=Remittance(), account_code=account, date=day)
        self.attempt(lambda: create_batch_payment(self.books, draft, self.stamp()))

    @precondition(lambda self: any(each.amount_due for each in self.books.invoices.all()))
    @rule(data=st.data(), share=st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.51")]), day=DAYS)
    def pay_what_is_due_in_a_batch(self, data: st.DataObject, share: Decimal, day: date) -> None:
        due = [each for each in self.books.invoices.all() if each.amount_due]
        paid = data.draw(st.lists(st.sampled_from(due), min_size=1, max_size=3))
        payments = tuple(
            (
                PaymentDraft(
                    invoice_id=each.invoice_id, amount=each.amount_due * share, account_code="090", date=day
                ),
                Remittance(),
            )
            for each in paid
        )
        draft = BatchDraft(payments=payments, remittance=Remittance(), account_code="090", date=day)
        self.attempt(lambda: create_batch_payment(self.books, draft, self.stamp()))

    @precondition(lambda self: self.books.batch_payments.all())
    @rule(data=st.data())
    def take_batch_back(self, data: st.DataObject) -> None:
        batch = data.draw(st.sampled_from(self.books.batch_payments.all()))
        self.attempt(
            lambda: delete_batch_payment(self.books, BatchChange(batch.batch_id, "DELETED"), self.stamp())
        )

    @precondition(lambda self: len(self.books.journal.entries()) % 7 == 6)
    @rule(until=st.just(date(2025, 6, 30)))
    def lock(self, until: date) -> None:
        self.bookkeeper.locks_period(until)

    @invariant()
    def a_refused_deed_changed_nothing(self) -> None:
        before, self.refused_after = self.refused_after, None
        assert before is None or said_by(self.books) == before

    @invariant()
    def debits_equal_credits_in_both_readings(self) -> None:
        for payments_only in (False, True):
            for entry in basis.read(self.books, payments_only=payments_only):
                assert sum(each.amount for each in entry.postings) == 0

    @invariant()
    def the_trial_balance_is_the_ledger(self) -> None:
        for day in (date(2025, 6, 30), TODAY, date(2026, 3, 31)):
            found = figures(trial_balance(Ledger(self.books), day))
            debit, credit, year_debit, year_credit = found.pop("Total")
            assert (debit, year_debit) == (credit, year_credit)
            for account in self.books.accounts.all():
                _, _, owed, held = found.get(f"{account.name} ({account.code})", [""] * 4)
                shown = as_decimal(owed or Decimal(0)) - as_decimal(held or Decimal(0))
                assert shown == expected_at(self.books, account, day)

    @invariant()
    def profit_and_balance_sheet_hang_together(self) -> None:
        ledger = Ledger(self.books)
        sheet = figures(balance_sheet(ledger, [THIS_YEAR.last, date(2025, 6, 30)]))
        profit = figures(profit_and_loss(ledger, THIS_YEAR, columns_of(ledger, [THIS_YEAR])))
        nothing: list[Figure] = [Decimal(0), Decimal(0)]

        assert sheet["Net Assets"] == sheet["Total Equity"]
        assert sheet.get("Current Year Earnings", nothing)[0] == profit["Net Profit"][0]
        assert balances(self.books, AccountClass.ASSET) == sheet["Total Assets"][0]
        assert balances(self.books, AccountClass.LIABILITY) == -as_decimal(sheet["Total Liabilities"][0])

    @invariant()
    def the_banks_close_with_what_the_journal_says(self) -> None:
        found = figures(bank_summary(Ledger(self.books), Period(date(2025, 7, 1), date(2026, 12, 31))))
        for account in self.books.accounts.all():
            if account.type is AccountType.BANK:
                opening, received, spent, closing = map(as_decimal, found[account.name])
                assert closing == self.books.journal.balances().get(account.account_id, 0)
                assert opening + received - spent == closing
                assert min(received, spent) >= 0

    @invariant()
    def what_is_aged_is_what_debtors_and_creditors_owe(self) -> None:
        last = date(2026, 12, 31)
        for kind, role, sign in (
            (InvoiceType.ACCREC, SystemAccount.DEBTORS, 1),
            (InvoiceType.ACCPAY, SystemAccount.CREDITORS, -1),
        ):
            due = Decimal(0)
            for contact in self.books.contacts.all():
                report = aged(self.books, Ageing(kind, contact, last, None, last))
                due += as_decimal(report.sections[0].rows[-1].cells[-1].value)
            account = self.books.accounts.system(role)
            assert sign * due == self.books.journal.balances().get(account.account_id, 0)

    @invariant()
    def a_batch_stands_with_all_its_payments(self) -> None:
        for batch in self.books.batch_payments.all():
            assert {payment.stands for payment, _ in batch.payments} == {batch.stands}
            assert {payment.batch_payment_id for payment, _ in batch.payments} == {batch.batch_id}


def expected_at(books: Books, account: Account, day: date) -> Decimal:
    """The account's balance from the postings alone; the trial balance closes the profit of earlier years."""
    year = date(2025, 7, 1) if day >= date(2025, 7, 1) else date(2024, 7, 1)
    classes = {each.account_id: each.type.account_class for each in books.accounts.all()}
    profit = {AccountClass.REVENUE, AccountClass.EXPENSE}
    total = Decimal(0)
    for entry in books.journal.entries():
        for posting in entry.postings if entry.date <= day else ():
            closed = classes[posting.account_id] in profit and entry.date < year
            own = posting.account_id == account.account_id and not closed
            if own or (closed and account.system is SystemAccount.RETAINED_EARNINGS):
                total += posting.amount
    return total


def balances(books: Books, kind: AccountClass) -> Decimal:
    """Debits less credits of all accounts of this class."""
    of_account = books.journal.balances()
    ids = (each.account_id for each in books.accounts.all() if each.type.account_class is kind)
    return sum((of_account.get(each, Decimal(0)) for each in ids), Decimal(0))


def figures(report: Report) -> dict[str, list[Figure]]:
    """The figures of each row by its label."""
    return {
        str(row.cells[0].value): [cell.value for cell in row.cells[1:]]
        for section in report.sections
        for row in section.rows
    }


def as_decimal(figure: Figure) -> Decimal:
    assert isinstance(figure, Decimal)
    return figure


def said_by(books: Books) -> list[Any]:
    """Everything that the books hold, as values that can be compared."""
    stores: dict[type, list[Any]] = defaultdict(list)
    for documents in (
        books.contacts.all(),
        books.invoices.all(),
        books.payments.all(),
        books.manual_journals.all(),
        books.transfers.all(),
        books.batch_payments.all(),
    ):
        for document in documents:
            stores[type(document)].append(
                [as_value(getattr(document, each.name)) for each in fields(document)]
            )
    return [dict(stores), books.journal.entries()]


def as_value(member: Any) -> Any:
    if isinstance(member, ManualJournal | Transfer | BatchPayment):
        return id(member)
    return [id(each) for each in member] if isinstance(member, list) else member


class AnyBookkeepingWithCredit(DeedsWithCredit, AnyBookkeeping):
    """The same, and whatever can be made of account credit beside it."""


TestAnyBookkeepingWithCredit = AnyBookkeepingWithCredit.TestCase
TestAnyBookkeepingWithCredit.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, derandomize=True
)
TestAnyBookkeeping = AnyBookkeeping.TestCase
TestAnyBookkeeping.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, derandomize=True
)
