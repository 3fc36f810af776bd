"""The documents on the wire, read from bodies as Xero's API spells them; whatever else comes holds none."""

from decimal import Decimal

import pytest

from harness.simulation.papers import Paper, grant_in, papers_in

INVOICES = b'{"Invoices":[{"InvoiceNumber":"7","Contact":{"Name":"Ada Lovelace"}},{"InvoiceNumber":"8"}]}'
ANSWER = b"""{"Payments":[{"PaymentID":"p1","Amount":50.00,"Invoice":{"InvoiceID":"i7","InvoiceNumber":"7"}},
 {"PaymentID":"00000000-0000-0000-0000-000000000000","Amount":9.5,"StatusAttributeString":"ERROR"}]}"""


def test_a_batch_is_read_document_by_document_and_without_names() -> None:
    papers = papers_in("/api.xro/2.0/Invoices", INVOICES)

    assert [paper.invoice for paper in papers] == ["7", "8"]
    assert "Lovelace" not in repr(papers)


def test_an_answer_tells_what_was_taken_and_what_was_not() -> None:
    taken, refused = papers_in("/api.xro/2.0/Payments", ANSWER)

    assert taken == Paper("payment", "p1", "7", "i7", Decimal("50.00"))
    assert refused == Paper("payment", "", "", "", Decimal("9.5"), refused=True)


def test_a_write_to_one_document_names_it_in_its_path() -> None:
    [paper] = papers_in("/api.xro/2.0/Payments/p1", b'{"Status":"DELETED"}')

    assert (paper.kind, paper.document) == ("payment", "p1")


@pytest.mark.parametrize("body", [b"", b"<Invoices/>", b"[1]", b'{"Invoices":7}', b"\xff"])
def test_what_cannot_be_read_holds_nothing(body: bytes) -> None:
    assert papers_in("/api.xro/2.0/Invoices", body) == ()


def test_other_resources_hold_nothing() -> None:
    assert papers_in("/api.xro/2.0/Contacts", INVOICES) == ()
    assert papers_in("/connect/token", b"grant_type=refresh_token&refresh_token=secret") == ()


def test_a_request_for_tokens_says_what_it_shows_and_nothing_of_what_it_holds() -> None:
    assert grant_in("/connect/token", b"grant_type=refresh_token&refresh_token=secret") == "refresh_token"
    assert grant_in("/connect/token", b"code=c&grant_type=authorization_code") == "authorization_code"
    assert grant_in("/connect/token", b"grant_type=client_credentials") is None
    assert grant_in("/api.xro/2.0/Invoices", b"grant_type=refresh_token") is None
