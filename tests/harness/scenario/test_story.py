"""A story has to add up: nobody pays an invoice that isn't there, or with credit that isn't there."""

from collections.abc import Callable

import pytest

Problems = Callable[[str], list[str]]

ADA = "{at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Brown}, amount: 100.00}"
BEN = "{at: day 1 10:00, do: invoice, number: 2, patient: {id: P-2, name: Ben Chen}, amount: 100.00}"


def steps(*lines: str) -> str:
    return "".join(f"  - {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [ADA, "{at: day 2 09:00, do: edit payment, payment: p, invoice: 1, amount: 50.00, by: Cash}"],
            (
                '7:50: timeline step 3, payment: no earlier "pay" or "prepay" has the label "p"; '
                'give it "payment: p"'
            ),
        ),
        (
            [
                ADA,
                "{at: day 1 11:00, do: pay, invoice: 1, amount: 100.00, by: {Cash: 150.00}, payment: p}",
                "{at: day 1 12:00, do: refund, patient: P-1, amount: 50.00}",
                "{at: day 2 09:00, do: edit payment, payment: p, invoice: 1, amount: 100.00, by: Cash}",
            ],
            '9:50: timeline step 5, payment: the account credit that "p" made has been used by then',
        ),
        (
            [
                ADA,
                BEN,
                "{at: day 1 11:00, do: pay, invoice: 1, amount: 10.00, by: Cash, payment: p}",
                "{at: day 2 09:00, do: edit payment, payment: p, invoices: {2: 10.00}, by: Cash}",
            ],
            "9:63: timeline step 5, invoices: invoice 2 is another patient's than this payment",
        ),
        (
            [ADA, "{at: day 2 09:00, do: refund, patient: P-1, amount: 5.00}"],
            "7:57: timeline step 3, amount: the patient's account credit is 0.00 by then; write at most that",
        ),
        (
            [ADA, "{at: day 2 09:00, do: rename patient, patient: {id: P-2, name: Bea}}"],
            "7:52: timeline step 3, patient: no earlier step speaks of patient P-2",
        ),
        (
            [ADA, "{at: day 2 09:00, do: rename patient, patient: P-1}"],
            "7:52: timeline step 3, patient: write the new name too",
        ),
        (
            [ADA, "{at: day 2 10:00, do: invoice, number: 1, patient: P-1, amount: 50.00}"],
            "7:44: timeline step 3, number: step 2 issued invoice 1 already; write another number",
        ),
        (
            ["{at: day 2 10:00, do: invoice, number: 1, patient: P-9, amount: 50.00}"],
            "6:56: timeline step 2, patient: patient P-9 is new; write {id: P-9, name: ...}",
        ),
        (
            ["{at: day 2 10:00, do: pay, invoice: 7, amount: 50.00, by: Cash}"],
            (
                "6:41: timeline step 2, invoice: no earlier step issues invoice 7; "
                'write an "invoice" step with this number before'
            ),
        ),
        (
            [ADA, "{at: day 1 09:30, do: pay, invoice: 1, amount: 50.00, by: Cash}"],
            (
                "7:41: timeline step 3, invoice: no earlier step issues invoice 1; "
                'write an "invoice" step with this number before'
            ),
        ),
        (
            [
                ADA,
                "{at: day 2 10:00, do: delete invoice, invoice: 1}",
                "{at: day 3 10:00, do: edit invoice, invoice: 1, amount: 5}",
            ],
            "8:50: timeline step 4, invoice: invoice 1 was deleted by step 3",
        ),
        (
            [ADA, BEN, "{at: day 2 10:00, do: pay, invoices: {1: 10.00, 2: 10.00}, by: Cash}"],
            (
                "8:42: timeline step 4, invoices: these invoices are of different patients; "
                "a payment is one patient's"
            ),
        ),
        (
            [ADA, "{at: day 2 10:00, do: pay, invoice: 1, amount: 60.00, by: {Cash: 50.00}}"],
            '7:63: timeline step 3, by: "by" comes to 50.00, but 60.00 is set against invoices',
        ),
        (
            [ADA, "{at: day 2 10:00, do: pay, invoice: 1, amount: 0.00, by: Cash}"],
            "7:52: timeline step 3, amount: 0.00 is no amount; it has to be more than 0.00",
        ),
        (
            [ADA, "{at: day 2 10:00, do: pay, invoice: 1, amount: 10.005, by: Cash}"],
            "7:52: timeline step 3, amount: 10.005 has more than two decimals; write 10.00",
        ),
        (
            [ADA, "{at: day 2 10:00, do: pay, amount: 10.00, by: Cash}"],
            '7:5: timeline step 3: write either "invoice" and "amount", or "invoices: {number: amount, ...}"',
        ),
        (
            [ADA, "{at: day 2 10:00, do: pay by credit, invoice: 1, amount: 10.00}"],
            (
                "7:62: timeline step 3, amount: the patient's account credit is 0.00 by then; "
                'write a "prepay" of more before'
            ),
        ),
        (
            [ADA, "{at: day 2 10:00, do: delete payment, payment: the deposit}"],
            (
                '7:52: timeline step 3, payment: no earlier "pay" or "prepay" has the label "the deposit"; '
                'give it "payment: the deposit"'
            ),
        ),
        (
            [ADA, "{at: day 2 10:00, do: xero voids invoice, invoice: 3}"],
            (
                "7:56: timeline step 3, invoice: no earlier step issues invoice 3; "
                'write an "invoice" step with this number before'
            ),
        ),
        (
            ["{at: day 2 10:00, do: xero archives contact, patient: P-4}"],
            "6:59: timeline step 2, patient: no earlier step speaks of patient P-4",
        ),
    ],
)
def test_a_step_that_does_not_add_up_is_told(objections: Problems, lines: list[str], told: str) -> None:
    assert objections(steps(*lines)) == [told]


def test_what_exceeds_an_invoice_becomes_credit_that_can_be_used(objections: Problems) -> None:
    told = objections(
        steps(
            ADA,
            "{at: day 1 11:00, do: pay, invoice: 1, amount: 130.00, by: Cash}",
            "{at: day 1 12:00, do: invoice, number: 3, patient: P-1, amount: 80.00}",
            "{at: day 1 13:00, do: pay by credit, invoice: 3, amount: 30.00}",
        )
    )

    assert told == []


def test_credit_is_spent_only_once(objections: Problems) -> None:
    told = objections(
        steps(
            ADA,
            "{at: day 1 09:00, do: prepay, patient: {id: P-1, name: Ada Brown}, amount: 60.00, by: Cash}",
            "{at: day 1 12:00, do: pay by credit, invoice: 1, amount: 40.00}",
            "{at: day 1 13:00, do: pay by credit, invoice: 1, amount: 40.00}",
        )
    )

    assert told == [
        (
            "9:62: timeline step 5, amount: the patient's account credit is 20.00 by then; "
            'write a "prepay" of more before'
        )
    ]


def test_a_prepayment_that_was_used_cannot_be_deleted(objections: Problems) -> None:
    told = objections(
        steps(
            ADA,
            "{at: day 1 11:00, do: prepay, patient: P-1, amount: 60.00, by: Cash, payment: the deposit}",
            "{at: day 1 12:00, do: pay by credit, invoice: 1, amount: 40.00}",
            "{at: day 1 13:00, do: delete payment, payment: the deposit}",
        )
    )

    assert told == [
        '9:52: timeline step 5, payment: the account credit that "the deposit" made has been used by then'
    ]


def test_the_order_is_that_of_the_instants_not_of_the_lines(objections: Problems) -> None:
    told = objections(steps("{at: day 3 10:00, do: pay, invoice: 1, amount: 50.00, by: Cash}", ADA))

    assert told == []


def test_a_step_that_cannot_be_read_does_not_make_its_followers_wrong(objections: Problems) -> None:
    told = objections(
        steps(
            "{at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Brown}, amout: 100.00}",
            "{at: day 1 11:00, do: pay, invoice: 1, amount: 50.00, by: Cash}",
            "{at: day 1 12:00, do: invoice, number: 2, patient: P-1, amount: 50.00}",
        )
    )

    assert told == ['6:84: timeline step 2: unknown key "amout"; did you mean "amount"?']
