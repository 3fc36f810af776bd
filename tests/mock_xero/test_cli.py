"""`mock-xero serve` as a person types it."""

import asyncio
import re
import sys
from functools import partial
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from mock_xero import configuration
from mock_xero.app import MockXero
from mock_xero.cli import cli
from mock_xero.listening import listen
from mock_xero.wall import RealClock, SeededChoices

SECONDS_MAX = 60


async def first_lines(serving: asyncio.subprocess.Process, until: str) -> str:
    assert serving.stdout is not None
    lines: list[str] = []
    while not lines or until not in lines[-1]:
        line = await serving.stdout.readline()
        assert line, f"it ended after {lines}"
        lines.append(line.decode())
    return "".join(lines)


def test_it_says_where_it_listens_and_serves_there_until_it_is_told_to_stop() -> None:
    async def story() -> tuple[str, httpx.Response, httpx.Response]:
        arguments = ["--port", "0", "--clock", "virtual", "--start", "2026-03-02T08:00:00+11:00"]
        serving = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "mock_xero.cli", "serve", *arguments),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            said = await first_lines(serving, until="a token")
            url = re.findall(r"listens on (\S+)", said)[0]
            async with httpx.AsyncClient(base_url=url) as client:
                clock = await client.get("/_mock/clock")
                form = {"grant_type": "client_credentials"}
                token = await client.post("/connect/token", data=form, auth=("demo-client", "demo-secret"))
        finally:
            serving.terminate()
            await serving.wait()
        return said, clock, token

    said, clock, token = asyncio.run(asyncio.wait_for(story(), SECONDS_MAX))

    assert "demo-client / demo-secret" in said
    assert "Demo Company (AU)" in said
    assert "curl -s -u demo-client:demo-secret -d grant_type=client_credentials http://127.0.0.1:" in said
    assert clock.json() == {"now": "2026-03-01T21:00:00+00:00", "kind": "virtual"}
    assert token.status_code == 200


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--profile", "boundless"], "boundless"),
        (["--ordering", "alphabetical"], "alphabetical"),
        (["--clock", "sundial"], "sundial"),
        (["--port", "70000"], "65535"),
        (["--start", "2026-03-02T08:00:00Z"], "virtual"),
        (["--clock", "virtual", "--start", "monday"], "monday"),
        (["--redirect-uri", "localhost/callback"], "absolute"),
        (["--client-id", ""], "empty"),
        (["--host", "203.0.113.1", "--port", "0"], "cannot listen"),
        (["--behaviour", "half_cents=to-even"], "half_cent"),
        (["--behaviour", "half_cent=sideways"], "away-from-zero"),
        (["--behaviour", "half_cent"], "NAME=VALUE"),
        (["--webhook-key", "k"], "webhook-url"),
        (["--webhook-url", "nowhere"], "absolute"),
        (["--config", "no-such-file.yaml"], "read"),
    ],
)
def test_a_bad_option_ends_with_2_and_says_what_is_wrong(arguments: list[str], words: str) -> None:
    ended = CliRunner().invoke(cli, ["serve", *arguments])

    assert ended.exit_code == 2
    assert words in ended.output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a list", "mapping"),
        ("colours: []", "section"),
        ("apps: {}", "list"),
        ("apps: [{name: Booking}, {name: x, tier: gold}]", "entry 2"),
        ("a: [", "read"),
    ],
)
def test_a_bad_configuration_ends_with_2_and_says_where(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mock.yaml"
    path.write_text(text, encoding="utf-8")

    ended = CliRunner().invoke(cli, ["serve", "--config", str(path)])

    assert ended.exit_code == 2
    assert words in ended.output


def test_a_configuration_brings_apps_people_organisations_and_webhooks_that_a_reset_keeps(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mock.yaml"
    path.write_text(CONFIGURATION, encoding="utf-8")
    said = configuration.read(path)

    mock = MockXero(RealClock(), SeededChoices(7), furnish=partial(configuration.furnish, said=said))
    before = (list(mock.identity.applications), list(mock.organisations))
    mock.reset()

    assert before == (list(mock.identity.applications), list(mock.organisations))
    ada = mock.identity.user_with("ada@example.com")
    assert ada is not None
    assert [each.name for each in mock.identity.organisations_of(ada)] == ["Harbour Physio"]
    assert [each.client_id for each in mock.webhooks.subscriptions.values()] == ["booking"]


CONFIGURATION = """
organisations:
  - {name: Harbour Physio, timezone: Australia/Sydney}
users:
  - {email: ada@example.com, password: pw, organisations: {Harbour Physio: READONLY}}
apps:
  - {name: Booking, client_id: booking, client_secret: s3, granular_only: true, tier: starter}
webhooks:
  - {url: "http://localhost:9000/hooks", key: a-key, categories: [INVOICE], client_id: booking}
"""


def test_a_port_that_is_taken_ends_with_2_and_a_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        ended = CliRunner().invoke(cli, ["serve", "--port", str(port)])

    assert ended.exit_code == 2
    assert ended.output.strip() == f"mock-xero cannot listen on 127.0.0.1:{port}: Address already in use."
