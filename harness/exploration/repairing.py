"""Makes a story add up again after something was taken out of it."""

from collections.abc import Iterator, Mapping, Sequence

from harness.scenario import schema
from harness.scenario.clinic_steps import Refund
from harness.scenario.problems import Spot
from harness.scenario.story import objections

Introducing = schema.IssueInvoice | schema.Prepay | Refund


def repaired(scenario: schema.Scenario, names: Mapping[str, str]) -> schema.Scenario | None:
    """Leave out what no longer makes sense; None where nothing is left to connect."""
    steps = sorted(scenario.timeline, key=lambda step: step.at)
    while True:
        steps = list(introduced(steps, names))
        spots = [(Spot(place), step) for place, step in enumerate(steps)]
        senseless = {each.spot for each in objections(spots, scenario.calendar, frozenset(), exact=True)}
        if not senseless:
            break
        steps = [step for spot, step in spots if spot not in senseless]
    if not any(isinstance(step, schema.Connect) for step in steps):
        return None
    return scenario.model_copy(update={"timeline": tuple(steps)})


def introduced(steps: Sequence[schema.Step], names: Mapping[str, str]) -> Iterator[schema.Step]:
    """Give each patient a name in the step that speaks of them first, and in no other."""
    known: set[str] = set()
    for step in steps:
        if isinstance(step, Introducing):
            patient = step.patient.id
            name = None if patient in known else names.get(patient, f"Patient {patient}")
            known.add(patient)
            yield step.model_copy(update={"patient": schema.PatientRef(id=patient, name=name)})
        else:
            yield step


def names_in(scenario: schema.Scenario) -> dict[str, str]:
    """Return the name that each patient has first."""
    names: dict[str, str] = {}
    for step in scenario.timeline:
        if isinstance(step, Introducing) and step.patient.name is not None:
            names.setdefault(step.patient.id, step.patient.name)
    return names
