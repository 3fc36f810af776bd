"""Tells on the terminal what was found: the story in words, how it was shrunk, and how to run it again."""

from rich.console import Console

from harness.exploration.finding import Finding
from harness.reporting.phrasing import counted


def tell_finding(console: Console, finding: Finding) -> None:
    """Print one finding."""
    shrunk = finding.shrunk
    steps = counted(len(shrunk.scenario.timeline), "step")
    unfinished = "" if shrunk.finished else ", and there was no time for more"
    console.print(
        f"  Shrunk to {steps} in {counted(shrunk.runs, 'run')} and {shrunk.seconds:.0f} s{unfinished}:",
        markup=False,
    )
    console.print(f"  {shrunk.scenario.about}", markup=False, highlight=False)
    console.print(f"  {finding.command}", markup=False, highlight=False, soft_wrap=True)
