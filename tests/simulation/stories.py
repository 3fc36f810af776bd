"""Generated stories: clinics, timelines and weather as scenario files; a failure can be read and kept."""

from typing import Any

import yaml
from hypothesis import strategies as st

CALM = {"answers lost": "0%"}


def shares(most: int) -> st.SearchStrategy[str]:
    return st.integers(0, most).map(lambda percent: f"{percent}%")


@st.composite
def weathers(draw: st.DrawFn) -> dict[str, str]:
    """Swarm weather: each run turns most troubles off and some up."""
    troubles = st.sets(
        st.sampled_from(
            [
                "answers lost",
                "requests lost",
                "server errors",
                "gateway errors",
                "resets",
                "answers duplicated",
            ]
        ),
        max_size=3,
    )
    weather = {trouble: draw(shares(15)) for trouble in sorted(draw(troubles))}
    return {**weather, "delay": draw(st.sampled_from(["0s", "0s to 5s", "1s to 40s"]))}


@st.composite
def trades(draw: st.DrawFn, at: str) -> dict[str, Any]:
    paid, partly, credit = draw(st.tuples(st.integers(0, 50), st.integers(0, 25), st.integers(0, 25)))
    return {
        "at": at,
        "do": "trade",
        "for": f"{draw(st.integers(2, 4))}d",
        "invoices per day": draw(st.integers(1, 8)),
        "paid": f"{paid}%",
        "partly paid": f"{partly}%",
        "by account credit": f"{credit}%",
    }


@st.composite
def timelines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Trade, lose Xero, come back, synchronise, and perhaps crash or storm along the way."""
    lost, back = draw(st.integers(1, 3)), draw(st.integers(4, 6))
    steps: list[dict[str, Any]] = [
        {"at": "day 1 09:00", "do": "connect"},
        draw(trades("day 1 09:30")),
        {"at": f"day {lost} 12:00", "do": "disconnect"},
        {"at": f"day {back} 09:30", "do": "reconnect"},
        {"at": f"day {back} 13:00", "do": "synchronise", "from": "day 1"},
    ]
    if draw(st.booleans()):
        steps.append(
            {"at": f"day {back} 13:20", "do": "crash", "restart after": draw(st.sampled_from(["10s", "10m"]))}
        )
    if draw(st.booleans()):
        steps.append({"at": f"day {back} 13:05", "do": "outage", "for": draw(st.sampled_from(["5m", "2h"]))})
    if draw(st.booleans()):
        steps.append(
            {"at": f"day {back} 18:00", "do": "synchronise", "from": f"day {draw(st.integers(1, back))}"}
        )
    return steps


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A whole scenario file as text."""
    return yaml.safe_dump(
        {
            "scenario": "A generated story",
            "about": "Made by Hypothesis; shrunk, it is the shortest story that fails.",
            "seed": draw(st.integers(1, 1000)),
            "starts": "2026-03-02T08:00:00+11:00",
            "clinic": {
                "name": "Generated Physio",
                "time zone": "Australia/Sydney",
                "payment types": {"EFTPOS": "611", "Cash": "612"},
                "defaults": {
                    "sales account": "200",
                    "payment account": "610",
                    "tax-exempt rate": "EXEMPTOUTPUT",
                },
            },
            "xero": {
                "profile": draw(st.sampled_from(["article", "standard"])),
                "ordering": draw(st.sampled_from(["random", "oldest first", "newest first"])),
            },
            "weather": draw(weathers()),
            "timeline": draw(timelines()),
            "expect": [
                "nothing doubled",
                "nothing missing",
                "amounts agree",
                "account credit stays open",
                "settings survive",
                "limits respected",
            ],
        },
        sort_keys=False,
    )
