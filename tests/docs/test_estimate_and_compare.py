"""The pages about `estimate` and `compare` name every option, and their examples are true."""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.commands.compare import compare
from harness.commands.estimate import estimate

ROOT = Path(__file__).parents[2]
OPTIONS = {"json_file": "json"}


@pytest.mark.parametrize(("page", "command"), [("estimate.md", estimate), ("compare.md", compare)])
def test_every_option_is_named(page: str, command: Callable[..., object]) -> None:
    assert any(each.callback is command for each in app.registered_commands)
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    options = [
        OPTIONS.get(name, name.replace("_", "-"))
        for name, each in inspect.signature(command).parameters.items()
        if each.kind is inspect.Parameter.KEYWORD_ONLY
    ]

    assert [name for name in options if f"--{name}" not in text] == []


def test_what_crashes_cost_is_as_the_page_says(tmp_path: Path) -> None:
    story = (ROOT / "scenarios" / "a-crash-in-the-middle.yaml").read_text(encoding="utf-8")
    without = tmp_path / "without-crashes.yaml"
    without.write_text("".join(line for line in story.splitlines(keepends=True) if "do: crash" not in line))
    shown = (
        (ROOT / "docs" / "compare.md")
        .read_text(encoding="utf-8")
        .partition("```text\n")[2]
        .partition("```")[0]
    )

    told = CliRunner().invoke(
        app,
        ["compare", str(ROOT / "scenarios" / "a-crash-in-the-middle.yaml"), str(without)],
        env={"COLUMNS": "110"},
    )

    lines = [line.rstrip() for line in told.output.splitlines()]
    assert told.exit_code == 1
    assert [line for line in shown.splitlines() if line.strip(" .") and line not in lines] == []
