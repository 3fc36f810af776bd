"""The words of the language: how a Python name is written in a file, and the word that was probably meant.

It must not know what any word means.
"""

import difflib
from collections.abc import Iterable
from typing import Final

_WRITTEN: Final = {
    "lasts": "for",
    "since": "from",
    "billable_item": "item",
    "tax_exempt_rate": "tax-exempt rate",
}


class MisreadError(ValueError):
    """A value that cannot be read; the message is a sentence for the person who wrote it.

    `path` leads from the value to the part that is wrong; `at_key` says that it is the key itself.
    """

    def __init__(self, sentence: str, path: tuple[str, ...] = (), *, at_key: bool = False) -> None:
        super().__init__(sentence)
        self.path = path
        self.at_key = at_key


def word_of(name: str) -> str:
    """Return the key that a person writes for a Python attribute."""
    return _WRITTEN.get(name, name.replace("_", " "))


def meant(word: str, known: Iterable[str]) -> str:
    """Say what to write instead of an unknown word: the nearest one known, else all of them."""
    words = list(known)
    near = nearest(word, words)
    return f'did you mean "{near}"?' if near else f"write one of: {', '.join(words)}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like this one, None where none does."""
    by_folded = {folded(each): each for each in known}
    near = difflib.get_close_matches(folded(word), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def folded(word: str) -> str:
    """Spell a word so that case, underscores and hyphens make no difference."""
    return " ".join(word.lower().replace("_", " ").replace("-", " ").split())
