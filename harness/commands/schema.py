"""`harness schema`."""

import json

import typer

from harness.scenario.editor_schema import editor_schema


def schema() -> None:
    """Print the scenario language as JSON Schema, for editors."""
    typer.echo(json.dumps(editor_schema(), indent=2, ensure_ascii=False))
