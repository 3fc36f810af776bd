"""Which reader reads what a person named: the one place that knows every kind of source.

An export of a practice app has columns of its own: whatever brings it into neutral lines comes in here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from harness.ledger import Posting
from harness.scenario.loader import SUFFIXES, NoScenariosError, ScenarioError, load
from harness.sources.csv_folder import read_csv_folder
from harness.sources.engine_database import read_engine_database
from harness.sources.json_lines import read_json_lines
from harness.sources.problems import SourceError
from harness.sources.scenario_deeds import read_scenario_deeds

URL: Final = "://"


def clinic_postings(source: str) -> Iterator[Posting]:
    """Stream a clinic's records: a scenario's, the engine's, or a ledger's. Raises SourceError."""
    if URL in source:
        return read_engine_database(source)
    if Path(source).suffix in SUFFIXES:
        return _deeds_of(Path(source))
    return ledger_postings(Path(source))


def ledger_postings(path: Path) -> Iterator[Posting]:
    """Stream a neutral ledger: a file of JSON lines, or a folder of CSV. Raises SourceError."""
    return read_csv_folder(path) if path.is_dir() else read_json_lines(path)


def _deeds_of(file: Path) -> Iterator[Posting]:
    try:
        return read_scenario_deeds(load(file))
    except ScenarioError as wrong:
        raise SourceError(*wrong.messages) from wrong
    except NoScenariosError as wrong:
        raise SourceError(str(wrong)) from wrong
