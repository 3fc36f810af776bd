"""The list of Xero's operations, and what `mock-xero coverage` says of each."""

import json
from pathlib import Path
from typing import Final

import pytest
import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from typer.testing import CliRunner

from mock_xero.cli import cli
from mock_xero.endpoints import accounting_routes
from mock_xero.endpoints.coverage import coverage
from mock_xero.endpoints.elsewhere import ROUTES as ELSEWHERE
from mock_xero.operations import operations

PUBLISHED: Final = Path(__file__).parents[3] / "shared" / "xero" / "openapi" / "xero_accounting.yaml"
METHODS: Final = {"get", "put", "post", "delete", "patch"}


async def answer(request: Request) -> Response:
    return Response()


def test_there_are_235_operations_each_of_its_own_name() -> None:
    assert len(operations()) == 235
    assert len({each.name for each in operations()}) == 235
    assert len({each.resource for each in operations()}) == 31


def test_the_list_is_xeros_own() -> None:
    if not PUBLISHED.exists():
        pytest.skip(f"Xero's OpenAPI file is not beside this project ({PUBLISHED.name})")
    paths = yaml.load(PUBLISHED.read_text(encoding="utf-8"), yaml.CSafeLoader)["paths"]

    published = {
        (method.upper(), path, said["operationId"])
        for path, methods in paths.items()
        for method, said in methods.items()
        if method in METHODS
    }

    assert {(each.method, each.path, each.name) for each in operations()} == published


def test_an_operation_is_stateful_when_a_route_other_than_the_last_takes_it() -> None:
    route = Route("/api.xro/2.0/Users/{user_id}", answer, methods=["GET"])

    stateful = [each.operation.name for each in coverage([route, *ELSEWHERE]) if each.stateful]

    assert stateful == ["getUser"]


def test_what_the_mock_covers_is_told_as_a_table() -> None:
    told = CliRunner().invoke(cli, ["coverage"]).output.splitlines()

    invoices = next(
        line for line in told if line.endswith("getInvoices  stateful") or " getInvoices " in line
    )
    assert invoices.split() == ["Invoices", "GET", "/Invoices", "getInvoices", "stateful"]
    stateful = sum(each.stateful for each in coverage(accounting_routes()))
    assert told[-1] == f"235 operations: {stateful} stateful, {235 - stateful} answered 501, 0 unanswered."


def test_what_the_mock_covers_is_told_to_programs() -> None:
    told = json.loads(CliRunner().invoke(cli, ["coverage", "--json"]).output)

    assert told["operations"] == len(told["list"]) == told["stateful"] + told["501"]
    assert told["list"][0] == {
        "resource": "Accounts",
        "method": "GET",
        "path": "/Accounts",
        "operation": "getAccounts",
        "answer": "stateful",
    }
