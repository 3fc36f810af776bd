"""Payments as a clinic could have taken them: what goes to which invoice, what is credit, what cannot be.

What an export says beyond that is told by row, with what was made of it.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from harness.timeline.ends import Ends
from harness.timeline.invoices import ZERO
from harness.timeline.numbers import InvoiceNumbers
from harness.timeline.payments import Payment
from harness.timeline.people import People, Person
from harness.timeline.sharing import capped, named_amounts, without_excess
from harness.timeline.standing import Account, Standing


@dataclass(frozen=True, slots=True)
class Till:
    """Takes payments in, one after the other."""

    standing: Standing
    people: People
    numbers: InvoiceNumbers
    ends: Ends

    def take(self, at: datetime, payment: Payment) -> None:
        if payment.refund:
            self._refund(at, payment)
            return
        known = {
            number: account
            for text, _ in payment.allocations
            if (number := self.numbers.find(text)) and (account := self.standing.accounts.get(number))
        }
        self._tell_unknown(payment, known)
        patient = next((each.invoice.patient for each in known.values()), payment.patient)
        if (payment.allocations and not known) or patient is None:
            return
        self._tell_odd(payment, known)
        if not known and payment.credit and not payment.sources:
            self._aside(payment, "account credit", "account credit is used, and no invoice is named")
        elif not known:
            self._prepay(at, payment, patient)
        else:
            self._pay(at, payment, known)

    def _tell_unknown(self, payment: Payment, known: dict[int, Account]) -> None:
        """Money for an invoice that is not in the export is left out of the replay, never made credit."""
        if payment.allocations and not known:
            what = "no invoice that it names is among those that were taken: export from an earlier date"
            self._aside(payment, "unknown invoice", what)
        elif not payment.allocations and payment.patient is None:
            self._aside(payment, "no patient", "the payment names neither an invoice nor a patient")
        for text, amount in list(payment.allocations) if known else []:
            if (self.numbers.find(text) or 0) in known:
                continue
            payment.allocations.remove((text, amount))
            payment.sources = without_excess(payment.sources, payment.money - (amount or ZERO))
            what = "one of the invoices that it names is not among the invoices that were taken"
            self._remark(payment, "unknown invoice", what, "that part is left out")

    def _tell_odd(self, payment: Payment, known: dict[int, Account]) -> None:
        if len(known) > 1 and len(payment.rows) == 1:
            what = f"one payment for {len(known)} invoices"
            self._remark(payment, "split payment", what, "one payment, an amount for each invoice")
        early = [each for each in known.values() if payment.paid.day < each.invoice.issued.day]
        if early:
            what = f"paid on {payment.paid.day}, the invoice is of {early[0].invoice.issued.day}"
            self._remark(
                payment, "paid before it was issued", what, "entered after the invoice, with its own date"
            )
        if any(each.deleted for each in known.values()):
            what = "an invoice that it names was deleted by then"
            self._remark(payment, "deleted invoice", what, "that part becomes account credit")

    def _prepay(self, at: datetime, payment: Payment, patient: Person) -> None:
        self._remark(
            payment,
            "account credit",
            f"{payment.money} for no invoice",
            "a prepayment: account credit, never sent to Xero",
        )
        self._take_in(at, payment, patient, {})

    def _pay(self, at: datetime, payment: Payment, known: dict[int, Account]) -> None:
        """Set money and credit against invoices; one payment of several patients is one for each."""
        wanted = named_amounts(
            [(self.numbers.find(text) or 0, amount) for text, amount in payment.allocations],
            {number: each.open for number, each in known.items()},
            payment.money + payment.credit,
        )
        wanted = self._within_the_money(payment, wanted, known)
        wanted = self._within_what_is_open(payment, wanted)
        by_money, by_credit = capped(wanted, payment.money)
        patients = {each.invoice.patient.key: each.invoice.patient for each in known.values()}
        if len(patients) > 1:
            what = f"the invoices are of {len(patients)} patients"
            self._remark(payment, "several patients", what, "one payment for each patient")
        money = dict(payment.sources)
        for place, (key, patient) in enumerate(patients.items(), 1):
            theirs = {n: amount for n, amount in by_money.items() if known[n].invoice.patient.key == key}
            share = sum(theirs.values(), ZERO) if place < len(patients) else sum(money.values(), ZERO)
            purse = without_excess(money, share)
            money = {name: left for name, amount in money.items() if (left := amount - purse.get(name, ZERO))}
            self._take_in(at, payment, patient, theirs, purse, part=place)
            self._use_credit(
                at,
                payment,
                patient,
                {n: a for n, a in by_credit.items() if known[n].invoice.patient.key == key},
            )

    def _within_the_money(
        self, payment: Payment, wanted: dict[int, Decimal], known: dict[int, Account]
    ) -> dict[int, Decimal]:
        """More is set against invoices than the payment brings: it was credit, or it cannot be."""
        excess = sum(wanted.values(), ZERO) - payment.money - payment.credit
        if excess <= 0:
            return wanted
        patient = next(iter(known.values())).invoice.patient
        if not payment.money or self.standing.credit.get(patient.key, ZERO) >= excess:
            payment.credit += excess
            return wanted
        brought = payment.money + payment.credit
        what = f"{sum(wanted.values(), ZERO)} is set against invoices, the payment is {brought}"
        self._remark(payment, "over-allocated", what, f"cut to {brought}, in the order of its invoices")
        return capped(wanted, brought)[0]

    def _within_what_is_open(self, payment: Payment, wanted: dict[int, Decimal]) -> dict[int, Decimal]:
        accounts = self.standing.accounts
        fitting = {number: min(amount, accounts[number].open) for number, amount in wanted.items()}
        excess = sum(wanted.values(), ZERO) - sum(fitting.values(), ZERO)
        if excess > 0 and not all(accounts[number].deleted for number in wanted):
            what = f"{excess} more than is open on its invoice by then"
            self._remark(payment, "overpaid", what, "that much becomes account credit")
        elif payment.money + payment.credit > sum(wanted.values(), ZERO):
            rest = payment.money + payment.credit - sum(wanted.values(), ZERO)
            self._remark(
                payment,
                "account credit",
                f"{rest} is set against no invoice",
                "that much becomes account credit",
            )
        return {number: amount for number, amount in fitting.items() if amount > 0}

    def _take_in(
        self,
        at: datetime,
        payment: Payment,
        patient: Person,
        theirs: dict[int, Decimal],
        purse: dict[str, Decimal] | None = None,
        part: int = 1,
    ) -> None:
        """New money comes in; what no invoice takes becomes credit."""
        sources = {
            name: str(amount) for name, amount in (payment.sources if purse is None else purse).items()
        }
        if not sources:
            return
        total = sum(map(Decimal, sources.values()), ZERO)
        label = f"payments row {payment.row}" + (f" part {part}" if part > 1 else "")
        common = {"by": sources, "payment": label, "dated": payment.paid.day.isoformat()}
        if theirs:
            self.standing.write(
                at, "pay", invoices={str(n): str(amount) for n, amount in theirs.items()}, **common
            )
        else:
            self.standing.write(
                at, "prepay", patient=self.people.written(patient), amount=str(total), **common
            )
        for number, amount in theirs.items():
            self.standing.accounts[number].open -= amount
            self.standing.accounts[number].paid += amount
        self.standing.add_credit(patient, total - sum(theirs.values(), ZERO))

    def _use_credit(self, at: datetime, payment: Payment, patient: Person, uses: dict[int, Decimal]) -> None:
        """Account credit pays: it stays open in Xero, and a person records it there."""
        used = sum(uses.values(), ZERO)
        if not used:
            return
        lacking = used - self.standing.credit.get(patient.key, ZERO)
        done = "replayed as account credit: it stays open in Xero; record it there by hand"
        if lacking > 0:
            done += f"; {lacking} of credit from before the export is assumed"
            self.standing.write(
                at,
                "prepay",
                patient=self.people.written(patient),
                amount=str(lacking),
                by="Credit from before",
            )
            self.standing.add_credit(patient, lacking)
        self._remark(payment, "account credit", f"{used} is paid by account credit", done)
        for number, amount in uses.items():
            self.standing.write(
                at, "pay by credit", invoice=number, amount=str(amount), dated=payment.paid.day.isoformat()
            )
            self.standing.accounts[number].open -= amount
            self.standing.accounts[number].paid += amount
        self.standing.add_credit(patient, -used)

    def _refund(self, at: datetime, payment: Payment) -> None:
        """Credit given back is replayed; money taken off an invoice is for a person."""
        amount = abs(payment.money)
        patient = payment.patient
        if (
            payment.allocations
            or patient is None
            or self.standing.credit.get(patient.key, ZERO) < amount
            or not amount
        ):
            what = f"a refund of {amount}, not of account credit: the sync sends none; record it by hand"
            self._aside(payment, "refund", what)
            return
        self._remark(
            payment,
            "refund",
            f"{amount} of account credit is given back",
            "replayed; it is never sent to Xero",
        )
        dated = payment.paid.day.isoformat()
        self.standing.write(
            at, "refund", patient=self.people.written(patient), amount=str(amount), dated=dated
        )
        self.standing.add_credit(patient, -amount)

    def _remark(self, payment: Payment, kind: str, what: str, done: str) -> None:
        self.ends.remark(payment.row, kind, what, done)

    def _aside(self, payment: Payment, kind: str, what: str) -> None:
        for row in payment.rows:
            self.ends.set_aside(row, kind, what)
