"""The meaning of a `where` clause: typed terms, how they compare, and the text methods (facts §4.8).

Text compares without regard to case. A comparison with a missing member is false, except with `null`.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mock_xero.wire.fields import FieldType, Value
from mock_xero.wire.problems import QueryUnparsable

Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Term:
    """Something with a value for each document: a member (`path`), a literal (`constant`) or a truth.

    `binds` are the members that must equal a text or guid for the truth to hold, for an index to use.
    """

    type: FieldType
    read: Read
    path: str | None = None
    constant: Value = None
    binds: tuple[tuple[str, str], ...] = ()
    folded: Callable[[str], str] = str.casefold


_OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_ORDERED: Final = frozenset({FieldType.NUMBER, FieldType.DATE, FieldType.TEXT})
COMPARISONS: Final = frozenset(_OPERATORS)


def literal(kind: FieldType, value: Value) -> Term:
    return Term(kind, lambda _: value, constant=value)


def comparison(sign: str, left: Term, right: Term) -> Term:
    """Return a truth.

    Raises:
        QueryUnparsable: the two can't be compared this way.

    """
    same = left.type is right.type or FieldType.NULL in {left.type, right.type}
    if not same or (sign not in {"==", "!="} and left.type not in _ORDERED):
        raise QueryUnparsable(
            f"Operator '{sign}' incompatible with operand types '{left.type.value}' and '{right.type.value}'"
        )
    compare = _OPERATORS[sign]
    fold = _fold_of(left, right)
    read_left, read_right = _folding(left, fold), _folding(right, fold)
    if sign in {"==", "!="}:
        return _truth(lambda each: compare(read_left(each), read_right(each)), _bound(sign, left, right))
    return _truth(lambda each: _ordered(compare, read_left(each), read_right(each)))


def all_of(conditions: Sequence[Term]) -> Term:
    if len(conditions) == 1:
        return conditions[0]
    reads = [_boolean(each, "&&") for each in conditions]
    binds = tuple(bound for each in conditions for bound in each.binds)
    return _truth(lambda document: all(read(document) for read in reads), binds)


def any_of(conditions: Sequence[Term]) -> Term:
    if len(conditions) == 1:
        return conditions[0]
    reads = [_boolean(each, "||") for each in conditions]
    return _truth(lambda document: any(read(document) for read in reads))


def negation(term: Term) -> Term:
    read = _boolean(term, "!")
    return _truth(lambda each: not read(each))


def method(name: str, term: Term, argument: Term | None) -> Term:
    """Return what a text's method gives: another text, or a truth.

    Raises:
        QueryUnparsable: there is no such method, or it needs a text.

    """
    key = name.lower()
    if term.type is not FieldType.TEXT:
        raise QueryUnparsable(f"No applicable method '{name}' exists in type '{term.type.value}'")
    if key in {"tolower", "toupper", "trim"} and argument is None:
        return Term(FieldType.TEXT, term.read, folded=term.folded)  # letters' case never counts
    test = _TESTS.get(key)
    if test is None or argument is None or argument.type is not FieldType.TEXT:
        raise QueryUnparsable(f"No applicable method '{name}' exists in type 'String'")
    fold = _fold_of(term, argument)
    read, wanted = _folding(term, fold), _folding(argument, fold)
    return _truth(lambda each: test(read(each) or "", wanted(each) or ""))


_TESTS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "contains": lambda text, part: part in text,
    "startswith": str.startswith,
    "endswith": str.endswith,
}


def _truth(read: Read, binds: tuple[tuple[str, str], ...] = ()) -> Term:
    return Term(FieldType.BOOLEAN, read, binds=binds)


def _bound(sign: str, left: Term, right: Term) -> tuple[tuple[str, str], ...]:
    member, value = (left, right) if left.path is not None else (right, left)
    if sign == "==" and member.path is not None and isinstance(value.constant, str):
        return ((member.path, value.constant),)
    return ()


def _boolean(term: Term, sign: str) -> Read:
    if term.type is not FieldType.BOOLEAN:
        raise QueryUnparsable(f"Operator '{sign}' incompatible with operand type '{term.type.value}'")
    return term.read


def _fold_of(left: Term, right: Term) -> Callable[[str], str]:
    """The form in which two texts compare: a literal takes the member's."""
    return right.folded if left.folded is str.casefold else left.folded


def _folding(term: Term, fold: Callable[[str], str]) -> Read:
    """Read text so that case doesn't count; a literal is folded once."""
    if term.type is not FieldType.TEXT:
        return term.read
    if isinstance(term.constant, str):
        folded = fold(term.constant)
        return lambda _: folded
    read = term.read

    def read_folded(document: Any) -> str | None:
        text: str | None = read(document)
        return None if text is None else fold(text)

    return read_folded


def _ordered(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    return left is not None and right is not None and compare(left, right)
