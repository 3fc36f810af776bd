"""Invoice numbers: the clinic's own are text, the story's integers, of the same digits where it can be."""

import re
from dataclasses import dataclass, field
from typing import Final

MOST: Final = 999_999_999
_LAST_DIGITS: Final = re.compile(r"(\d{1,9})\D*$")


def folded(own: str) -> str:
    """Spell a number so that case, spaces and a # make no difference."""
    return re.sub(r"[\s#]", "", own.casefold()).removesuffix(".0")


@dataclass(slots=True)
class InvoiceNumbers:
    """Gives each invoice an integer, and finds invoices by however a payment names them."""

    _given: dict[str, int] = field(default_factory=dict)
    _own: dict[int, str] = field(default_factory=dict)

    def give(self, own: str) -> int:
        """Return the digits of the clinic's own number, or the next that is free where they are taken."""
        wanted = _digits(own)
        number = wanted if wanted and wanted not in self._own else max(self._own, default=0) + 1
        while number in self._own or number > MOST:
            number = number + 1 if number < MOST else next(n for n in range(1, MOST) if n not in self._own)
        self._given[folded(own)] = number
        self._own[number] = own
        return number

    def find(self, text: str) -> int | None:
        """Find the invoice that a payment names: as it is written, else by its digits alone."""
        if not text.strip():
            return None
        exact = self._given.get(folded(text))
        if exact is not None:
            return exact
        digits = _digits(text)
        bare = folded(text).isdigit()
        own = self._own.get(digits) if digits else None
        return digits if own is not None and (bare or folded(own).isdigit()) else None

    @property
    def renamed(self) -> dict[int, str]:
        """The numbers that are not the clinic's own, with those that are."""
        return {number: own for number, own in sorted(self._own.items()) if str(number) != own}


def _digits(own: str) -> int:
    found = _LAST_DIGITS.search(own)
    return int(found[1]) if found else 0
