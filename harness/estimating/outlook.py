"""The weather that may come: a least and a most, from which each simulated run draws its own. Pure.

`unknown` is anything from calm to storm. Half of the troubles that may come stay away in a run (swarm), so
that runs differ as days do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

import yaml
from pydantic import ValidationError

from harness.nemesis.weather import Weather
from harness.scenario.weather import CALM, NAMED, STORM, WeatherWords
from harness.scenario.words import MisreadError, meant
from harness.simulation.choices import Choices

STEPS: Final = 1_000  # into which what lies between the least and the most is divided
HOW_TO_WRITE_WEATHER: Final = (
    'write calm, storm, unknown, or shares like "answers lost: 2%, server errors: 0% to 1%, delay: 0s to 20s"'
)
_WORDS: Final = tuple(str(field.alias) for field in WeatherWords.model_fields.values())


@dataclass(frozen=True, slots=True)
class Outlook:
    """All weathers from `least` to `most`."""

    least: Weather
    most: Weather

    @property
    def certain(self) -> bool:
        """Whether there is only one weather that can come."""
        return self.least == self.most

    def draw(self, choices: Choices) -> Weather:
        """Return the weather of one run."""
        return Weather(**dict(self._drawn(choices)))

    def _drawn(self, choices: Choices) -> Iterator[tuple[str, float]]:
        most = asdict(self.most)
        for name, low in asdict(self.least).items():
            share = low
            if most[name] > low and choices.happens(0.5, label=f"{name}, more than the least"):
                part = choices.integer(0, STEPS, label=f"how much of {name}") / STEPS
                share = low + (most[name] - low) * part
            yield name, share


UNKNOWN: Final = Outlook(CALM, STORM)


def read_outlook(text: str) -> Outlook:
    """Read `calm`, `storm`, `unknown`, or troubles with a share or a range of shares. Raises MisreadError."""
    if text == "unknown":
        return UNKNOWN
    if text in NAMED:
        return Outlook(NAMED[text], NAMED[text])
    try:
        told = yaml.safe_load("{" + text + "}")
    except yaml.YAMLError as wrong:
        raise MisreadError(f'"{text}" is no weather; {HOW_TO_WRITE_WEATHER}') from wrong
    if not told:
        raise MisreadError(f"there is no weather here; {HOW_TO_WRITE_WEATHER}")
    for word in told:
        if word not in _WORDS:
            raise MisreadError(f'unknown weather "{word}"; {meant(str(word), (*NAMED, "unknown", *_WORDS))}')
    ranges = {word: _ends_of(word, value) for word, value in told.items()}
    least, most = (_weather({word: ends[place] for word, ends in ranges.items()}) for place in (0, 1))
    for field in fields(Weather):
        if getattr(least, field.name) > getattr(most, field.name):
            raise MisreadError(f'"{text}" has a range that goes backwards; write the smaller share first')
    return Outlook(least, most)


def _ends_of(word: str, value: object) -> tuple[object, object]:
    """A delay has its range within a run; a range of shares is one of runs."""
    if word == "delay" or not isinstance(value, str) or " to " not in value:
        return value, value
    least, _, most = value.partition(" to ")
    return least, most


def _weather(words: Mapping[str, Any]) -> Weather:
    try:
        return WeatherWords.model_validate(words).weather()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = f"{first['loc'][0]}: " if first["loc"] else ""
        raise MisreadError(f"{where}{first.get('ctx', {}).get('error', first['msg'])}") from wrong
