"""The page of a run: complete in itself, escaped, and honest about what is expected and what is wrong."""

import json
import re
from collections.abc import Callable

import pytest

from harness.batch import BrokenRun
from harness.reporting.page import index_page, report_page, timeline_of
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
    assert "<strong>Every expectation holds</strong>" in report_page(result)
    assert "<strong>1 of 3 expectations not met</strong>" in report_page(broken_result)


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
    entries = len(long_result.history.entries)
    written = json.dumps(timeline_of(long_result))

    assert entries > 20_000
    assert len(written) < 50 * entries
    assert len(report_page(long_result)) < 2_000_000


def test_the_timeline_knows_when_the_clocks_change(changed: Callable[..., RunResult]) -> None:
    run = changed()
    moved = changed(
        started_at=run.started_at.replace(month=4, day=3), ended_at=run.ended_at.replace(month=4, day=6)
    )

    assert [minutes for _, minutes in timeline_of(moved)["offsets"]] == [660, 600]


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
