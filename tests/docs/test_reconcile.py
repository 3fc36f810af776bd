"""The page about `harness reconcile` names every option, field and kind of break; its ledger can be read."""

import inspect
from pathlib import Path

import msgspec
import pytest

from harness.cli import app
from harness.commands.reconcile import reconcile
from harness.ledger import LedgerInvoice, LedgerPayment, ManualPayment
from harness.reconciliation.breaks import BreakKind
from harness.sources.json_lines import read_json_lines
from harness.sources.lines import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "reconcile.md").read_text(encoding="utf-8")
OPTIONS = {"csv_file": "csv", "json_file": "json"}


def test_every_option_is_named() -> None:
    assert any(command.callback is reconcile for command in app.registered_commands)
    names = [OPTIONS.get(name, name.replace("_", "-")) for name in inspect.signature(reconcile).parameters]

    assert [name for name in names if f"`--{name}`" not in PAGE] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_line_is_named(kind: str) -> None:
    fields = [field.name for field in msgspec.structs.fields(KINDS[kind])]

    assert [name for name in fields if f"`{name}`" not in PAGE] == []


def test_every_kind_of_break_is_named() -> None:
    assert [kind.name for kind in BreakKind if f"`{kind.name}`" not in PAGE] == []


def test_the_ledger_of_the_page_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_text(PAGE.partition("```jsonl\n")[2].partition("```")[0])

    assert [type(each) for each in read_json_lines(file)] == [LedgerInvoice, LedgerPayment, ManualPayment]
