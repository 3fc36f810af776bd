"""Runs as JUnit XML, for CI servers: one suite for each scenario, one test case for each expectation.

No time is told: the same runs give the same bytes.
"""

import re
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.checkers.verdict import Verdict
from harness.result import RunResult

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_junit(outcomes: Sequence[Outcome]) -> bytes:
    """Return the XML document, in the order of the runs."""
    root = Element("testsuites", name="harness")
    for each in outcomes:
        if isinstance(each, BrokenRun):
            _add_broken(root, each)
        else:
            _add_suite(root, each)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _add_suite(root: Element, result: RunResult) -> None:
    failures = sum(1 for each in result.verdicts if each.outcome is Judged.INVALID)
    undecided = sum(1 for each in result.verdicts if each.outcome is Judged.UNDECIDED)
    suite = SubElement(
        root,
        "testsuite",
        name=_clean(result.scenario),
        tests=str(len(result.verdicts)),
        failures=str(failures),
        errors="0",
        skipped=str(undecided),
    )
    properties = SubElement(suite, "properties")
    for name, value in (
        ("seed", str(result.seed)),
        ("digest", result.digest),
        ("reproduce", result.reproduce),
    ):
        SubElement(properties, "property", name=name, value=_clean(value))
    for verdict in result.verdicts:
        _add_case(suite, result, verdict)


def _add_case(suite: Element, result: RunResult, verdict: Verdict) -> None:
    case = SubElement(suite, "testcase", classname=_clean(result.scenario), name=_clean(verdict.expectation))
    told = _clean("\n".join(verdict.evidence))
    if verdict.outcome is Judged.INVALID:
        failure = SubElement(case, "failure", message=told.partition("\n")[0], type="broken")
        failure.text = f"{told}\nTo see it again: {_clean(result.reproduce)}"
    elif verdict.outcome is Judged.UNDECIDED:
        SubElement(case, "skipped", message=told)


def _add_broken(root: Element, run: BrokenRun) -> None:
    name = _clean(run.scenario)
    suite = SubElement(root, "testsuite", name=name, tests="1", failures="0", errors="1", skipped="0")
    case = SubElement(suite, "testcase", classname=name, name="the run")
    error = SubElement(case, "error", message=_clean(run.reason), type="the run broke")
    error.text = f"To see it again: {_clean(run.reproduce)}"


def _clean(text: str) -> str:
    """XML 1.0 has no place for most control characters."""
    return _NOT_IN_XML.sub("?", text)
