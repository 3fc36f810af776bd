"""What a scenario lets the clinic do, added up without running it: the clinic's books when all is done."""

from collections.abc import Iterator

from harness.ledger import Posting
from harness.scenario.agenda import ImpossibleStoryError, plan
from harness.scenario.performing import first_choice
from harness.scenario.schema import ChangeSettings, Scenario
from harness.simulation.choices import SeededChoices
from harness.simulation.readings import clinic_ledger
from harness.sources.problems import SourceError
from harness.workload.book import ClinicBook
from harness.workload.mappings import ChosenMappings


def read_scenario_deeds(scenario: Scenario) -> Iterator[Posting]:
    """Stream the postings of a scenario's clinic, payments in the accounts that are chosen in the end."""
    ledger = clinic_ledger(_book(scenario), _choices(scenario), ())
    yield from ledger.invoices
    yield from ledger.payments
    yield from ledger.credit_uses


def _book(scenario: Scenario) -> ClinicBook:
    book = ClinicBook()
    try:
        agenda = plan(scenario, SeededChoices(scenario.seed).fork("workload"))
    except ImpossibleStoryError as wrong:
        raise SourceError(f"{scenario.path}: {wrong}") from wrong
    for planned in agenda.deeds:
        book.record(planned.deed, planned.instant)
    return book


def _choices(scenario: Scenario) -> ChosenMappings:
    mappings = ChosenMappings()
    mappings.choose(scenario.starts, first_choice(scenario))
    for step in sorted(scenario.timeline, key=lambda step: step.at):
        if isinstance(step, ChangeSettings):
            changed = mappings.changed(
                payment_types=step.payment_types, defaults=step.chosen_defaults, items=step.items
            )
            mappings.choose(step.at, changed)
    return mappings
