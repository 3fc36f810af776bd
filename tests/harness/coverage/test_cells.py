"""The tables have a row and a column for whatever there is, in the words that each part of the house uses."""

from dataclasses import fields

from harness.coverage.cells import COLUMNS, FAULTS, PARK_REASONS, every_cell
from harness.coverage.explained import EXPLAINED
from harness.nemesis import faults
from harness.nemesis.trouble import Trouble
from sync_engine.reasons import Reason


def test_the_reasons_are_those_of_the_engine() -> None:
    assert list(PARK_REASONS) == [reason.value for reason in Reason]


def test_every_fault_of_the_nemesis_has_a_row_and_a_storm_has_the_rows_of_its_troubles() -> None:
    classes = (faults.Crash, faults.Outage, faults.Disconnection, faults.LapsedConsent)
    names = [field.default for each in classes for field in fields(each) if field.name == "name"]

    assert set(names) | {trouble.value for trouble in Trouble} == set(FAULTS)


def test_no_cell_is_listed_twice_and_every_explanation_is_of_one() -> None:
    cells = list(every_cell())

    assert len(cells) == len(set(cells)) == sum(map(len, COLUMNS.values()))
    assert set(EXPLAINED) <= set(cells)
