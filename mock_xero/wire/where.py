"""Parses `where` into a filter, once for each text: a recursive descent over the grammar of facts §4.8.

any    := all ("||" all)*            all  := one ("&&" one)*
one    := "!" one | term [sign term]  term := literal | member | member.Method(literal) | "(" any ")"
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from mock_xero.wire import where_literals as literals
from mock_xero.wire import where_terms as terms
from mock_xero.wire.fields import Fields, FieldType
from mock_xero.wire.problems import QueryUnparsable
from mock_xero.wire.where_lexer import Kind, Token, tokens
from mock_xero.wire.where_terms import Term

_DEEPEST: Final = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """A compiled clause. `equalities` are the members that must equal a text or guid, for an index to use."""

    truth: Term
    equalities: Mapping[str, str]

    def accepts(self, document: Any) -> bool:
        return bool(self.truth.read(document))


@lru_cache(maxsize=2048)
def parsed(text: str, fields: Fields) -> Filter:
    """Return the filter.

    Raises:
        QueryUnparsable: the clause is not in the grammar, or names what the resource does not have.

    """
    truth = _Parser(list(tokens(text)), fields).whole()
    return Filter(truth, dict(truth.binds))


class _Parser:
    """Reads tokens from the left; `_depth` keeps a hostile clause from exhausting the stack."""

    def __init__(self, found: list[Token], fields: Fields) -> None:
        self._tokens = found
        self._place = 0
        self._fields = fields
        self._depth = 0

    def whole(self) -> Term:
        truth = self._any()
        if self._tokens[self._place].kind is not Kind.END or truth.type is not FieldType.BOOLEAN:
            raise QueryUnparsable("Syntax error")
        return truth

    def _any(self) -> Term:
        conditions = [self._all()]
        while self._takes("||"):
            conditions.append(self._all())
        return terms.any_of(conditions)

    def _all(self) -> Term:
        conditions = [self._one()]
        while self._takes("&&"):
            conditions.append(self._one())
        return terms.all_of(conditions)

    def _one(self) -> Term:
        if self._takes("!"):
            return terms.negation(self._nested(self._one))
        left = self._term()
        sign = self._tokens[self._place].word
        if self._tokens[self._place].kind is not Kind.SIGN or sign not in terms.COMPARISONS:
            return left
        self._place += 1
        return terms.comparison(sign, left, self._term())

    def _term(self) -> Term:
        token = self._next()
        if token.kind is Kind.TEXT:
            return self._methods(terms.literal(FieldType.TEXT, token.word))
        if token.kind is Kind.NUMBER:
            return terms.literal(FieldType.NUMBER, Decimal(token.word))
        if token.kind is Kind.NAME:
            return self._methods(self._named(token.word))
        if token.word == "(" and token.kind is Kind.SIGN:
            inner = self._nested(self._any)
            self._expect(")")
            return self._methods(inner)
        raise QueryUnparsable("Syntax error")

    def _named(self, name: str) -> Term:
        if name.lower() in literals.WORDS:
            return literals.WORDS[name.lower()]
        if name.lower() == "guid" and self._takes("("):
            return literals.guid(self._arguments())
        if name.lower() == "datetime":
            if self._takes("("):
                return literals.date_time(self._arguments())
            return self._parsed_date()
        return self._member(name)

    def _member(self, name: str) -> Term:
        """Take dotted names for as long as they are not a method."""
        path = name
        while self._peeks(".") and not self._is_call(self._place + 2):
            self._place += 1
            path = f"{path}.{self._next().word}"
        field = self._fields.named(path)
        return Term(field.type, field.read, path=path.lower(), folded=field.folded)

    def _methods(self, term: Term) -> Term:
        while self._peeks(".") and self._is_call(self._place + 2):
            self._place += 1
            name = self._next().word
            self._expect("(")
            arguments = self._arguments()
            if len(arguments) > 1:
                raise QueryUnparsable(f"No applicable method '{name}' exists in type 'String'")
            term = terms.method(name, term, arguments[0] if arguments else None)
        return term

    def _parsed_date(self) -> Term:
        self._expect(".")
        if self._next().word.lower() != "parse":
            raise QueryUnparsable("Syntax error")
        self._expect("(")
        return literals.parsed_date(self._arguments())

    def _arguments(self) -> list[Term]:
        found: list[Term] = []
        while not self._takes(")"):
            if found:
                self._expect(",")
            found.append(self._nested(self._term))
        return found

    def _nested(self, part: Callable[[], Term]) -> Term:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryUnparsable("Expression is nested too deeply")
        term = part()
        self._depth -= 1
        return term

    def _is_call(self, place: int) -> bool:
        return place < len(self._tokens) and self._tokens[place].word == "("

    def _peeks(self, sign: str) -> bool:
        token = self._tokens[self._place]
        return token.kind is Kind.SIGN and token.word == sign

    def _takes(self, sign: str) -> bool:
        if not self._peeks(sign):
            return False
        self._place += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise QueryUnparsable(f"'{sign}' expected")

    def _next(self) -> Token:
        token = self._tokens[self._place]
        if token.kind is Kind.END:
            raise QueryUnparsable("Expression expected")
        self._place += 1
        return token
