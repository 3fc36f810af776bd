"""Which patient a form means: one that is known, or a new one of the name that was typed."""

from collections.abc import Mapping

from sync_engine import ClinicRefused, PatientRef
from sync_engine.clinic import ClinicReading
from sync_engine.pages.forms import Form


def patient_in(form: Form, clinic: ClinicReading) -> PatientRef:
    """Return the patient that was picked, or a new one. Raises Refusal."""
    picked = form.text("patient")
    if not picked:
        name = form.needed("new_patient", "the patient's name")
        return PatientRef(f"P-{len(clinic.patients()) + 1}", name)
    names = names_of(clinic)
    if picked not in names:
        raise ClinicRefused("There is no such patient.")
    return PatientRef(picked, names[picked])


def names_of(clinic: ClinicReading) -> Mapping[str, str]:
    """Return the patients' names by id."""
    return {patient.id: patient.name for patient in clinic.patients()}
