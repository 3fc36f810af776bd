"""`harness estimate`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from harness.commands.endings import refuse
from harness.commands.reading import ClusterAddress, Jobs, read_scenario
from harness.estimating.backlog import Backlog, NoBacklogError, Setting, backlog_of
from harness.estimating.course import Course, UnfinishedError
from harness.estimating.estimate import FEWEST_RUNS, Estimate, estimate_of
from harness.estimating.outlook import UNKNOWN, Outlook, read_outlook
from harness.estimating.simulating import LostRunsError, Question, courses_of, passages_of
from harness.exploration.executors import NoClusterError, Workforce, hired
from harness.reporting import outputs
from harness.reporting.estimated import estimate_json, tell_estimate
from harness.reporting.outputs import UnwritableError
from harness.runner import BUILT_IN, BrokenRunError, engine_named, run_scenario
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.moments import offset_name, read_iso_instant
from harness.scenario.schema import PROFILES, Clinic, Xero
from harness.scenario.values import one_of
from harness.scenario.words import MisreadError
from harness.simulation.tripwire import frozen_at_1999

NO_START: Final = datetime(2026, 3, 2, tzinfo=UTC)  # a midnight: days are counted from the press
MOST_DOCUMENTS: Final = 1_000_000
BAD: Final = (
    BrokenRunError, ImpossibleStoryError, LostRunsError, MisreadError, NoBacklogError, NoClusterError,
    UnfinishedError, UnwritableError,
)  # fmt: skip
CaseFile = Annotated[
    Path | None, typer.Argument(metavar="[CASE]", help="A scenario: its backlog at its last synchronise.")
]
Documents = Annotated[int | None, typer.Option(min=0, max=MOST_DOCUMENTS, help="How many Xero has not got.")]
LiveDocuments = Annotated[
    int | None, typer.Option(min=0, max=MOST_DOCUMENTS, help="How many come new on each day meanwhile.")
]
Profile = Annotated[str | None, typer.Option(help="article, standard, starter or unlimited.")]
WeatherWords = Annotated[
    str | None,
    typer.Option("--weather", help="calm, storm, unknown, or 'answers lost: 0% to 5%, delay: 0s to 20s'."),
]
Starts = Annotated[
    str | None, typer.Option(metavar="ISO", help="When somebody presses Synchronise, with the offset.")
]
Runs = Annotated[int, typer.Option(min=FEWEST_RUNS, help="How many backfills are simulated.")]
FirstSeed = Annotated[int, typer.Option("--seed", min=0, help="From which all weather and chance grow.")]
JsonFile = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The estimate for machines.")]


def estimate(
    case: CaseFile = None,
    *,
    invoices: Documents = None,
    payments: Documents = None,
    profile: Profile = None,
    live_invoices: LiveDocuments = None,
    live_payments: LiveDocuments = None,
    weather: WeatherWords = None,
    starts: Starts = None,
    runs: Runs = 60,
    seed: FirstSeed = 1,
    jobs: Jobs = 1,
    cluster: ClusterAddress = None,
    json_file: JsonFile = None,
) -> None:
    """Say when a backlog will be in Xero: the least, the expected time and its range, day by day.

    0 if there is an estimate, 2 for bad input.
    """
    dated = case is not None or starts is not None
    try:
        if json_file is not None:
            outputs.try_out(json_file)
        if case is not None:
            _refuse_more_than(case, invoices, payments, profile, live_invoices, live_payments, starts)
            backlog, setting, outlook = _of_case(case)
        else:
            backlog = _backlog(invoices or 0, payments or 0, live_invoices or 0, live_payments or 0)
            setting, outlook = _setting(profile or "article", starts), UNKNOWN
        outlook = read_outlook(weather) if weather is not None else outlook
        question = Question.about(backlog, setting, outlook, runs=runs, seed=seed)
        found = _answer(question, Workforce(jobs, cluster))
        tell_estimate(Console(), found, dated=dated)
        if json_file is not None:
            outputs.write(json_file, estimate_json(found, dated=dated))
    except BAD as wrong:
        refuse([str(wrong)])


def _refuse_more_than(case: Path, *options: object) -> None:
    """Insist that nothing is told beside a case that it says itself. Raises MisreadError."""
    if any(option is not None for option in options):
        raise MisreadError(
            f"{case} says the documents, the profile and the start itself; leave these options out"
        )


def _of_case(case: Path) -> tuple[Backlog, Setting, Outlook]:
    """Run the case once to see what is missing when somebody synchronises for the last time."""
    scenario = read_scenario(case)
    engine_named(BUILT_IN)
    with frozen_at_1999():
        result = run_scenario(scenario)
    try:
        backlog, setting = backlog_of(scenario, result)
    except NoBacklogError as none:
        raise NoBacklogError(f"{case}: {none}") from none
    return backlog, setting, Outlook(scenario.weather, scenario.weather)


def _backlog(invoices: int, payments: int, live_invoices: int, live_payments: int) -> Backlog:
    """Put the numbers together. Raises NoBacklogError, MisreadError."""
    if not invoices + payments:
        raise NoBacklogError("there is nothing to estimate; write --invoices N, --payments N or a case file")
    if live_payments > live_invoices:
        raise MisreadError(
            f"--live-payments {live_payments} is more than --live-invoices {live_invoices}; "
            "each new invoice is paid at most once"
        )
    return Backlog(
        invoices=invoices, payments=payments, live_invoices=live_invoices, live_payments=live_payments
    )


def _setting(profile: str, starts: str | None) -> Setting:
    """Put the circumstances together. Raises MisreadError."""
    limits = PROFILES[one_of(tuple(PROFILES), "profile")(profile)]
    pressed_at = read_iso_instant(starts) if starts else NO_START
    return Setting(Clinic(time_zone=offset_name(pressed_at)), Xero(profile=limits), pressed_at)


def _answer(question: Question, workforce: Workforce) -> Estimate:
    console, courses = Console(stderr=True), list[Course]()
    with hired(workforce, None) as workers, console.status("simulating ...") as status:
        for course in courses_of(question, workers):
            courses.append(course)
            status.update(f"simulated {len(courses)} of {question.runs} backfills ...")
    passages = passages_of(question, courses)
    return estimate_of(question.backlog, question.setting, question.simulated, passages)
