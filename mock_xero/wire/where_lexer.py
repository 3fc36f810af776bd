"""Cuts a `where` clause into tokens (facts §4.8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from mock_xero.wire.problems import QueryUnparsable


class Kind(Enum):
    TEXT = auto()
    NUMBER = auto()
    NAME = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is the token's text; a string's without its quotes."""

    kind: Kind
    word: str


_TOKEN: Final = re.compile(
    r"""\s*(?:
        "(?P<TEXT>[^"]*)"
      | (?P<NUMBER>-?\d+(?:\.\d+)?)[mMdD]?
      | (?P<NAME>[A-Za-z_]\w*)
      | (?P<SIGN>==|!=|>=|<=|<>|&&|\|\||[=<>!().,])
    )""",
    re.VERBOSE,
)
_WORD_SIGNS: Final = {"and": "&&", "or": "||", "not": "!"}
_SAME_SIGNS: Final = {"=": "==", "<>": "!="}


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of the clause, and an END.

    Raises:
        QueryUnparsable: something is no token.

    """
    place = 0
    clause = text.rstrip()
    while place < len(clause):
        found = _TOKEN.match(clause, place)
        if found is None or found.lastgroup is None:
            raise QueryUnparsable(_complaint(clause[place:].lstrip()))
        yield _token(Kind[found.lastgroup], found[found.lastgroup])
        place = found.end()
    yield Token(Kind.END, "")


def _token(kind: Kind, word: str) -> Token:
    if kind is Kind.NAME and word.lower() in _WORD_SIGNS:
        return Token(Kind.SIGN, _WORD_SIGNS[word.lower()])
    if kind is Kind.SIGN:
        return Token(Kind.SIGN, _SAME_SIGNS.get(word, word))
    return Token(kind, word)


def _complaint(rest: str) -> str:
    """Single quotes make a character, which is the commonest mistake (facts §4.6)."""
    if rest.startswith("'"):
        return "Character literal must contain exactly one character"
    return "Unterminated string literal" if rest.startswith('"') else "Syntax error"
