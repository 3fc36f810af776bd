"""What a clinic's explicit steps become as deeds."""

from collections.abc import Callable
from decimal import Decimal

from harness.scenario.agenda import plan
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from harness.workload.deeds import TakePayment

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
