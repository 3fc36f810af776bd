"""Currencies as Xero spells them."""

from collections.abc import Sequence

from mock_xero.books.catalogue.currencies import description_of
from mock_xero.books.problems import Problem
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def currency_json(code: str) -> Json:
    return {"Code": code, "Description": description_of(code)}


def failed_currency(code: str, problems: Sequence[Problem]) -> Json:
    return currency_json(code) | {"ValidationErrors": messages(problems)}
