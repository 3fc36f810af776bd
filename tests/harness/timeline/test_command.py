"""`harness timeline`: files in, a case out that `harness run` replays; or an error and nothing written."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.cli import app
from tests.harness.timeline.exports import Exports, sound_exports, with_oddities

DATES = (
    *("--disconnected", "2026-02-06 14:12"),
    *("--reconnected", "2026-02-13 09:30"),
    *("--synchronised", "2026-02-13 09:35 from 2026-02-06"),
)


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def exports() -> Exports:
    return with_oddities(sound_exports(24, 26, days=14), 1)


@pytest.fixture
def files(tmp_path: Path, exports: Exports) -> tuple[Path, Path]:
    """The exports as files that are named after a patient."""
    invoices, payments = tmp_path / "Quibbleworth.csv", tmp_path / "Quibbleworth paid.csv"
    invoices.write_bytes(exports.invoice_csv())
    payments.write_bytes(exports.payment_csv(";"))
    return invoices, payments


def test_a_case_replays_and_says_what_to_record_by_hand(tmp_path: Path, files: tuple[Path, Path]) -> None:
    imported = harness("timeline", "import", *files, *DATES, "--to", tmp_path / "case.yaml")
    ran = harness("run", tmp_path / "case.yaml", "--json", tmp_path / "run.json")

    assert imported.exit_code == 0, imported.output
    assert ran.exit_code == 0, ran.output
    assert "the last of it was in Xero on Fri 13 Feb 2026" in " ".join(ran.output.split())
    manual = json.loads((tmp_path / "run.json").read_bytes())["manual_payments"]
    assert [each["invoice"] for each in manual] == ["1000007"]


def test_no_name_of_the_exports_is_in_any_output(
    tmp_path: Path, files: tuple[Path, Path], exports: Exports
) -> None:
    told = harness("timeline", "import", *files, *DATES, "--to", tmp_path / "case.yaml").output

    written = told + "".join(f"{each.name}{each.read_text()}" for each in tmp_path.glob("case*"))
    assert [name for name in exports.names if name.casefold() in written.casefold()] == []


def test_the_problems_are_a_csv_and_json_row_by_row(
    tmp_path: Path, files: tuple[Path, Path], exports: Exports
) -> None:
    harness("timeline", "import", *files, "--to", tmp_path / "case.yaml")

    lines = (tmp_path / "case.problems.csv").read_text().splitlines()
    told = json.loads((tmp_path / "case.problems.json").read_bytes())
    assert lines[0] == "file,row,column,kind,what,done"
    assert len(lines) - 1 == len(told["problems"]) == len(exports.planted)
    for file, rows in (("invoices", exports.invoices), ("payments", exports.payments)):
        assert told["counts"][file]["rows"] == len(rows)


def test_the_mapping_that_was_guessed_can_be_given_back(tmp_path: Path, files: tuple[Path, Path]) -> None:
    printed = harness("timeline", "mapping", *files)
    (tmp_path / "columns.toml").write_text(printed.output)

    again = harness("timeline", "mapping", *files, "--mapping", tmp_path / "columns.toml")

    assert 'number = "Invoice #"' in printed.output
    assert again.output == printed.output


def test_a_payment_type_may_have_an_account_of_its_own(tmp_path: Path, files: tuple[Path, Path]) -> None:
    (tmp_path / "columns.toml").write_text('["payment types"]\nEFTPOS = "611"\n')

    harness(
        "timeline", "import", *files, "--mapping", tmp_path / "columns.toml", "--to", tmp_path / "case.yaml"
    )

    assert 'payment types: {"EFTPOS": "611"}' in (tmp_path / "case.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--time-zone", "Sydney"), "Australia/Sydney"),
        (("--profile", "generous"), "unknown profile"),
        (("--disconnected", "in March"), '--disconnected "in March"'),
        (("--journal", "nowhere.json"), "journal: the file cannot be read"),
        (("--mapping", "nowhere.toml"), "mapping: the file cannot be read"),
    ],
)
def test_bad_input_ends_with_2_and_nothing_written(
    tmp_path: Path, files: tuple[Path, Path], words: tuple[str, str], told: str
) -> None:
    result = harness("timeline", "import", *files, *words, "--to", tmp_path / "case.yaml")

    assert result.exit_code == 2
    assert told in result.output
    assert list(tmp_path.glob("case*")) == []


def test_files_that_are_swapped_are_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    result = harness("timeline", "import", *reversed(files), "--to", tmp_path / "case.yaml")

    assert result.exit_code == 2
    assert "Quibbleworth" not in result.output
