"""What a scenario may expect of its run: ten promises in plain words, and nine that carry more.

Each gives its words back as `phrase`. Judging them is the checkers' work.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, TypeAdapter, ValidationError, WithJsonSchema

from harness.reconciliation.breaks import BreakKind
from harness.scenario import reached
from harness.scenario.moments import duration_text
from harness.scenario.reached import Reached, reached_schema, read_reached
from harness.scenario.values import Duration, Tally
from harness.scenario.words import MisreadError, meant


class Promise(Enum):
    """The promises that need no number."""

    NOTHING_DOUBLED = "nothing doubled"
    NOTHING_MISSING = "nothing missing"
    AMOUNTS_AGREE = "amounts agree"
    ACCOUNT_CREDIT_STAYS_OPEN = "account credit stays open"
    SETTINGS_SURVIVE = "settings survive"
    LIMITS_RESPECTED = "limits respected"
    NOTHING_GOES_UNASKED = "nothing goes unasked"
    PEOPLE_ARE_TOLD = "people are told"
    NO_NEEDLESS_CALLS = "no needless calls"
    NAMES_STAY_PRIVATE = "names stay private"

    @property
    def phrase(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class SettledWithin:
    """Everything has come to rest this long after the last step."""

    within: timedelta

    @property
    def phrase(self) -> str:
        return f"settled within: {duration_text(self.within)}"


@dataclass(frozen=True, slots=True)
class LiveWithin:
    """Every invoice issued while connected is in Xero this soon, while Xero's day has calls left."""

    within: timedelta

    @property
    def phrase(self) -> str:
        return f"live within: {duration_text(self.within)}"


@dataclass(frozen=True, slots=True)
class BackfillWithin:
    """The largest backfill took at most so many times what Xero's limits make it."""

    times: Decimal

    @property
    def phrase(self) -> str:
        return f"backfill within: {self.times}"


@dataclass(frozen=True, slots=True)
class Refusals:
    """Xero refused at most so many calls because of a limit."""

    count: int

    @property
    def phrase(self) -> str:
        return f"refusals at most: {self.count}"


@dataclass(frozen=True, slots=True)
class Breaks:
    """Exactly so many breaks of the kinds named; other kinds are not looked at."""

    counts: Mapping[BreakKind, int]

    @property
    def phrase(self) -> str:
        counted = ", ".join(f"{kind.name}: {count}" for kind, count in self.counts.items())
        return f"breaks: {{{counted}}}"


@dataclass(frozen=True, slots=True)
class ManualPayments:
    """Exactly so many payments that a person has to record in Xero by hand."""

    count: int

    @property
    def phrase(self) -> str:
        return f"manual payments: {self.count}"


@dataclass(frozen=True, slots=True)
class ParkedDocuments:
    """Exactly so many documents wait for a person in the end."""

    count: int

    @property
    def phrase(self) -> str:
        return f"parked: {self.count}"


@dataclass(frozen=True, slots=True)
class EMails:
    """People got exactly so many e-mails."""

    count: int

    @property
    def phrase(self) -> str:
        return f"e-mails: {self.count}"


Expected = (
    Promise
    | SettledWithin
    | LiveWithin
    | BackfillWithin
    | Refusals
    | Breaks
    | ManualPayments
    | ParkedDocuments
    | EMails
    | Reached
)
_TALLY: Final[TypeAdapter[int]] = TypeAdapter(Tally)
_DURATION: Final[TypeAdapter[timedelta]] = TypeAdapter(Duration)


def _settled_within(value: object) -> SettledWithin:
    return SettledWithin(_read(_DURATION, value, "settled within"))


def _live_within(value: object) -> LiveWithin:
    return LiveWithin(_read(_DURATION, value, "live within"))


def _backfill_within(value: object) -> BackfillWithin:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and value >= 1:
        return BackfillWithin(Decimal(str(value)))
    raise MisreadError("write how many times the lower bound, for example 1.03", ("backfill within",))


def _refusals(value: object) -> Refusals:
    return Refusals(_read(_TALLY, value, "refusals at most"))


def _manual_payments(value: object) -> ManualPayments:
    return ManualPayments(_read(_TALLY, value, "manual payments"))


def _parked(value: object) -> ParkedDocuments:
    return ParkedDocuments(_read(_TALLY, value, "parked"))


def _e_mails(value: object) -> EMails:
    return EMails(_read(_TALLY, value, "e-mails"))


def _breaks(value: object) -> Breaks:
    if not isinstance(value, dict) or not value:
        raise MisreadError('write for example "breaks: {DUPLICATED: 0}"', ("breaks",))
    counts = {}
    for word, count in value.items():
        if word not in BreakKind.__members__:
            hint = meant(str(word), BreakKind.__members__)
            raise MisreadError(f'unknown kind of break "{word}"; {hint}', ("breaks", str(word)), at_key=True)
        counts[BreakKind[word]] = _read(_TALLY, count, "breaks", str(word))
    return Breaks(counts)


_WITH_A_NUMBER: Final[Mapping[str, Callable[[object], Expected]]] = {
    "settled within": _settled_within,
    "live within": _live_within,
    "backfill within": _backfill_within,
    "refusals at most": _refusals,
    "breaks": _breaks,
    "manual payments": _manual_payments,
    "parked": _parked,
    "e-mails": _e_mails,
    reached.WORD: read_reached,
}
_PHRASES: Final = [promise.value for promise in Promise]


def _read(adapter: TypeAdapter[Any], value: object, *path: str) -> Any:
    try:
        return adapter.validate_python(value)
    except ValidationError as wrong:
        raise MisreadError(str(wrong.errors()[0]["ctx"]["error"]), path) from wrong


def read_expectation(value: object) -> Expected:
    """Read one line of `expect`. Raises MisreadError."""
    if isinstance(value, Expected):
        return value
    if isinstance(value, str):
        if value in _PHRASES:
            return Promise(value)
        if value in _WITH_A_NUMBER:
            raise MisreadError(f'"{value}" needs something to compare with; write "{_EXAMPLES[value]}"')
        raise MisreadError(f'unknown expectation "{value}"; {meant(value, [*_PHRASES, *_WITH_A_NUMBER])}')
    if not isinstance(value, dict) or len(value) != 1:
        raise MisreadError(f"write one expectation a line: {', '.join([*_PHRASES, *_EXAMPLES.values()])}")
    word, content = next(iter(value.items()))
    if word in _WITH_A_NUMBER:
        return _WITH_A_NUMBER[word](content)
    if word in _PHRASES:
        raise MisreadError(f'"{word}" stands alone; write "- {word}"', (word,), at_key=True)
    hint = meant(str(word), _WITH_A_NUMBER)
    raise MisreadError(f'unknown expectation "{word}"; {hint}', (str(word),), at_key=True)


_EXAMPLES: Final = {
    "settled within": "settled within: 3d",
    "live within": "live within: 2m",
    "backfill within": "backfill within: 1.03",
    "refusals at most": "refusals at most: 0",
    "breaks": "breaks: {DUPLICATED: 0}",
    "manual payments": "manual payments: 4",
    "parked": "parked: 1",
    "e-mails": "e-mails: 1",
    reached.WORD: reached.EXAMPLE,
}


def _alone(word: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {word: content},
        "required": [word],
        "additionalProperties": False,
    }


_COUNTS: Final = {
    "type": "object",
    "properties": {
        kind.name: {"type": "integer", "minimum": 0, "description": kind.value} for kind in BreakKind
    },
    "additionalProperties": False,
    "minProperties": 1,
}
Expectation = Annotated[
    Expected,
    BeforeValidator(read_expectation),
    WithJsonSchema(
        {
            "description": "What has to be true in the end",
            "anyOf": [
                {"enum": _PHRASES},
                _alone("settled within", TypeAdapter(Duration).json_schema()),
                _alone("live within", TypeAdapter(Duration).json_schema()),
                _alone("backfill within", {"type": "number", "minimum": 1}),
                _alone("refusals at most", {"type": "integer", "minimum": 0}),
                _alone("breaks", _COUNTS),
                *(
                    _alone(word, {"type": "integer", "minimum": 0})
                    for word in ("manual payments", "parked", "e-mails")
                ),
                _alone(reached.WORD, reached_schema()),
            ],
        }
    ),
]
