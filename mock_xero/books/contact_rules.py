"""The rules of contacts: each looks at one case and yields what is wrong with it (facts §7.1)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems as catalogue_problems
from mock_xero.books.contacts import Contact
from mock_xero.books.drafts import ContactDraft
from mock_xero.books.problems import Problem
from mock_xero.books.stamp import Stamp


@dataclass(frozen=True, slots=True)
class ContactCase:
    """A contact as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    draft: ContactDraft
    current: Contact | None
    candidate: Contact
    stamp: Stamp


ContactRule = Callable[[ContactCase], Iterator[Problem]]
_EMAIL: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


def name_is_given(case: ContactCase) -> Iterator[Problem]:
    if not case.candidate.name:
        yield problems.CONTACT_NAME_REQUIRED


def name_is_unique(case: ContactCase) -> Iterator[Problem]:
    """Among active contacts; what is archived may share its name."""
    holder = case.books.contacts.active_by_name(case.candidate.name)
    if holder is not None and holder is not case.current and not case.candidate.is_archived:
        yield problems.name_taken(case.candidate.name)


def number_is_unique(case: ContactCase) -> Iterator[Problem]:
    number = case.candidate.contact_number
    holder = None if number is None else case.books.contacts.by_number(number)
    if holder is not None and holder is not case.current:
        yield problems.CONTACT_NUMBER_EXISTS


def account_number_is_unique(case: ContactCase) -> Iterator[Problem]:
    number = case.candidate.account_number
    holder = None if number is None else case.books.contacts.by_account_number(number)
    if holder is not None and holder is not case.current:
        yield problems.ACCOUNT_NUMBER_EXISTS


def email_is_valid(case: ContactCase) -> Iterator[Problem]:
    if case.candidate.email and not _EMAIL.fullmatch(case.candidate.email):
        yield problems.EMAIL_INVALID


def fields_are_short_enough(case: ContactCase) -> Iterator[Problem]:
    one = case.candidate
    long = (one.name, one.first_name, one.last_name, one.email)
    short = (one.contact_number, one.account_number, one.company_number, one.tax_number)
    too_long = any(len(text) > 255 for text in long) or any(len(text or "") > 50 for text in short)
    if too_long or len(one.persons) > 5 or _reach_is_too_long(one):
        yield problems.CONTACT_FIELD_TOO_LONG


def defaults_are_usable(case: ContactCase) -> Iterator[Problem]:
    """What is said now about tax, accounts and currency must exist; an older default may have lapsed."""
    one, said, books = case.candidate, case.draft, case.books
    for tax_type in (said.sales_tax_type, said.purchases_tax_type):
        if tax_type and books.tax_rates.usable(tax_type) is None:
            yield problems.tax_type_unknown(tax_type)
    for code in (said.sales_account_code, said.purchases_account_code):
        account = books.accounts.by_code(code) if code else None
        if code and (account is None or not account.takes_lines or not account.is_active):
            yield problems.account_code_invalid(code)
    if said.default_currency and not books.currencies.has(one.default_currency):
        yield problems.currency_unsubscribed(one.default_currency)


def payment_terms_are_whole(case: ContactCase) -> Iterator[Problem]:
    for term in (case.draft.bills_term, case.draft.sales_term):
        if term is None:
            continue
        if term.day is None or term.type is None:
            yield catalogue_problems.ONE_TERM_INCOMPLETE
        elif not 0 <= term.day <= 31:
            yield catalogue_problems.PAYMENT_TERM_DAY


def _reach_is_too_long(contact: Contact) -> bool:
    """Whether a part of an address or phone number is longer than Xero's file allows."""
    sizes = [
        size
        for each in contact.addresses
        for size in (
            *((line, 500) for line in each.lines),
            *((text, 255) for text in (each.city, each.region, each.attention_to)),
            *((text, 50) for text in (each.postal_code, each.country)),
        )
    ]
    for each in contact.phones:
        sizes += [(each.number, 50), (each.area_code, 10), (each.country_code, 20)]
    return any(len(text) > most for text, most in sizes)


RULES: Final[tuple[ContactRule, ...]] = (
    name_is_given,
    name_is_unique,
    number_is_unique,
    account_number_is_unique,
    email_is_valid,
    fields_are_short_enough,
    defaults_are_usable,
    payment_terms_are_whole,
)


def judge(case: ContactCase) -> list[Problem]:
    return [problem for rule in RULES for problem in rule(case)]
