"""The next thing that people at the clinic might do, drawn from what has happened so far.

Each maker returns a step that adds up, or None where there is nothing that it could be done to.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Final

from harness.exploration.draft import Draft
from harness.exploration.troubles import mender_of
from harness.scenario import schema
from harness.scenario.clinic_steps import EditPayment, Refund, RenamePatient
from harness.simulation.choices import Choices

NAMES: Final = ("Ada Brown", "Ben Chen", "Chloe Evans", "Dinh Haddad", "Ada Brown")
AMOUNTS: Final = tuple(map(Decimal, ("100.00", "68.00", "92.50", "145.75", "0.05", "1234.56")))
PRICES: Final = tuple(map(Decimal, ("100.00", "24.95", "33.33", "12.3456")))  # as fine as Xero takes them
SHARES: Final = (Decimal(1), Decimal("0.5"), Decimal("0.3"), Decimal("1.5"))  # of what is open
ACCOUNTS: Final = ("613", "614", "615")
THIRD_PARTY: Final = "Harbour Insurance"
MOST_INVOICES: Final = 12


def issue_invoice(draft: Draft, choices: Choices) -> schema.Step | None:
    number = len(draft.story.issued_by) + 1
    if number > MOST_INVOICES:
        return None
    content = {"amount": _amount(choices)} if choices.happens(0.7, label="one item") else _items(choices)
    addressed = choices.happens(0.1, label="addressed to a third party")
    return schema.IssueInvoice(
        at=draft.now,
        number=number,
        patient=_patient(draft, choices),
        invoice_to=THIRD_PARTY if addressed else None,
        **content,
    )


def pay(draft: Draft, choices: Choices) -> schema.Step | None:
    number = draft.an_invoice(choices)
    if number is None:
        return None
    amount = _share_of(draft.story.invoices[number].open or Decimal("20.00"), choices)
    return schema.Pay(
        at=draft.now, invoice=number, amount=amount, by=_sources(amount, choices), payment=draft.new_label()
    )


def pay_several(draft: Draft, choices: Choices) -> schema.Step | None:
    first = draft.an_invoice(choices)
    if first is None:
        return None
    patient = draft.story.invoices[first].patient
    wanted = {number: draft.story.invoices[number].open for number in _of(draft, patient)}
    wanted = {number: left for number, left in wanted.items() if left}
    if not wanted:
        return None
    total = sum(wanted.values(), Decimal("0.00"))
    return schema.Pay(at=draft.now, invoices=wanted, by=_sources(total, choices), payment=draft.new_label())


def prepay(draft: Draft, choices: Choices) -> schema.Step | None:
    amount = _amount(choices)
    return schema.Prepay(
        at=draft.now,
        patient=_patient(draft, choices),
        amount=amount,
        by=_sources(amount, choices),
        payment=draft.new_label(),
    )


def pay_by_credit(draft: Draft, choices: Choices) -> schema.Step | None:
    within = {number: _payable_by_credit(draft, number) for number in draft.invoices()}
    payable = [number for number, most in within.items() if most > 0]
    if not payable:
        return None
    number = choices.pick(payable, label="which invoice")
    return schema.PayByCredit(at=draft.now, invoice=number, amount=within[number])


def refund(draft: Draft, choices: Choices) -> schema.Step | None:
    held = {patient: credit for patient, credit in draft.story.credit.items() if credit > 0}
    if not held:
        return None
    patient = choices.pick(sorted(held), label="whose credit is refunded")
    return Refund(at=draft.now, patient=schema.PatientRef(id=patient), amount=held[patient])


def edit_invoice(draft: Draft, choices: Choices) -> schema.Step | None:
    """Only what nobody has paid, while Xero refuses nothing: once paid in Xero it is locked there (R12)."""
    if any(mender_of(step) for step in draft.timeline):
        return None
    unpaid = [number for number in draft.invoices() if not draft.story.invoices[number].paid]
    if not unpaid:
        return None
    number = choices.pick(unpaid, label="which invoice is edited")
    content = {"amount": _amount(choices)} if choices.happens(0.7, label="one item") else _items(choices)
    return schema.EditInvoice(at=draft.now, invoice=number, **content)


def edit_payment(draft: Draft, choices: Choices) -> schema.Step | None:
    label = draft.a_payment(choices)
    if label is None:
        return None
    theirs = _of(draft, draft.story.payments[label].patient)
    if not theirs:
        return None
    number = choices.pick(theirs, label="where the payment goes now")
    amount = _amount(choices)
    return EditPayment(
        at=draft.now, payment=label, invoice=number, amount=amount, by=_sources(amount, choices)
    )


def delete_invoice(draft: Draft, choices: Choices) -> schema.Step | None:
    number = draft.an_invoice(choices)
    return None if number is None else schema.DeleteInvoice(at=draft.now, invoice=number)


def delete_payment(draft: Draft, choices: Choices) -> schema.Step | None:
    label = draft.a_payment(choices)
    return None if label is None else schema.DeletePayment(at=draft.now, payment=label)


def rename_patient(draft: Draft, choices: Choices) -> schema.Step | None:
    if not draft.story.patients:
        return None
    patient = choices.pick(sorted(draft.story.patients), label="who is renamed")
    name = choices.pick(NAMES, label="their new name")
    return RenamePatient(at=draft.now, patient=schema.PatientRef(id=patient, name=name))


def change_settings(draft: Draft, choices: Choices) -> schema.Step | None:
    account = choices.pick(ACCOUNTS, label="another account")
    if choices.happens(0.7, label="of a payment type"):
        kind = choices.pick(tuple(draft.scenario.clinic.payment_types), label="payment type")
        return schema.ChangeSettings(at=draft.now, payment_types={kind: account})
    return schema.ChangeSettings(at=draft.now, defaults=schema.DefaultsChange(payment_account=account))


def trade(draft: Draft, choices: Choices) -> schema.Step | None:
    if any(isinstance(step, schema.Trade) for step in draft.timeline):
        return None
    return schema.Trade(
        at=draft.now,
        lasts=timedelta(days=choices.integer(1, 2, label="days of trade")),
        invoices_per_day=choices.integer(1, 4, label="invoices a day"),
        paid=Decimal(choices.integer(0, 50, label="per cent paid")) / 100,
        partly_paid=Decimal(choices.integer(0, 20, label="per cent partly paid")) / 100,
        by_account_credit=Decimal(choices.integer(0, 20, label="per cent by account credit")) / 100,
    )


def _payable_by_credit(draft: Draft, number: int) -> Decimal:
    invoice = draft.story.invoices[number]
    return min(draft.story.credit.get(invoice.patient, Decimal(0)), invoice.open)


def _of(draft: Draft, patient: str) -> list[int]:
    """The invoices of a patient that stand."""
    return [number for number in draft.invoices() if draft.story.invoices[number].patient == patient]


def _patient(draft: Draft, choices: Choices) -> schema.PatientRef:
    place = choices.integer(0, len(NAMES) - 1, label="patient")
    patient = f"P-{place + 1}"
    known = patient in draft.story.patients
    return schema.PatientRef(id=patient, name=None if known else NAMES[place])


def _amount(choices: Choices) -> Decimal:
    return choices.pick(AMOUNTS, label="amount")


def _share_of(amount: Decimal, choices: Choices) -> Decimal:
    share = choices.pick(SHARES, label="how much of what is open")
    return max((amount * share).quantize(Decimal("0.01")), Decimal("0.01"))


def _sources(amount: Decimal, choices: Choices) -> dict[str, Decimal | None]:
    """One payment type, or half from each of two."""
    half = (amount / 2).quantize(Decimal("0.01"))
    if 0 < half < amount and choices.happens(0.2, label="from two sources"):
        return {"EFTPOS": half, "Cash": amount - half}
    return {choices.pick(("EFTPOS", "Cash"), label="payment type"): None}


def _items(choices: Choices) -> dict[str, tuple[schema.InvoiceItem, ...]]:
    return {"items": tuple(_item(choices) for _ in range(choices.integer(1, 3, label="items")))}


def _item(choices: Choices) -> schema.InvoiceItem:
    return schema.InvoiceItem(
        description=choices.pick(("Consultation", "Resistance band"), label="item"),
        quantity=Decimal(choices.pick((1, 2, 7), label="how many")),
        unit_price=choices.pick(PRICES, label="price"),
        taxable=choices.happens(0.5, label="taxable"),
        discount=choices.pick((Decimal("0.00"), Decimal("3.33")), label="discount"),
    )
