"""The page about the import tells the truth: its example is imported and replayed as it stands there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.timeline.mapping import FILES, read_mapping

PAGE = (Path(__file__).parents[2] / "docs" / "timeline-import.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_ends_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in zip(("invoices.csv", "payments.csv"), blocks("csv"), strict=True):
        Path(name).write_text(text)
    commands = blocks("sh")[0].replace("\\\n", " ").splitlines()

    results = [CliRunner().invoke(app, shlex.split(command)[1:]) for command in commands]

    assert [result.exit_code for result in results] == [0, 0]
    problems = Path("case.problems.csv").read_text()
    assert "invoices,5,Invoice #,duplicate" in problems
    assert "payments,4,,account credit" in problems
    assert "invoice 1003      115.00" in results[1].output


def test_the_mapping_of_the_page_can_be_read_and_every_field_of_the_documents_is_named() -> None:
    assert read_mapping(blocks("toml")[0]).payment_types == {"EFTPOS": "611"}
    named = [field.name for field in FILES["invoices"]]
    assert [name for name in named if f"`{name}`" not in PAGE] == []
