"""JUnit XML: a CI server shows one test case for each expectation."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.checkers.verdict import Verdict
from harness.reporting.junit import as_junit
from harness.result import RunResult


def read(*outcomes: Outcome) -> Element:
    return fromstring(as_junit(list(outcomes)))  # noqa: S314  our own document


def test_each_expectation_is_a_case_of_its_scenarios_suite(result: RunResult) -> None:
    suite = read(result)[0]

    assert suite.attrib["name"] == "The batch sync in small"
    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["skipped"]) == ("3", "0", "1")
    assert [case.attrib["name"] for case in suite.iter("testcase")] == [
        "nothing doubled",
        "nothing missing",
        "settings survive",
    ]


def test_a_broken_expectation_fails_with_its_evidence_and_the_command(broken_result: RunResult) -> None:
    failures = list(read(broken_result).iter("failure"))

    assert [failure.attrib["message"] for failure in failures] == [
        "Xero has the payment of 120.00 once more."
    ]
    assert "harness run scenarios/small.yaml --seed 7" in (failures[0].text or "")


def test_a_run_that_broke_is_an_error() -> None:
    broken = BrokenRun(
        scenario="Boom", seed=3, path=None, reason="the run broke", reproduce="harness run boom"
    )

    suite = read(broken)[0]

    assert suite.attrib["errors"] == "1"
    assert [error.attrib["message"] for error in suite.iter("error")] == ["the run broke"]


def test_characters_that_xml_does_not_know_do_not_spoil_the_document(
    changed: Callable[..., RunResult],
) -> None:
    odd = changed(verdicts=(Verdict("nothing doubled", Judged.INVALID, ("a \x00 <b> & \x1b[0m",)),))

    assert next(read(odd).iter("failure")).attrib["message"] == "a ? <b> & ?[0m"
