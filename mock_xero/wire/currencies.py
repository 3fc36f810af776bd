"""Currencies as Xero spells them."""

from collections.abc import Sequence

from mock_xero.books.catalogue.currencies import KNOWN, description_of
from mock_xero.books.problems import Problem
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def currency_json(code: str) -> Json:
    return {"Code": code, "Description": description_of(code)}


def failed_currency(code: str, problems: Sequence[Problem]) -> Json:
    """A word that is no currency's is not repeated: `Code` has the codes of currencies only."""
    echo = currency_json(code) if code in KNOWN else {}
    return echo | {"ValidationErrors": messages(problems)}
