"""YAML as it is read here: fewer surprises than YAML has to offer, and every value remembers its place."""

from decimal import Decimal

import pytest

from harness.scenario.document import UnreadableError, read_document
from harness.scenario.problems import Position


def test_numbers_are_decimal_and_everything_doubtful_stays_the_text_that_was_written() -> None:
    text = (
        "code: 090\nplain: 611\nyes: no\nday: 2026-03-02\namount: 120.10\ntime: 9:30\nquoted: '7'\n1041: ~\n"
    )

    assert read_document(text).data == {
        "code": "090",
        "plain": 611,
        "yes": "no",
        "day": "2026-03-02",
        "amount": Decimal("120.10"),
        "time": "9:30",
        "quoted": "7",
        "1041": None,
    }


def test_every_value_and_every_key_knows_its_line_and_column() -> None:
    document = read_document("clinic:\n  name: X\ntimeline:\n  - {at: day 1 09:00, do: connect}\n")

    assert document.position(("clinic", "name")) == Position(2, 9)
    assert document.position(("clinic", "name"), of_key=True) == Position(2, 3)
    assert document.position(("timeline", 0, "do")) == Position(4, 27)


def test_what_is_not_there_is_placed_where_it_would_belong() -> None:
    document = read_document("timeline:\n  - {at: day 1 09:00}\n")

    assert document.position(("timeline", 0, "do")) == Position(2, 5)


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ("", 1, 1, 'the file is empty; a scenario needs "scenario", "starts" and a "timeline"'),
        (
            "# nothing but this\n",
            1,
            1,
            'the file is empty; a scenario needs "scenario", "starts" and a "timeline"',
        ),
        ("a: 1\n\tb: 2\n", 2, 1, "a tab cannot indent YAML; write spaces"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here; a file holds one scenario"),
        ("a: &x 1\nb: *x\n", 1, 4, "anchors and aliases are not read; write the value out"),
        ("a: !!python/name:os.system x\n", 1, 4, "tags (!) are not read; write the plain value"),
        ("a\x00b", 1, 1, "this is not a text file; a scenario is YAML text in UTF-8"),
        (
            'a: 1\nb: "x\\ud800"\n',
            2,
            4,
            "this text has a character that cannot be shown; leave it out",
        ),
        (
            'a: "\\e[31mred"\n',
            1,
            4,
            "this text has a character that cannot be shown; leave it out",
        ),
        ("[" * 400, 1, 1, "this is nested too deeply for a scenario"),
        ("? [a]\n: b\n", 1, 3, "a key has to be a word, not a list or a mapping"),
        ("about: first: second\n", 1, 13, 'a text with ": " in it needs quotes around it'),
        (
            "a: [1, 2\n",
            2,
            1,
            "this is no YAML: expected ',' or ']', but got '<stream end>' while parsing a flow sequence",
        ),
    ],
)
def test_what_cannot_be_read_has_one_clear_message(text: str, line: int, column: int, told: str) -> None:
    with pytest.raises(UnreadableError) as wrong:
        read_document(text)

    assert wrong.value.problem.sentence == told
    assert wrong.value.problem.position == Position(line, column)
