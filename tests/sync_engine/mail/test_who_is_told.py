"""A failed document is told by e-mail (R11): once, soon, with others, and without a name or an amount."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync_engine import PatientRef
from tests.sync_engine.clinic_day import ADA, ClinicDay
from tests.sync_engine.fake_xero import Trouble
from tests.sync_engine.mail.mailbox import Mailbox

MINUTE = 60
MANY = 8


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def day(tmp_path: Path, mailbox: Mailbox) -> Iterator[ClinicDay]:
    """A clinic that is connected, and told by e-mail."""
    clinic_day = ClinicDay(tmp_path, postman=mailbox)
    clinic_day.connect()
    yield clinic_day
    clinic_day.close()


def refuse(day: ClinicDay, number: int, patient: PatientRef = ADA) -> None:
    """Issue an invoice that Xero refuses: it has another one of this number."""
    theirs = {"InvoiceNumber": str(number), "InvoiceID": f"theirs-{number}", "Status": "AUTHORISED"}
    day.xero.invoices[f"theirs-{number}"] = {**theirs, "Type": "ACCREC", "SubTotal": 1, "AmountPaid": 0}
    day.issue(number, patient=patient)


def accept(day: ClinicDay, number: int) -> None:
    """Let a bookkeeper give the other invoice another number."""
    day.xero.invoices[f"theirs-{number}"]["InvoiceNumber"] = f"X-{number}"


def test_a_refused_invoice_is_told_with_its_number_the_words_of_xero_and_what_to_do(
    day: ClinicDay, mailbox: Mailbox
) -> None:
    refuse(day, 1041)

    day.settle()

    [letter] = mailbox.handed_over
    assert letter.subject == "Xero refused invoice 1041"
    assert 'Xero says: "Invoice # must be unique."' in letter.text
    assert "give the other invoice another number" in letter.text
    assert "http://localhost/attention" in letter.text


def test_it_is_told_within_ten_minutes_or_little_more(day: ClinicDay, mailbox: Mailbox) -> None:
    refuse(day, 1041)

    day.spend(9 * MINUTE)
    before = len(mailbox.handed_over)
    day.spend(3 * MINUTE)

    assert (before, len(mailbox.handed_over)) == (0, 1)


def test_neither_name_nor_amount_is_in_an_e_mail(day: ClinicDay, mailbox: Mailbox) -> None:
    day.xero.contacts["c"] = {"ContactID": "c", "Name": "Ada Lovelace"}
    day.xero.contacts["d"] = {"ContactID": "d", "Name": "Ada Lovelace (P-1)"}
    day.issue(1041, "123.45")

    day.settle()

    [letter] = mailbox.handed_over
    [parked] = day.engine.parked()
    assert "(the patient)" in letter.text
    assert "Lovelace" not in f"{letter} {parked} {day.notes.heard}"
    assert "123" not in letter.text


def test_some_at_once_are_told_one_by_one_and_many_together(day: ClinicDay, mailbox: Mailbox) -> None:
    for number in (1, 2):
        refuse(day, number)
    day.settle()
    some = len(mailbox.handed_over)

    for number in range(11, 11 + MANY):
        refuse(day, number)
    day.settle()

    [*_, digest] = mailbox.handed_over
    assert (some, len(mailbox.handed_over)) == (2, 3)
    assert digest.subject == "8 documents are not in Xero"
    assert all(f"- Invoice {number}\n" in digest.text for number in range(11, 11 + MANY))
    assert digest.text.count("Another invoice in Xero has this number.") == 1


def test_what_was_cured_before_the_letter_left_needs_none(day: ClinicDay, mailbox: Mailbox) -> None:
    refuse(day, 1041)
    day.spend(5 * MINUTE)

    accept(day, 1041)
    day.engine.try_again(day.engine.parked()[0])
    day.settle()

    assert mailbox.handed_over == []
    assert ("1041", "120.00", "AUTHORISED") in day.in_xero()


def test_what_is_refused_again_is_told_again(day: ClinicDay, mailbox: Mailbox) -> None:
    refuse(day, 1041)
    day.settle()

    [parked] = day.engine.parked()
    day.engine.try_again(parked)
    day.settle()

    assert [each.subject for each in mailbox.arrived] == ["Xero refused invoice 1041"] * 2


@pytest.mark.parametrize(
    "trouble",
    [Trouble.MINUTE_LIMIT, Trouble.SERVER_ERROR, Trouble.ANSWER_LOST, Trouble.GATEWAY_ERROR],
    ids=lambda trouble: trouble.name,
)
def test_trouble_on_the_way_is_no_refusal_and_told_to_nobody(
    day: ClinicDay, mailbox: Mailbox, trouble: Trouble
) -> None:
    day.xero.trouble("PUT /Invoices", *[trouble] * 30)
    day.issue(1041)

    day.settle()

    assert day.in_xero() == [("1041", "120.00", "AUTHORISED")]
    assert (mailbox.handed_over, day.engine.parked()) == ([], [])


def test_a_mail_server_that_is_out_of_order_is_tried_later_and_later(
    day: ClinicDay, mailbox: Mailbox
) -> None:
    mailbox.out_of_order = True
    refuse(day, 1041)
    day.spend(3600)
    waiting = day.engine.mail()
    tried = mailbox.tried

    mailbox.out_of_order = False
    day.settle()

    assert waiting is not None
    assert (waiting.waiting, waiting.trouble) == (1, "the mail server answered 451")
    assert 4 <= tried <= 7
    assert len(mailbox.handed_over) == 1


def test_a_letter_that_nobody_takes_is_given_up_and_that_is_told_on_the_page(
    day: ClinicDay, mailbox: Mailbox
) -> None:
    mailbox.out_of_order = True
    refuse(day, 1041)

    day.settle()

    told = day.engine.mail()
    assert told is not None
    assert (told.waiting, told.given_up) == (0, 1)
    assert len(day.engine.parked()) == 1


def test_where_nobody_takes_letters_they_wait_until_somebody_does(tmp_path: Path, mailbox: Mailbox) -> None:
    silent = ClinicDay(tmp_path)
    silent.connect()
    for number in (1, 2):
        refuse(silent, number)
    silent.settle()
    accept(silent, 2)
    silent.engine.try_again(silent.engine.parked()[1])
    silent.settle()
    before = silent.engine.mail()
    silent.close()

    spoken = ClinicDay(tmp_path, postman=mailbox)
    spoken.settle()
    spoken.close()

    assert before is None
    assert [each.subject for each in mailbox.handed_over] == ["Xero refused invoice 1"]
