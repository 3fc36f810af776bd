"""Reads forms, and proves that they came from these pages: a token in the form, the same in a cookie."""

import hmac
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request

from sync_engine.refusals import Refusal

TOKEN_FIELD: Final = "form_token"  # noqa: S105 - a field's name
TOKEN_COOKIE: Final = "sync_engine_form_token"  # noqa: S105 - a cookie's name
_CENT: Final = Decimal("0.01")
_MOST: Final = 10**9
_FORM_TYPE: Final = "application/x-www-form-urlencoded"


class ForgedFormError(Exception):
    """A form did not come from a page that was shown to this browser."""


class FieldRefused(Refusal):
    """A field cannot be read as what it should be; the message is for whoever filled it in."""


class Form:
    """The text fields of a form; an absent field is empty."""

    def __init__(self, fields: FormData) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """Return a field's text without the spaces around it."""
        value = self._fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    def all(self, name: str) -> list[str]:
        """Return the texts of every field of this name, in their order on the page."""
        return [value.strip() for value in self._fields.getlist(name) if isinstance(value, str)]

    def needed(self, name: str, what: str) -> str:
        """Return a field's text. Raises FieldRefused where it is empty."""
        text = self.text(name)
        if not text:
            raise FieldRefused(f"Please fill in {what}.")
        return text

    def number(self, name: str, what: str) -> int:
        """Return a whole number above zero. Raises FieldRefused."""
        text = self.needed(name, what)
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text)):
            raise FieldRefused(f"{_capital(what)} is a whole number, such as 1041.")
        return int(text)

    def amount(self, name: str, what: str) -> Decimal:
        """Return a positive amount of money in whole cents, commas allowed. Raises FieldRefused."""
        return money_in(self.needed(name, what), what)

    def day(self, name: str, what: str) -> date:
        """Return a date. Raises FieldRefused."""
        try:
            return date.fromisoformat(self.needed(name, what))
        except ValueError as unreadable:
            raise FieldRefused(f"Please pick {what}.") from unreadable


def money_in(text: str, what: str) -> Decimal:
    """Read a positive amount of money in whole cents, commas allowed. Raises FieldRefused."""
    amount = number_in(text, what)
    cents = amount.quantize(_CENT)
    if cents != amount or not amount > 0:
        raise FieldRefused(f"{_capital(what)} is more than zero and has at most two places.")
    return cents


def number_in(text: str, what: str) -> Decimal:
    """Read a number of any sign, commas allowed. Raises FieldRefused."""
    try:
        number = Decimal(text.replace(",", ""))
        number.quantize(_CENT)
    except InvalidOperation as unreadable:
        raise FieldRefused(f"{_capital(what)} is written like 120.00.") from unreadable
    if number.is_nan() or not -_MOST < number < _MOST:
        raise FieldRefused(f"{_capital(what)} is too large.")
    return number


async def form_in(request: Request) -> Form:
    """Read the form in the body. Raises ForgedFormError unless its token is that of this browser's cookie."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != _FORM_TYPE:
        raise ForgedFormError
    form = Form(await request.form())
    cookie, token = request.cookies.get(TOKEN_COOKIE, ""), form.text(TOKEN_FIELD)
    if not cookie or not hmac.compare_digest(cookie.encode(), token.encode()):
        raise ForgedFormError
    return form


def _capital(what: str) -> str:
    return what[:1].upper() + what[1:]
