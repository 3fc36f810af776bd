"""What a clinic's explicit steps become as deeds."""

from collections.abc import Callable
from decimal import Decimal

from harness.scenario.agenda import plan
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from harness.workload.deeds import EditPayment, IssueInvoice, TakePayment

Read = Callable[[str], Scenario]
INVOICE = "  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 100.00}\n"


def payments(scenario: Scenario) -> list[TakePayment]:
    deeds = (planned.deed for planned in plan(scenario, SeededChoices(1)).deeds)
    return [deed for deed in deeds if isinstance(deed, TakePayment)]


def test_what_is_paid_on_an_invoice_that_has_been_paid_too_much_becomes_credit(read: Read) -> None:
    scenario = read(f"""\
{INVOICE}
  - {{at: day 1 11:00, do: pay, invoice: 1, amount: 100.00, by: Cash}}
  - {{at: day 1 12:00, do: edit invoice, invoice: 1, amount: 60.00}}
  - {{at: day 1 13:00, do: pay, invoice: 1, amount: 10.00, by: Cash}}
""")

    last = payments(scenario)[-1]

    assert (last.sources, last.allocations) == ({"Cash": Decimal("10.00")}, {})


def test_a_payment_without_a_label_never_takes_the_label_of_another(read: Read) -> None:
    scenario = read(f"""\
{INVOICE}
  - {{at: day 1 11:00, do: pay, invoice: 1, amount: 10.00, by: Cash}}
  - {{at: day 1 12:00, do: pay, invoice: 1, amount: 20.00, by: Cash, payment: payment 1}}
  - {{at: day 1 13:00, do: pay, invoice: 1, amount: 30.00, by: Cash}}
""")

    labels = {payment.sources["Cash"]: payment.label for payment in payments(scenario)}

    assert labels == {10: "payment 2", 20: "payment 1", 30: "payment 3"}


def test_an_edited_payment_keeps_its_day_and_what_of_it_was_credit(read: Read) -> None:
    scenario = read(f"""\
{INVOICE}
  - {{at: day 1 11:00, do: pay, invoice: 1, amount: 100.00, by: Cash, payment: p}}
  - {{at: day 3 12:00, do: edit payment, payment: p, invoice: 1, amount: 100.00, by: {{EFTPOS: 120.00}}}}
""")

    first, edited = [planned.deed for planned in plan(scenario, SeededChoices(1)).deeds][1:]

    assert isinstance(first, TakePayment)
    assert isinstance(edited, EditPayment)
    assert edited.paid_on == first.paid_on
    assert edited.allocations == {1: Decimal("100.00")}


def test_an_invoice_may_come_to_nothing_and_go_to_a_third_party(read: Read) -> None:
    scenario = read(
        "  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 0.00,"
        " invoice to: Insurer}\n"
    )

    [issued] = [planned.deed for planned in plan(scenario, SeededChoices(1)).deeds]

    assert isinstance(issued, IssueInvoice)
    assert issued.invoice_to == "Insurer"
    assert issued.items[0].unit_price == 0


def test_a_renamed_patient_has_the_new_name_from_then_on(read: Read) -> None:
    scenario = read(f"""\
{INVOICE}
  - {{at: day 1 11:00, do: rename patient, patient: {{id: P-1, name: Ada King}}}}
  - {{at: day 1 12:00, do: invoice, number: 2, patient: P-1, amount: 10.00}}
""")

    deeds = [planned.deed for planned in plan(scenario, SeededChoices(1)).deeds]

    assert [deed.patient.name for deed in deeds if isinstance(deed, IssueInvoice)] == ["Ada", "Ada King"]
