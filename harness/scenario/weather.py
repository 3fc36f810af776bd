"""The weather in the file's words, read into the nemesis's numbers; `calm` and `storm` are words too."""

from decimal import Decimal
from typing import Annotated, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from harness.nemesis.weather import Weather
from harness.scenario.moments import read_duration, share_text
from harness.scenario.values import Share
from harness.scenario.words import MisreadError, meant, word_of

CALM: Final = Weather()
STORM: Final = Weather(  # one request in seven comes to grief, and answers are slow
    answers_lost=0.05,
    requests_lost=0.03,
    server_errors=0.02,
    gateway_errors=0.02,
    resets=0.02,
    answers_duplicated=0.01,
    delay_seconds_max=20.0,
)
NAMED: Final = {"calm": CALM, "storm": STORM}
HOW_TO_WRITE_A_DELAY: Final = 'write a duration like "5s" or a range like "0s to 20s"'


def _delay(value: object) -> tuple[float, float]:
    """Read `5s` or `0s to 20s` as the least and the most seconds."""
    if not isinstance(value, str):
        raise MisreadError(f"this is no delay; {HOW_TO_WRITE_A_DELAY}")
    first, _, second = value.partition(" to ")
    least = read_duration(first).total_seconds()
    most = read_duration(second).total_seconds() if second else least
    if most < least:
        raise MisreadError(f'"{value}" goes backwards; write "{second.strip()} to {first.strip()}"')
    return least, most


class WeatherWords(BaseModel):
    """Shares of requests that come to grief, and the delay of the others."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=word_of)

    answers_lost: Share = Decimal(0)
    requests_lost: Share = Decimal(0)
    server_errors: Share = Decimal(0)
    gateway_errors: Share = Decimal(0)
    resets: Share = Decimal(0)
    answers_duplicated: Share = Decimal(0)
    delay: Annotated[
        tuple[float, float],
        BeforeValidator(_delay),
        WithJsonSchema(
            {"type": "string", "description": "A duration or a range", "examples": ["5s", "0s to 20s"]}
        ),
    ] = (0.0, 0.0)

    @model_validator(mode="after")
    def _no_more_than_all(self) -> "WeatherWords":
        claimed = sum(self.model_dump(exclude={"delay"}).values(), Decimal(0))
        if claimed > 1:
            raise MisreadError(
                f"the shares add up to {share_text(claimed)}; of all requests at most 100% can come to grief"
            )
        return self

    def weather(self) -> Weather:
        least, most = self.delay
        shares = self.model_dump(exclude={"delay"})
        return Weather(
            **{name: float(share) for name, share in shares.items()},
            delay_seconds_min=least,
            delay_seconds_max=most,
        )


def _forecast(value: object, info: ValidationInfo) -> Weather:
    if isinstance(value, Weather):
        return value
    if isinstance(value, str):
        if value not in NAMED:
            raise MisreadError(f'unknown weather "{value}"; {meant(value, NAMED)}')
        return NAMED[value]
    return WeatherWords.model_validate(value, context=info.context).weather()


Forecast = Annotated[
    Weather,
    BeforeValidator(_forecast),
    WithJsonSchema(
        {
            "description": "`calm`, `storm`, or shares of requests that come to grief",
            "anyOf": [{"enum": list(NAMED)}, WeatherWords.model_json_schema()],
        }
    ),
]
