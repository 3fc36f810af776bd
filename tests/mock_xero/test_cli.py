"""`mock-xero serve` as a person types it."""

import asyncio
import re
import sys

import httpx
import pytest
from typer.testing import CliRunner

from mock_xero.cli import cli
from mock_xero.listening import listen

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
    ],
)
def test_a_bad_option_ends_with_2_and_says_what_is_wrong(arguments: list[str], words: str) -> None:
    ended = CliRunner().invoke(cli, ["serve", *arguments])

    assert ended.exit_code == 2
    assert words in ended.output


def test_a_port_that_is_taken_ends_with_2_and_a_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        ended = CliRunner().invoke(cli, ["serve", "--port", str(port)])

    assert ended.exit_code == 2
    assert ended.output.strip() == f"mock-xero cannot listen on 127.0.0.1:{port}: Address already in use."
