"""Every mistake in a scenario file is told with its line and column, and with what to write instead."""

from collections.abc import Callable

import pytest

Problems = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            "{at: day 1 09:30, do: trade, for: 20d, invoces per day: 40}",
            '6:44: timeline step 2: unknown key "invoces per day"; did you mean "invoices per day"?',
        ),
        (
            "{at: day 1 09:30, do: trade, for: 20d, invoices_per_day: 40}",
            '6:44: timeline step 2: unknown key "invoices_per_day"; did you mean "invoices per day"?',
        ),
        ("{at: day 1 09:30, do: trad}", '6:27: timeline step 2: unknown step "trad"; did you mean "trade"?'),
        ("{at: day 1 09:30}", '6:5: timeline step 2: "do" is missing; write for example "do: connect"'),
        ("disconnect", "6:5: timeline step 2: a step is a mapping; write {at: day 1 09:00, do: connect}"),
        (
            "{do: disconnect}",
            '6:5: timeline step 2: "at" is missing; write for example "at: day 1 09:00"',
        ),
        (
            "{at: day 0 09:00, do: disconnect}",
            '6:10: timeline step 2, at: there is no day 0; day 1 is the date of "starts"',
        ),
        (
            "{at: day 2 25:00, do: disconnect}",
            (
                "6:10: timeline step 2, at: 25:00 is no time of day; "
                "hours go from 00 to 23 and minutes from 00 to 59"
            ),
        ),
        (
            "{at: day 2, do: disconnect}",
            '6:10: timeline step 2, at: "day 2" has no time of day; write for example "day 2 09:00"',
        ),
        (
            "{at: day 1 07:59, do: disconnect}",
            (
                "6:10: timeline step 2, at: this is before the scenario starts; "
                'write a later time or an earlier "starts"'
            ),
        ),
        (
            "{at: 2026-10-04T09:00:00, do: disconnect}",
            (
                '6:10: timeline step 2, at: "2026-10-04T09:00:00" has no offset; '
                "write for example 2026-10-04T09:00:00+11:00"
            ),
        ),
        (
            "{at: day 217 02:30, do: disconnect}",
            (
                "6:10: timeline step 2, at: day 217 02:30 does not exist in Australia/Sydney: "
                "the clocks go forward then; write a time before or after that hour"
            ),
        ),
        (
            "{at: day 2 09:00, do: crash}",
            '6:5: timeline step 2: "restart after" is missing; write for example "restart after: 10m"',
        ),
        (
            "{at: day 2 09:00, do: outage, for: 20min}",
            '6:40: timeline step 2, for: unknown unit "min"; write 20m',
        ),
        (
            "{at: day 2 09:00, do: outage, for: 0h}",
            (
                "6:40: timeline step 2, for: a duration has to be longer than nothing; "
                "write a number and a unit: 30s, 10m, 2h or 20d"
            ),
        ),
        (
            "{at: day 2 09:00, do: trade, for: 1d, invoices per day: 4, paid: 80%, edited: 30%}",
            "6:5: timeline step 2: the shares add up to 110%; together they may claim at most 100%",
        ),
        (
            "{at: day 2 09:00, do: trade, for: 3000d, invoices per day: 1000000}",
            "6:5: timeline step 2: 3,000,000,000 invoices are more than 1,000,000 and cannot be meant",
        ),
        (
            "{at: day 2 09:00, do: outage, for: 4000d}",
            "6:40: timeline step 2, for: a duration has to be at most 3653d, which is ten years",
        ),
        (
            "{at: day 4000 09:00, do: disconnect}",
            (
                "6:10: timeline step 2, at: this is more than ten years (3653d) after the start; "
                "write an earlier time"
            ),
        ),
        (
            "{at: day 2 09:00, do: trade, for: 1d, invoices per day: 4, paid: 80}",
            '6:70: timeline step 2, paid: "80" is no share; write a share from 0% to 100%, for example 80%',
        ),
        (
            "{at: day 2 09:00, do: synchronise, from: day 3}",
            (
                "6:46: timeline step 2, from: 2026-03-04 is after the day of the step; "
                "write 2026-03-03 or an earlier day"
            ),
        ),
        (
            "{at: day 2 09:00, do: xero locks period, until: 2026-06-30}",
            (
                "6:53: timeline step 2, until: 2026-06-30 is after the day of the step; "
                "write 2026-03-03 or an earlier day"
            ),
        ),
        (
            "{at: day 2 09:00, do: storm, for: 1h, weather: {answers lots: 2%}}",
            '6:53: timeline step 2, weather: unknown key "answers lots"; did you mean "answers lost"?',
        ),
        (
            "{at: day 2 09:00, do: storm, for: 1h, weather: calmm}",
            '6:52: timeline step 2, weather: unknown weather "calmm"; did you mean "calm"?',
        ),
        (
            "{at: day 2 09:00, do: storm, for: 1h, weather: {answers lost: 60%, resets: 50%}}",
            (
                "6:52: timeline step 2, weather: the shares add up to 110%; "
                "of all requests at most 100% can come to grief"
            ),
        ),
        (
            "{at: day 2 09:00, do: change settings, defaults: {tax-exempt rate: EXEMPTOUT}}",
            (
                "6:72: timeline step 2, defaults, tax-exempt rate: "
                'unknown tax rate "EXEMPTOUT"; did you mean "EXEMPTOUTPUT"?'
            ),
        ),
        (
            "{at: day 2 09:00, do: change settings, payment types: {Cash: cash clearing}}",
            (
                "6:66: timeline step 2, payment types, Cash: an account's code has at most 10 characters; "
                "write one like 611"
            ),
        ),
        (
            "{at: day 2 09:00, do: change settings}",
            '6:5: timeline step 2: nothing changes; write "payment types", "defaults" or "items"',
        ),
    ],
)
def test_a_mistake_in_a_step_has_its_place_and_its_remedy(objections: Problems, step: str, told: str) -> None:
    assert objections(f"  - {step}\n") == [told]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("clinik: {}", '7:1: unknown key "clinik"; did you mean "clinic"?'),
        ("seed: -1", "7:7: seed: -1 does not fit; write a whole number from 0 up"),
        ("xero: {profile: artcle}", '7:17: xero, profile: unknown profile "artcle"; did you mean "article"?'),
        (
            "xero: {profile: {minutes: 60}}",
            '7:18: xero, profile: unknown key "minutes"; did you mean "minute"?',
        ),
        (
            "xero: {ordering: newest}",
            '7:18: xero, ordering: unknown ordering "newest"; did you mean "newest first"?',
        ),
        (
            "weather: {delay: 20s to 5s}",
            '7:18: weather, delay: "20s to 5s" goes backwards; write "5s to 20s"',
        ),
        (
            "expect: [nothing doubeld]",
            '7:10: expectation 1: unknown expectation "nothing doubeld"; did you mean "nothing doubled"?',
        ),
        (
            "expect: [{breaks: {DUPLICATE: 0}}]",
            '7:20: expectation 1, breaks: unknown kind of break "DUPLICATE"; did you mean "DUPLICATED"?',
        ),
        (
            "expect: [settled within]",
            (
                '7:10: expectation 1: "settled within" needs something to compare with; '
                'write "settled within: 3d"'
            ),
        ),
        (
            "expect: [{settled within: 3 fortnights}]",
            (
                '7:27: expectation 1, settled within: unknown unit "fortnights"; '
                "write a number and a unit: 30s, 10m, 2h or 20d"
            ),
        ),
    ],
)
def test_a_mistake_elsewhere_has_its_place_and_its_remedy(objections: Problems, line: str, told: str) -> None:
    assert objections(f"  - {{at: day 2 09:00, do: disconnect}}\n{line}\n") == [told]


def test_all_problems_of_a_file_are_told_in_the_order_of_the_file(problems: Problems) -> None:
    assert problems("""\
scenario: X
scenario: Y
starts: 2026-03-02T08:00:00
clinic: {time zone: Australia/Sidney}
timeline:
  - {at: day 1 09:00, do: conect}
  - {at: day 1 09:00, do: disconnect, fro: day 1}
""") == [
        '2:1: the key "scenario" is here a second time; keep one of them',
        '3:9: starts: "2026-03-02T08:00:00" has no offset; write for example 2026-03-02T08:00:00+11:00',
        '4:21: clinic, time zone: unknown time zone "Australia/Sidney"; did you mean "Australia/Sydney"?',
        '6:27: timeline step 1: unknown step "conect"; did you mean "connect"?',
        '7:39: timeline step 2: unknown key "fro"; write one of: at, do',
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("just words\n", '1:1: a scenario is a mapping; begin with "scenario: the title"'),
        (
            "starts: 2026-03-02T08:00:00+11:00\ntimeline: [{at: day 1 09:00, do: connect}]\n",
            '1:1: "scenario" is missing; write for example "scenario: Disconnected for eleven days"',
        ),
        (
            "scenario: X\nstarts: 2026-03-02T08:00:00+11:00\ntimeline: []\n",
            (
                "3:11: timeline: there has to be at least one; "
                'write for example "timeline: [{at: day 1 09:00, do: connect}]"'
            ),
        ),
        (
            "scenario: X\nstarts: 2026-03-02T08:00:00+11:00\ntimeline: [{at: day 1 09:00, do: disconnect}]\n",
            '3:11: timeline: nothing connects to Xero; begin with "{at: day 1 09:00, do: connect}"',
        ),
        (
            (
                "scenario: X\nstarts: 2026-03-02T08:00:00+11:00\ntimeline:\n"
                "  - {at: day 1 09:00, do: disconnect}\n  - {at: day 1 10:00, do: connect}\n"
            ),
            '4:5: timeline step 1: "disconnect" comes before the first "connect"; connect first',
        ),
    ],
)
def test_a_file_that_is_no_story_has_one_clear_message(problems: Problems, text: str, told: str) -> None:
    assert problems(text) == [told]


@pytest.mark.parametrize("year", ["0001", "1999", "2500", "9999"])
def test_a_story_starts_in_a_year_that_both_sides_can_live(problems: Problems, year: str) -> None:
    told = problems(
        f"scenario: X\nstarts: {year}-12-31T08:00:00Z\ntimeline: [{{at: day 1 09:00, do: connect}}]\n"
    )

    assert told == [
        (
            "2:9: starts: a story starts in a year from 2000 to 2499; "
            "write an ISO instant like 2026-03-02T08:00:00+11:00"
        )
    ]


def test_no_message_names_a_patient(objections: Problems) -> None:
    told = objections("""\
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace, nme: Ada}, amount: x}
  - {at: day 1 10:00, do: invoice, number: 2, patient: {id: P-1, name: [Ada Lovelace]}, amount: 10}
""")

    assert told
    assert "Ada" not in " ".join(told)
