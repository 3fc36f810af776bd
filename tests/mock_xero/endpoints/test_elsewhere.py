"""What lies beside the modelled resources: 501, 405 or 404, each in Xero's shape (facts §4.6)."""

from collections.abc import Callable

import httpx
import pytest

from mock_xero.operations import operations
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]


def test_no_operation_of_xeros_is_left_unanswered(ask: Ask) -> None:
    answers = [ask(each.method, each.example.lstrip("/")) for each in operations()]

    assert {each.status_code for each in answers} <= {200, 400, 404, 501}
    assert {each.json()["ErrorNumber"] for each in answers if each.status_code == 501} <= {20}


@pytest.mark.parametrize("path", ["Receipts", "ExpenseClaims/3a1f7c52-9d4e-4b8a-a6c0-5e2d8f90b714"])
def test_what_xero_has_and_the_mock_has_not_is_501(ask: Ask, path: str) -> None:
    answer = ask("GET", path)

    assert answer.status_code == 501
    assert answer.json() == {
        "ErrorNumber": 20,
        "Type": "ApiMethodNotImplementedException",
        "Message": "The Api Method called is not implemented",
    }


@pytest.mark.parametrize("path", ["Nonsense", "Invoices/1/2/3/4", "/Invoices", "Invoices/", ""])
def test_a_path_that_xero_has_not_is_its_404_page(ask: Ask, path: str) -> None:
    answer = ask("GET", f"http://xero.test/api.xro/2.0/{path}")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PATCH", "BREW"])
def test_an_unusual_method_is_not_allowed_and_the_answer_says_which_are(ask: Ask, method: str) -> None:
    refused = ask(method, "Invoices")

    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, PUT, POST"
    assert refused.json() == {"Message": f"The requested resource does not support http method '{method}'."}


def test_a_usual_method_at_a_path_without_it_is_501_and_405_under_the_other_reading(
    ask: Ask, found: Callable[..., Organisation], talk: Callable[[Organisation], Ask]
) -> None:
    strict = talk(found(wrong_method_is_405=True))

    assert ask("DELETE", "Invoices").status_code == 501
    assert strict("DELETE", "Invoices").status_code == 405


def test_a_head_is_answered_as_the_get_would_be(ask: Ask) -> None:
    assert ask("HEAD", "Receipts").status_code == 501


def test_a_path_may_be_spelled_in_any_case(ask: Ask) -> None:
    answer = ask("GET", "organisation")

    assert answer.json()["Organisations"][0]["Name"] == "Demo Company (AU)"
