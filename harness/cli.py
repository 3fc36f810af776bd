"""The command line, `harness`: each command is a file of `harness/commands`.

Exit codes: 0 all expectations hold, 1 one does not, 2 bad input.
"""

import typer

from harness.commands.check import check
from harness.commands.compare import compare
from harness.commands.coverage import coverage
from harness.commands.estimate import estimate
from harness.commands.explore import explore
from harness.commands.gallery import gallery
from harness.commands.reconcile import reconcile
from harness.commands.run import run
from harness.commands.schema import schema
from harness.commands.shrink import shrink
from harness.commands.sweep import sweep
from harness.commands.timeline import timeline
from harness.commands.torture import torture
from harness.commands.witness import witness

app = typer.Typer(
    help="Runs stories of a clinic's sync to Xero on virtual time, and judges what both books end with.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
for command in (
    run,
    check,
    torture,
    sweep,
    explore,
    shrink,
    gallery,
    coverage,
    witness,
    reconcile,
    estimate,
    compare,
    schema,
):
    app.command()(command)
app.add_typer(timeline, name="timeline")


def main() -> None:
    """The `harness` command."""
    app()


if __name__ == "__main__":
    main()
