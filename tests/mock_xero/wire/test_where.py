"""The grammar of `where`, and what an index may take from it (facts §4.8)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_xero.wire.fields import Field, Fields, FieldType
from mock_xero.wire.problems import QueryUnparsable
from mock_xero.wire.where import parsed


@dataclass(frozen=True)
class Document:
    name: str | None = "Ada Byron"
    guid: str = "7ef31b20-de17-4312-8382-412f869b1510"
    amount: Decimal = Decimal("80.00")
    instant: datetime = datetime(2026, 9, 14, tzinfo=UTC)
    sent: bool = True


FIELDS: Final = Fields(
    "Document",
    {
        "name": Field(FieldType.TEXT, lambda each: each.name),
        "id": Field(FieldType.GUID, lambda each: each.guid),
        "contact.id": Field(FieldType.GUID, lambda each: each.guid),
        "amount": Field(FieldType.NUMBER, lambda each: each.amount),
        "date": Field(FieldType.DATE, lambda each: each.instant),
        "sent": Field(FieldType.BOOLEAN, lambda each: each.sent),
    },
)


@pytest.mark.parametrize(
    "clause",
    [
        'Name=="ada byron"',
        'name = "ADA BYRON"',
        '"Ada Byron" == Name',
        'Name!="Bob"',
        'Name.Contains("BYR")',
        'Name != null && Name.StartsWith("ada")',
        'Name.ToLower().EndsWith("byron")',
        'Id==Guid("7EF31B20-DE17-4312-8382-412F869B1510")',
        'Contact.ID == guid("7ef31b20-de17-4312-8382-412f869b1510")',
        "Amount == 80",
        "Amount>=80.00 AND Amount < 80.01",
        "Amount == 80.00M",
        "Date == DateTime(2026,09,14)",
        "Date < DateTime(2026,09,14,0,0,1)",
        'Date >= DateTime.Parse("2026-09-14")',
        "Sent == true",
        "Sent",
        "!(Sent == false)",
        "Amount == 1 OR Sent AND Amount == 80",
        "(Amount == 1 || Amount == 80) && Sent",
        'Name == "Bob" || (Name == "Ada Byron")',
        "Amount > -1",
    ],
)
def test_clauses_that_are_true_of_the_document(clause: str) -> None:
    assert parsed(clause, FIELDS).accepts(Document())


@pytest.mark.parametrize(
    "clause",
    ['Name=="x"', 'Name.Contains("x")', "Name==null", "Amount<80", "Date>DateTime(2026,9,14)", "!Sent"],
)
def test_clauses_that_are_false_of_the_document(clause: str) -> None:
    assert not parsed(clause, FIELDS).accepts(Document())


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [("Name == null", True), ('Name == "x"', False), ('Name.Contains("x")', False), ('Name > "a"', False)],
)
def test_a_missing_member_equals_null_alone(clause: str, *, wanted: bool) -> None:
    assert parsed(clause, FIELDS).accepts(Document(name=None)) is wanted


@pytest.mark.parametrize(
    ("clause", "equalities"),
    [
        ('Name == "x" AND Amount > 1', {"name": "x"}),
        ('(Name == "x") AND (Contact.Id == Guid("ab"))', {"name": "x", "contact.id": "ab"}),
        ('Name == "x" OR Amount > 1', {}),
        ('Sent AND (Name == "x" OR Name == "y")', {}),
        ('!(Name == "x")', {}),
        ('Name != "x"', {}),
        ('Name.ToLower() == "x"', {}),
        ("Amount == 1", {}),
    ],
)
def test_only_what_must_hold_is_offered_to_an_index(clause: str, equalities: dict[str, str]) -> None:
    assert parsed(clause, FIELDS).equalities == equalities


@pytest.mark.parametrize(
    "clause",
    [
        "",
        "Name",
        "Name ==",
        "== 1",
        'Name == "x" AND',
        'Name == "x" "y"',
        '(Name == "x"',
        "Name == 'x'",
        "Name == 1",
        "Sent > true",
        "Amount AND Sent",
        "Nobody == 1",
        "Name.Nonsense()",
        "Amount.Contains(1)",
        "Date == DateTime(2026,13,1)",
        "Date == DateTime(2026)",
        'Date == DateTime.Parse("soon")',
        "Id == Guid(1)",
        "Name.",
        "#",
        "(" * 200 + "Sent" + ")" * 200,
    ],
)
def test_what_is_not_in_the_grammar_is_refused(clause: str) -> None:
    with pytest.raises(QueryUnparsable):
        parsed(clause, FIELDS)


def test_a_long_chain_is_no_deep_one() -> None:
    clause = " OR ".join(f"Amount == {amount}" for amount in range(2000))

    assert parsed(clause, FIELDS).accepts(Document())


@given(st.text(alphabet='Name Amount==<>!&|().,"0123456789', max_size=40))
def test_no_text_does_worse_than_be_refused(clause: str) -> None:
    with suppress(QueryUnparsable):
        parsed(clause, FIELDS).accepts(Document())
