"""The page about exploration names every row, phase and gate of the coverage of trouble."""

from pathlib import Path

from harness.coverage.cells import COLUMNS, REFUSED_AT, Phase

PAGE = (Path(__file__).parents[2] / "docs" / "exploration.md").read_text(encoding="utf-8")


def test_every_row_phase_and_gate_is_named() -> None:
    words = [*COLUMNS, *(phase.value for phase in Phase), *COLUMNS[REFUSED_AT]]

    assert [word for word in words if f"`{word}`" not in PAGE] == []
