"""The templates of the pages, with autoescape on, and the words that they share."""

from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.checkers.verdict import Outcome
from harness.reporting import phrasing

ROWS_AT_MOST: Final = 500  # of one table of breaks or payments; the JSON has all
EVIDENCE_AT_MOST: Final = 3  # sentences of one verdict; what is wrong is listed on the same page
WORD: Final = {Outcome.VALID: "held", Outcome.INVALID: "broken", Outcome.UNDECIDED: "undecided"}

TEMPLATES: Final = Environment(
    loader=PackageLoader("harness.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters.update(
    money=phrasing.money,
    signed=phrasing.signed,
    duration=phrasing.duration,
    word=WORD.__getitem__,
    without_names=phrasing.without_names,
)
TEMPLATES.globals.update(
    counted=phrasing.counted, rows_at_most=ROWS_AT_MOST, evidence_at_most=EVIDENCE_AT_MOST
)
