"""Scenarios out into files, as a person writes them: what has its default is left out, a step is a line.

What is written here `loader` reads back as the same scenario.
"""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from pydantic import BaseModel

from harness.nemesis.weather import Weather
from harness.scenario.clinic_steps import PatientRef
from harness.scenario.expectations import Expected, Promise
from harness.scenario.flow import flow
from harness.scenario.grammar import BaseStep
from harness.scenario.moments import Calendar, duration_text, offset_name, share_text
from harness.scenario.schema import PROFILES, Clinic, Scenario, Trade, Xero
from harness.scenario.weather import NAMED
from harness.scenario.words import MisreadError, word_of

LINE: Final = 110
FIRST: Final = ("number", "patient", "invoice")  # whom a step is about, before how much


def write(scenario: Scenario) -> str:
    """Return the text of a scenario file."""
    return "".join(f"{line}\n" for line in _lines(scenario))


def step_line(step: BaseStep, calendar: Calendar) -> str:
    """Return one step as it stands in a timeline."""
    return flow(_step(step, calendar))


def _lines(scenario: Scenario) -> Iterator[str]:
    yield _entry("scenario", scenario.name)
    yield from _about(scenario.about)
    yield _entry("seed", scenario.seed)
    yield f"starts: {scenario.starts.isoformat()}"
    yield from _clinic(scenario)
    if xero := _xero(scenario.xero):
        yield _entry("xero", xero)
    if scenario.weather != Weather():
        yield _entry("weather", _weather(scenario.weather))
    yield "timeline:"
    yield from (f"  - {step_line(step, scenario.calendar)}" for step in scenario.timeline)
    yield "expect:" if scenario.expect else "expect: []"
    yield from (f"  - {_expectation(each)}" for each in scenario.expect)


def _about(about: str) -> Iterator[str]:
    if about and " ".join(about.split()) == about:
        yield "about: >-"
        yield from textwrap.wrap(
            about, LINE, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )
    elif about:
        yield _entry("about", about)


def _clinic(scenario: Scenario) -> Iterator[str]:
    words = _words(scenario.clinic, Clinic())
    if words.get("time zone") == offset_name(scenario.starts):
        del words["time zone"]
    if words:
        yield "clinic:"
        yield from (f"  {_entry(word, content)}" for word, content in words.items())


def _xero(xero: Xero) -> dict[str, Any]:
    words = _words(xero, Xero())
    if "profile" in words:
        named = next((name for name, limits in PROFILES.items() if limits == xero.profile), None)
        words["profile"] = named or words["profile"]
    return words


def _weather(weather: Weather) -> Any:
    named = next((word for word, each in NAMED.items() if each == weather), None)
    if named:
        return named
    least, most = (timedelta(seconds=each) for each in (weather.delay_seconds_min, weather.delay_seconds_max))
    shares = {
        word_of(name): share_text(Decimal(str(share)))
        for name in Weather.__dataclass_fields__
        if not name.startswith("delay") and (share := getattr(weather, name))
    }
    delay = {"delay": f"{duration_text(least)} to {duration_text(most)}"} if most else {}
    return {**shares, **delay}


def _expectation(expected: Expected) -> str:
    return expected.phrase if isinstance(expected, Promise) else f"{{{expected.phrase}}}"


def _step(step: BaseStep, calendar: Calendar) -> dict[str, Any]:
    """The step's words: when and what first, then what it takes."""
    words = {
        name: _value(content, calendar)
        for name in sorted(type(step).model_fields, key=_after_whom)
        if name not in {"at", "do"} and _is_said(step, name, content := getattr(step, name))
    }
    if isinstance(step, Trade):
        words |= {
            name: share_text(content) for name in words if isinstance(content := getattr(step, name), Decimal)
        }
    do = type(step).model_fields["do"].default
    return {
        "at": _instant(step.at, calendar),
        "do": do,
        **{word_of(name): value for name, value in words.items()},
    }


def _after_whom(name: str) -> bool:
    return name not in FIRST


def _words(told: BaseModel, unsaid: BaseModel) -> dict[str, Any]:
    """A mapping's words, but for what would be the same if it were not there."""
    return {
        word_of(name): _value(content)
        for name in type(told).model_fields
        if (content := getattr(told, name)) != getattr(unsaid, name)
    }


def _is_said(told: BaseModel, name: str, content: Any) -> bool:
    field = type(told).model_fields[name]
    return field.is_required() or content != field.get_default(call_default_factory=True)


def _value(content: Any, calendar: Calendar | None = None) -> Any:
    if isinstance(content, date):
        return _date(content, calendar)
    return next((spell(content) for kind, spell in _SPELLINGS if isinstance(content, kind)), content)


def _mapping(told: BaseModel) -> Any:
    if isinstance(told, PatientRef) and told.name is None:
        return told.id
    said = {name: getattr(told, name) for name in type(told).model_fields}
    return {word_of(name): _value(each) for name, each in said.items() if _is_said(told, name, each)}


def _pairs(content: Mapping[Any, Any]) -> Any:
    if list(content.values()) == [None]:  # a payment type that stands for all the money
        return next(iter(content))
    return {str(key): _value(each) for key, each in content.items()}


_SPELLINGS: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (BaseModel, _mapping),
    (Weather, _weather),
    (timedelta, duration_text),
    (dict, _pairs),
    (tuple, lambda several: [_value(each) for each in several]),
)


def _instant(instant: datetime, calendar: Calendar) -> str:
    """`day N HH:MM`, where this says the same; otherwise ISO."""
    local = instant.astimezone(calendar.zone)
    number = calendar.number_of(instant)
    try:
        if number > 0 and calendar.instant(number, local.time().replace(second=0, microsecond=0)) == instant:
            return f"day {number} {local:%H:%M}"
    except MisreadError:
        pass
    return local.isoformat()


def _date(day: date, calendar: Calendar | None) -> str:
    number = (day - calendar.day(1)).days + 1 if calendar else 0
    return f"day {number}" if number > 0 else day.isoformat()


def _entry(word: str, content: Any) -> str:
    return f"{word}: {flow(content)}"
