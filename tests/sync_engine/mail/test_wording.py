"""What a letter says, whatever is refused."""

from datetime import UTC, datetime

from sync_engine.mail.wording import LISTED_AT_MOST, ONE_EACH, QUOTED_AT_MOST, worded
from sync_engine.outbox.notices import Untold
from sync_engine.outbox.statuses import Kind
from sync_engine.reasons import Reason

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def untold(number: int, *, kind: Kind = Kind.INVOICE, says: str = "No.", code: str = "unknown") -> Untold:
    return Untold(number, NOON, kind, number, code, says)


def test_a_payment_is_named_by_its_invoice() -> None:
    [letter] = worded([untold(7, kind=Kind.PAYMENT)], "Harbour Physio", "")

    assert letter.subject == "Xero refused payment of invoice 7"
    assert "Payment of invoice 7" in letter.text
    assert "Harbour Physio" in letter.text


def test_what_xero_did_not_refuse_is_not_called_refused() -> None:
    [letter] = worded([untold(7, says="", code=Reason.VOIDED_IN_XERO)], "Harbour Physio", "")

    assert letter.subject == "Invoice 7 is not in Xero as it is here"
    assert "Xero says" not in letter.text


def test_a_digest_says_each_reason_once() -> None:
    many = [untold(number, code="period locked" if number % 2 else "number taken") for number in range(20)]

    [letter] = worded(many, "Harbour Physio", "http://clinic.test/attention")

    assert letter.text.count("What to do: ") == 2
    assert letter.text.count("  - Invoice ") == 20
    assert "http://clinic.test/attention" in letter.text


def test_very_many_are_listed_in_part_and_counted_in_full() -> None:
    [letter] = worded([untold(number) for number in range(LISTED_AT_MOST + 7)], "Harbour Physio", "")

    assert letter.subject == f"{LISTED_AT_MOST + 7} documents are not in Xero"
    assert "And 7 more" in letter.text


def test_up_to_five_have_a_letter_each() -> None:
    assert len(worded([untold(number) for number in range(ONE_EACH)], "", "")) == ONE_EACH


def test_long_words_are_cut_and_lines_in_them_begin_no_line_of_ours() -> None:
    [letter] = worded([untold(7, says="First\nSecond " + "x" * 9_000)], "", "")

    assert '"First Second xx' in letter.text
    assert len(letter.text) < QUOTED_AT_MOST + 600
