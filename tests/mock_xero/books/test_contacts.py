"""Who a document's contact is, and what a contact must be (facts §5.6, §7.1)."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_xero.books import Bookkeeper, Books, Invoice, Refused, Stamp
from mock_xero.books.contact_deeds import create_contact, update_or_create_contact
from mock_xero.books.drafts import ContactDraft, ContactPerson

Issue = Callable[..., Invoice]
MessagesOf = Callable[[pytest.ExceptionInfo[Any]], list[str]]
ADA = ContactDraft(contact_number="P1", name="Ada Byron")


def test_a_name_is_found_in_any_case_and_without_its_spare_spaces(books: Books, issue: Issue) -> None:
    first = issue(number="1")

    second = issue(number="2", contact=ContactDraft(name="  ADA   byron "))

    assert second.contact is first.contact
    assert len(books.contacts.all()) == 1


def test_the_number_says_who_it_is_before_the_name_does(books: Books, stamp: Stamp, issue: Issue) -> None:
    ada = create_contact(books, ADA, stamp)

    invoice = issue(contact=ContactDraft(contact_number="p1", name="Ada Lovelace"))

    assert invoice.contact is ada
    assert ada.name == "Ada Lovelace"


def test_a_namesake_with_another_number_is_somebody_else_and_names_are_unique(
    books: Books, stamp: Stamp, issue: Issue, messages_of: MessagesOf
) -> None:
    create_contact(books, ADA, stamp)

    with pytest.raises(Refused) as refusal:
        issue(contact=ContactDraft(contact_number="P2", name="Ada Byron"))

    assert messages_of(refusal) == [
        (
            "The contact name Ada Byron is already assigned to another contact. "
            "The contact name must be unique across all active contacts."
        ),
    ]


def test_a_namesake_without_a_number_gets_the_one_that_is_said(
    books: Books, stamp: Stamp, issue: Issue
) -> None:
    ada = create_contact(books, ContactDraft(name="Ada Byron"), stamp)

    issue(contact=ADA)

    assert ada.contact_number == "P1"
    assert books.contacts.by_number("P1") is ada


def test_saying_more_than_the_id_drops_the_contact_persons(books: Books, stamp: Stamp, issue: Issue) -> None:
    ada = create_contact(books, ContactDraft(name="Ada", persons=(ContactPerson("Anne"),)), stamp)

    issue(number="1", contact=ContactDraft(contact_id=ada.contact_id))
    kept = ada.persons
    issue(number="2", contact=ContactDraft(contact_id=ada.contact_id, email="ada@example.com"))

    assert [person.first_name for person in kept] == ["Anne"]
    assert (ada.persons, ada.email) == ((), "ada@example.com")


def test_an_archived_contact_gets_no_new_invoice(
    books: Books, bookkeeper: Bookkeeper, issue: Issue, messages_of: MessagesOf
) -> None:
    issue(number="1")
    bookkeeper.archives_contact("Ada Byron")

    with pytest.raises(Refused) as refusal:
        issue(number="2")

    assert messages_of(refusal) == [
        (
            "The contact with the specified contact details has been archived. "
            "The contact must be un-archived before creating new invoices or credit notes"
        ),
    ]


def test_an_archived_contact_is_not_edited_but_its_name_is_free_again(
    books: Books, stamp: Stamp, bookkeeper: Bookkeeper, messages_of: MessagesOf
) -> None:
    archived = create_contact(books, ADA, stamp)
    bookkeeper.archives_contact("P1")

    with pytest.raises(Refused) as refusal:
        update_or_create_contact(books, ADA, stamp)
    namesake = create_contact(books, ContactDraft(name="Ada Byron"), stamp)

    assert messages_of(refusal) == [
        (
            "The specified contact details matched an archived contact. "
            "Archived contacts cannot currently be edited via the API."
        ),
    ]
    assert books.contacts.named("Ada Byron") == [namesake, archived]


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (ContactDraft(name=""), "The contact name must be specified"),
        (
            ContactDraft(name="New", contact_number="P1"),
            "The Contact Number already exists. Please enter a different Contact Number.",
        ),
        (
            ContactDraft(name="New", account_number="A1"),
            "The Account Number already exists. Please enter a different Account Number.",
        ),
        (ContactDraft(name="New", email="nobody"), "Email address must be valid."),
        (ContactDraft(name="N" * 256), "A field of the contact is longer than allowed"),
    ],
)
def test_what_a_contact_must_be(
    books: Books, stamp: Stamp, draft: ContactDraft, message: str, messages_of: MessagesOf
) -> None:
    create_contact(books, ContactDraft(contact_number="P1", account_number="A1", name="Ada"), stamp)

    with pytest.raises(Refused) as refusal:
        create_contact(books, draft, stamp)

    assert messages_of(refusal) == [message]
    assert len(books.contacts.all()) == 1


def test_a_contact_that_nothing_identifies_is_refused(
    books: Books, stamp: Stamp, messages_of: MessagesOf
) -> None:
    with pytest.raises(Refused) as refusal:
        update_or_create_contact(books, ContactDraft(email="ada@example.com"), stamp)

    assert messages_of(refusal) == [
        (
            "The Contact must contain at least 1 of the following elements to identify the contact: "
            "Name, ContactID, ContactNumber"
        ),
    ]
