"""A mutant differs from the source in one place, and whoever imported the function runs it."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.benchmarks.mutating import infect, mutants_of

SOURCE = """
LIMIT = 3

def fits(number, out):
    if number < LIMIT and not out:
        return True
    return False

class Purse:
    @property
    def left(self):
        return max(0, 5 - 2)
"""


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    file = tmp_path / "a_room.py"
    file.write_text(SOURCE, encoding="utf-8")
    spec = spec_from_file_location("a_room", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["a_room"] = module
    spec.loader.exec_module(module)
    return module


def test_every_place_in_a_function_gives_a_mutant_and_a_constant_of_the_module_gives_none(
    module: ModuleType,
) -> None:
    changes = {(mutant.before, mutant.after) for mutant in mutants_of(module)}

    assert ("number < LIMIT", "number <= LIMIT") in changes
    assert ("number < LIMIT and (not out)", "number < LIMIT or not out") in changes
    assert ("not out", "out") in changes
    assert ("True", "False") in changes
    assert ("max", "min") in changes
    assert ("5 - 2", "5 + 2") in changes
    assert not any("LIMIT = " in before for before, _ in changes)


def test_a_function_that_was_imported_before_runs_the_mutant(module: ModuleType) -> None:
    fits = module.fits
    [mutant] = [each for each in mutants_of(module) if each.after == "number <= LIMIT"]
    assert not fits(3, out=False)

    infect(module, mutant)

    assert fits(3, out=False)


def test_a_property_runs_the_mutant(module: ModuleType) -> None:
    [mutant] = [each for each in mutants_of(module) if each.after == "5 + 2"]

    infect(module, mutant)

    assert module.Purse().left == 7
