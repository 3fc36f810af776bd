"""The `harness` command: what it reads, writes and ends with."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.cli import app

SMALL = """\
scenario: {title}
starts: 2026-03-02T08:00:00+11:00
clinic: {{name: Harbour Physio, time zone: Australia/Sydney}}
xero: {{profile: article}}
timeline:
  - {{at: day 1 09:00, do: connect}}
  - {{at: day 1 10:00, do: invoice, number: 1, patient: {{id: P-1, name: Ada Lovelace}}, amount: 120.00}}
  - {{at: day 1 10:05, do: pay, invoice: 1, amount: 120.00, by: EFTPOS}}
  - {{at: day 1 12:00, do: synchronise, from: day 1}}
expect:
  - nothing doubled
  - {{manual payments: {manual}}}
"""


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A scenario whose expectations hold."""
    file = tmp_path / "kept.yaml"
    file.write_text(SMALL.format(title="Kept", manual=0))
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A scenario that expects a manual payment that there won't be."""
    file = tmp_path / "broken.yaml"
    file.write_text(SMALL.format(title="Broken", manual=1))
    return file


def test_a_scenario_that_holds_ends_with_0_and_tells_its_books(kept: Path) -> None:
    result = harness("run", kept)

    assert result.exit_code == 0
    assert "Kept  held" in result.output
    assert "Lovelace" not in result.output


def test_an_account_that_cannot_take_sales_ends_with_2_and_says_which(kept: Path) -> None:
    kept.write_text(kept.read_text().replace("name: Harbour Physio", "items: {Brace: '610'}"))

    result = harness("run", kept)

    assert result.exit_code == 2
    assert f"{kept}: account 610 takes no sales in Xero; write another, like 200" in result.output


def test_a_scenario_that_does_not_hold_ends_with_1_and_names_the_expectation(broken: Path) -> None:
    result = harness("run", broken)

    assert result.exit_code == 1
    assert "manual payments: 1" in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "bad.yaml:1:1: the file is empty"),
        (
            "scenario: X\nstarts: soon\ntimeline: [{at: day 1 09:00, do: connect}]\n",
            'bad.yaml:2:9: starts: "soon"',
        ),
    ],
)
def test_a_file_that_is_no_scenario_ends_with_2_before_anything_runs(
    tmp_path: Path, kept: Path, text: str, told: str
) -> None:
    (tmp_path / "bad.yaml").write_text(text)

    for command in ("run", "check"):
        result = harness(command, kept, tmp_path / "bad.yaml")

        assert result.exit_code == 2
        assert told in result.output
        assert "held" not in result.output


def test_what_is_not_there_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert harness("run", tmp_path / "nowhere.yaml").exit_code == 2
    assert harness("check", tmp_path / "empty").exit_code == 2
    assert harness("check").exit_code == 2
    assert harness("dance").exit_code == 2


def test_an_unknown_engine_ends_with_2_and_a_sentence(kept: Path) -> None:
    for spec in ("nowhere:create", "json:nothing", "json", "json:__name__"):
        result = harness("run", kept, "--engine", spec)

        assert result.exit_code == 2
        assert "no engine at" in result.output


def test_an_engine_whose_module_cannot_be_imported_ends_with_2(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_an_engine.py").write_text("raise RuntimeError('no database')\n")
    monkeypatch.syspath_prepend(tmp_path)

    result = harness("run", kept, "--engine", "half_an_engine:create")

    assert result.exit_code == 2
    assert "no engine at 'half_an_engine:create': write MODULE:FACTORY (no database)" in result.output


def test_an_engine_that_cannot_be_built_breaks_its_run_and_not_the_harness(kept: Path) -> None:
    result = harness("run", kept, kept, "--engine", "json:dumps")

    assert result.exit_code == 1
    assert result.output.count("the run broke: TypeError: Object of type Seat") == 2


def test_an_output_that_cannot_be_written_ends_with_2_before_anything_runs(
    tmp_path: Path, kept: Path
) -> None:
    (tmp_path / "file").write_text("x")

    for option, target in (
        ("--json", tmp_path / "nowhere" / "run.json"),
        ("--junit", tmp_path),
        ("--history", tmp_path / "nowhere" / "history.jsonl"),
        ("--report", tmp_path / "file"),
    ):
        result = harness("run", kept, option, target)

        assert result.exit_code == 2, option
        assert "Kept" not in result.output


def test_one_scenario_is_one_object_and_its_history_one_file(tmp_path: Path, kept: Path) -> None:
    result = harness(
        "run", kept, "--json", tmp_path / "run.json", "--history", tmp_path / "run.jsonl", "--seed", "41"
    )

    written = json.loads((tmp_path / "run.json").read_bytes())
    lines = [json.loads(line) for line in (tmp_path / "run.jsonl").read_bytes().splitlines()]
    assert result.exit_code == 0
    assert (written["seed"], written["outcome"]) == (41, "held")
    assert written["reproduce"].endswith("--seed 41")
    assert set(lines[0]) == {"instant", "actor", "operation", "record", "outcome"}


def test_several_scenarios_are_an_array_with_a_page_and_a_history_each(
    tmp_path: Path, kept: Path, broken: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()

    result = harness(
        "run", kept, broken, "--report", out / "pages", "--json", out / "runs.json",
        "--junit", out / "runs.xml", "--history", out / "history.jsonl",
    )  # fmt: skip

    assert result.exit_code == 1
    assert [each["scenario"] for each in json.loads((out / "runs.json").read_bytes())] == ["Kept", "Broken"]
    assert sorted(each.name for each in (out / "pages").iterdir()) == [
        "broken.html",
        "index.html",
        "kept.html",
    ]
    assert {"history-kept.jsonl", "history-broken.jsonl"} <= {each.name for each in out.iterdir()}
    assert "1 of 2 scenarios broken: Broken" in result.output


@pytest.mark.slow
def test_in_several_processes_it_ends_the_same_in_the_same_order(
    tmp_path: Path, kept: Path, broken: Path
) -> None:
    for jobs in ("1", "2"):
        harness("run", broken, kept, "--jobs", jobs, "--json", tmp_path / f"{jobs}.json")

    one, two = (json.loads((tmp_path / f"{jobs}.json").read_bytes()) for jobs in ("1", "2"))
    assert [each["digest"] for each in one] == [each["digest"] for each in two]
    assert [each["scenario"] for each in two] == ["Broken", "Kept"]


def test_check_reads_without_running(kept: Path, broken: Path) -> None:
    result = harness("check", kept, broken)

    assert result.exit_code == 0
    assert result.output.splitlines() == [f"{kept}: Kept: good", f"{broken}: Broken: good"]


def test_schema_prints_json_schema() -> None:
    result = harness("schema")

    assert result.exit_code == 0
    assert json.loads(result.output)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_same_runs_give_the_same_bytes_one_after_the_other_and_side_by_side(
    kept: Path, broken: Path, tmp_path: Path
) -> None:
    def written(name: str, *words: str) -> list[bytes]:
        out = tmp_path / name
        out.mkdir()
        files = [out / "runs.xml", out / "summary.md"]
        harness("run", kept, broken, "--junit", files[0], "--summary", files[1], *words)
        return [file.read_bytes() for file in files]

    assert written("alone") == written("together", "--jobs", "2")


def test_in_a_github_job_a_broken_expectation_is_an_annotation_of_its_file(
    kept: Path, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    told = harness("run", kept, broken).stdout

    [line] = [line for line in told.splitlines() if line.startswith("::")]
    assert line.startswith(f"::error file={broken},title=Broken")


def test_elsewhere_there_are_no_annotations(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    assert "::error" not in harness("run", broken).stdout
