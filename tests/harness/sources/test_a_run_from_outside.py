"""The two sides of a finished run, read as support would read them, tell what the judge inside the run told.

The clinic's side is the engine's database, or the scenario's deeds; Xero's is read through its public API.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import httpx
import pytest

from harness.commands.reading import SHIPPED
from harness.comparison.compare import comparing
from harness.judgement import evidence_of
from harness.reconciliation.breaks import Break
from harness.runner import BUILT_IN, engine_named
from harness.scenario.acts import perform
from harness.scenario.agenda import plan
from harness.scenario.loader import load
from harness.simulation.app_transport import AppTransport
from harness.simulation.choices import SeededChoices
from harness.simulation.effects import Effects
from harness.simulation.world import World
from harness.sources.json_lines import read_json_lines
from harness.sources.opening import clinic_postings
from harness.sources.xero.reading import XeroReader
from harness.sources.xero.saving import save_books
from tests.harness.sources.xero_to_read import spelling

STORIES: Final = (
    "account-credit-whole-and-in-part",
    "a-bookkeeper-at-work",
    "a-bookkeeper-records-account-credit",
    "corrections-while-xero-was-away",
    "edits-and-deletions",
    "who-pays",
)


SUPPORT: Final = {  # an app of its own, so that a disconnection of the clinic's app does not lock it out
    "name": "Support",
    "client_id": "support",
    "client_secret": "s3",
    "grants": ["client_credentials"],
    "scopes": ["accounting.invoices.read", "accounting.payments.read"],
}


@contextmanager
def lived(story: Path) -> Iterator[tuple[World, list[Break]]]:
    """A world at the end of its story, and what its judge found."""
    scenario = load(story)
    world = World(scenario, SeededChoices(scenario.seed), engine_named(BUILT_IN), Effects())
    try:
        agenda = plan(scenario, world.choices.fork("workload"))
        curtain = world.loop.run_until_complete(perform(world, agenda))
        evidence = world.loop.run_until_complete(evidence_of(world, curtain, ()))
        yield world, list(evidence.reconciliation.breaks)
    finally:
        world.end()


def saved_xero(world: World, file: Path) -> Path:
    """Read the world's Xero as anybody can."""

    async def read() -> None:
        async with httpx.AsyncClient(
            transport=AppTransport(world.xero.app), base_url=world.xero.url
        ) as client:
            (await client.post("/_mock/apps", json=SUPPORT)).raise_for_status()
            form = {"grant_type": "client_credentials"}
            answer = await client.post("/connect/token", data=form, auth=("support", "s3"))
            reader = XeroReader(client, lambda: str(answer.json()["access_token"]), lambda _: None)
            await save_books(reader, spelling(), await reader.only_tenant(), file)

    world.loop.run_until_complete(read())
    return file


def saved_database(world: World, file: Path) -> str:
    with (
        closing(sqlite3.connect(world.disk.file, uri=True)) as disk,
        closing(sqlite3.connect(file)) as copy,
    ):
        disk.backup(copy)
    return f"sqlite:///{file}"


@pytest.mark.parametrize("story", STORIES)
def test_database_deeds_and_api_tell_what_the_judge_told(story: str, tmp_path: Path) -> None:
    scenario = SHIPPED / f"{story}.yaml"
    with lived(scenario) as (world, told_inside):
        xero = saved_xero(world, tmp_path / "xero.jsonl")
        database = saved_database(world, tmp_path / "clinic.db")

    for clinic in (database, str(scenario)):
        with comparing(clinic_postings(clinic), read_json_lines(xero)) as found:
            told_outside = list(found.told)
            assert [proof.unexplained for proof in found.proofs] == [0, 0]
        assert told(told_outside) == told(told_inside), clinic


def told(breaks: list[Break]) -> Counter[str]:
    return Counter(f"{each.kind.name} {each.record} {each.amount}" for each in breaks)
