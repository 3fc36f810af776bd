"""The weather that may come: how it is told, and what a run draws of it."""

import pytest

from harness.estimating.outlook import UNKNOWN, Outlook, read_outlook
from harness.nemesis.weather import Weather
from harness.scenario.weather import CALM, STORM
from harness.scenario.words import MisreadError
from harness.simulation.choices import SeededChoices


def test_a_weather_by_its_name_is_certain() -> None:
    assert read_outlook("storm") == Outlook(STORM, STORM)
    assert read_outlook("storm").certain
    assert read_outlook("storm").draw(SeededChoices(1)) == STORM


def test_shares_are_read_as_in_a_scenario() -> None:
    outlook = read_outlook("answers lost: 2%, server errors: 1%, delay: 0s to 20s")

    weather = Weather(answers_lost=0.02, server_errors=0.01, delay_seconds_max=20.0)
    assert outlook == Outlook(weather, weather)


def test_a_range_of_shares_lies_between_its_ends_and_half_of_the_runs_have_the_least() -> None:
    outlook = read_outlook("answers lost: 1% to 5%, delay: 5s")

    drawn = [outlook.draw(SeededChoices(seed)) for seed in range(200)]

    shares = [weather.answers_lost for weather in drawn]
    assert not outlook.certain
    assert all(0.01 <= share <= 0.05 for share in shares)
    assert 70 <= shares.count(0.01) <= 130
    assert {weather.delay_seconds_max for weather in drawn} == {5.0}


def test_unknown_is_anything_from_calm_to_storm_and_no_two_runs_need_be_alike() -> None:
    assert read_outlook("unknown") == UNKNOWN == Outlook(CALM, STORM)
    assert len({UNKNOWN.draw(SeededChoices(seed)) for seed in range(50)}) > 40


def test_the_same_seed_draws_the_same_weather() -> None:
    assert UNKNOWN.draw(SeededChoices("7")) == UNKNOWN.draw(SeededChoices("7"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("strom", 'unknown weather "strom"; did you mean "storm"?'),
        ("answer lost: 2%", 'unknown weather "answer lost"; did you mean "answers lost"?'),
        (
            "answers lost: many",
            'answers lost: "many" is no share; write a share from 0% to 100%, for example 80%',
        ),
        ("answers lost: 5% to 1%", '"answers lost: 5% to 1%" has a range that goes backwards'),
        ("delay: 20s to 5s", 'delay: "20s to 5s" goes backwards; write "5s to 20s"'),
        ("answers lost: 60%, resets: 60%", "the shares add up to 120%"),
        ("answers lost: [", "is no weather; write calm, storm, unknown, or shares like"),
        ("", "write calm, storm, unknown, or shares like"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(MisreadError) as refused:
        read_outlook(text)

    assert said in str(refused.value)
