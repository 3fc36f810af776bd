"""Every scenario that is shipped is one that the loader reads without a complaint."""

from pathlib import Path
from typing import Final

from harness.scenario.loader import ScenarioError, find, load

SCENARIOS: Final = Path(__file__).parents[2] / "scenarios"


def complaints(path: Path) -> list[str]:
    try:
        load(path)
    except ScenarioError as wrong:
        return [str(wrong)]
    return []


def test_every_shipped_scenario_is_read_without_a_complaint() -> None:
    found = [complaint for path in find([SCENARIOS]) for complaint in complaints(path)]

    assert not found, "\n".join(found)


def test_no_two_shipped_scenarios_have_the_same_name() -> None:
    names = [load(path).name for path in find([SCENARIOS])]

    assert sorted(names) == sorted(set(names))
