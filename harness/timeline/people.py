"""Who is who in the exports: by id where there is one, else by name, however its parts are ordered."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from harness.timeline.cells import Cells
from harness.timeline.pseudonyms import Pseudonyms


@dataclass(frozen=True, slots=True)
class Person:
    """A patient, or a third party that pays. The key tells them apart within one import."""

    key: str = field(repr=False)
    name: str = field(repr=False)


@dataclass(slots=True)
class People:
    """Everybody met so far; a name alone finds whoever bore it with an id."""

    pseudonyms: Pseudonyms
    _names: dict[str, str] = field(default_factory=dict, repr=False)
    _by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)

    def of(self, cells: Cells) -> Person | None:
        """Return the patient of a row, None where the row names none."""
        name = cells.text("patient") or f"{cells.text('first name')} {cells.text('last name')}".strip()
        known_as = cells.text("patient id").removesuffix(".0")
        if not name and not known_as:
            return None
        key = known_as.casefold() if known_as else self._key_of(name)
        self._by_name[_folded(name)].add(key)
        self._names.setdefault(key, name)
        return Person(key, self._names[key])

    def stand_in(self, number: str) -> Person:
        """Return a patient of its own for an invoice that names none."""
        return Person(f"of invoice {number}", "")

    def party(self, name: str, patient: Person) -> str | None:
        """Return the third party's invented name; None where the invoice is the patient's own."""
        if not name or _folded(name) == _folded(patient.name):
            return None
        return self.pseudonyms.name_of(f"party {_folded(name)}", name)

    def written(self, person: Person) -> dict[str, str]:
        """The patient as a record has it."""
        key = self.pseudonyms.id_of(person.key)
        return {"id": key, "name": self.pseudonyms.name_of(person.key, person.name)}

    def _key_of(self, name: str) -> str:
        """Find the one who is called so; of several, or of none, the name itself tells them apart."""
        known = self._by_name[_folded(name)]
        return next(iter(known)) if len(known) == 1 else f"named {_folded(name)}"


def _folded(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", name.casefold())))
