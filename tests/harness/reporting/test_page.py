"""The page of a run: complete in itself, escaped, and honest about what is expected and what is wrong."""

import re
from collections.abc import Callable

import pytest

from harness.batch import BrokenRun
from harness.reporting.index import index_page
from harness.reporting.page import report_page
from harness.reporting.page_data import data_of
from harness.result import RunResult


def test_nothing_is_loaded_from_anywhere(result: RunResult) -> None:
    page = report_page(result)

    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']+""", page) == []
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_whatever_is_written_in_a_scenario_is_shown_as_text(changed: Callable[..., RunResult]) -> None:
    page = report_page(changed(scenario="</script><script>alert(1)</script>"))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;Nothing&lt;/b&gt;" in page


def test_data_in_the_page_cannot_end_its_script(result: RunResult) -> None:
    result.history.entries.append(
        type(result.history.entries[0])(
            result.ended_at,
            result.history.entries[0].actor,
            "</script><script>alert(2)</script>",
            None,
            result.history.entries[0].outcome,
        )
    )

    assert "<script>alert(2)" not in report_page(result)


def test_the_headline_says_held_or_how_many_are_not_met(result: RunResult, broken_result: RunResult) -> None:
    assert re.search(r"<strong>.*Every expectation holds</strong>", report_page(result))
    assert re.search(r"<strong>.*1 of 3 expectations not met</strong>", report_page(broken_result))


def test_what_a_person_has_to_record_is_told_apart_from_what_is_wrong(broken_result: RunResult) -> None:
    page = report_page(broken_result)
    wrong = page[page.index('id="h-wrong"') : page.index('id="h-hand"')]
    by_hand = page[page.index('id="h-hand"') : page.index('id="h-parked"')]

    assert "payment on invoice 1041" in wrong
    assert "+120.00" in wrong
    assert "Account credit paid 120.00" not in wrong
    assert "1044" in by_hand
    assert "240.00 in all" in by_hand


def test_the_patients_name_in_xeros_own_words_is_withheld(result: RunResult) -> None:
    page = report_page(result)

    assert "Lovelace" not in page
    assert "The contact name (withheld) is already assigned to another contact." in page


def test_times_are_the_clinics(result: RunResult) -> None:
    page = report_page(result)

    assert "From Mon 2 Mar 2026, 08:00 to Wed 4 Mar 2026, 20:00, the clinic's time (Australia/Sydney)" in page


def test_headings_and_tables_are_marked_up_for_those_who_listen(result: RunResult) -> None:
    page = report_page(result)

    assert page.count("<h1>") == 1
    assert '<html lang="en">' in page
    assert all("scope=" in head for head in re.findall(r"<th[ >][^>]*>?", page))


def test_a_long_history_travels_in_little_space(long_result: RunResult) -> None:
    rows = len(long_result.history.entries) + len(long_result.calls) + len(long_result.standings)

    assert rows > 45_000
    assert len(data_of(long_result)) < 50 * rows


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT-11", "UTC+10:30"])
def test_a_fixed_offset_is_a_time_zone_as_well(changed: Callable[..., RunResult], zone: str) -> None:
    assert f"the clinic's time ({zone})" in report_page(changed(time_zone=zone))


def test_the_index_leads_to_every_page_and_tells_of_runs_that_broke(
    result: RunResult, broken_result: RunResult
) -> None:
    boom = BrokenRun(scenario="Boom", seed=3, path=None, reason="it broke", reproduce="harness run boom.yaml")

    page = index_page([("a.html", result), ("b.html", broken_result), ("c.html", boom)])

    assert '<a href="a.html">' in page
    assert '<a href="b.html">' in page
    assert "c.html" not in page
    assert "it broke" in page
    assert "2 of 3 broken" in page


def test_the_index_shows_at_a_glance_when_each_story_was_connected_and_in_trouble(result: RunResult) -> None:
    page = index_page([("a.html", result)])

    assert 'aria-label="disconnected for 1 d 23 h, connected for 1 h 30 m, connected for 11 h' in page
    assert '<rect class="g-outage" x="91.67"' in page


def test_without_a_script_the_page_still_tells_what_happened_and_what_is_wrong(
    broken_result: RunResult,
) -> None:
    page = report_page(broken_result)
    plain = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)

    assert "somebody removed the app in Xero" in plain
    assert "1 payment doubled in Xero, 120.00 in all:" in plain
    assert '<a href="#invoice=1041">1041</a>' in plain
    assert "35,880.00" in plain
    assert "<noscript>" in plain


def test_a_limit_that_xero_does_not_have_gets_no_lane(changed: Callable[..., RunResult]) -> None:
    page = report_page(changed(limits={"minute": 60, "day": None, "payments per minute": None}))

    assert 'data-lane="minute"' in page
    assert 'data-lane="day"' not in page
    assert 'data-lane="payments"' not in page
