"""Plays a page's examples as a reader would: in one folder, one command after the other, servers beside."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.docs.pages import ROOT, Command, Example

SECONDS_MAX: Final = 240
FOLDERS: Final = ("scenarios", "docs")
FILES: Final = ("mkdocs.yml", "Makefile", "pyproject.toml", "constraints.txt")
ANYTHING: Final = "…"
SCRIPT: Final = "example.py"
_SERVER = re.compile(r"^(?:\w+=\S+ )*(mock-xero serve|sync-engine (?:serve|worker))\b")
_PORT = re.compile(r"--port[ =](\d+)")
_ADDRESS = re.compile(r"(127\.0\.0\.1|localhost):(\d+)")
_LISTENING = re.compile(r"(?:listens on http://[\d.]+:(?P<port>\d+)|works \(Xero at )")
_PORTS: Final = {"mock-xero serve": "5150", "sync-engine serve": "5160"}


@dataclass(slots=True)
class Table:
    """The reader's folder, and the servers that run; a port of a page is a free one here."""

    folder: Path
    servers: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    ports: dict[str, str] = field(default_factory=dict)

    def play(self, example: Example) -> None:
        """Write the example's file, or run its commands. Raises AssertionError where the page is wrong."""
        if example.file:
            path = self.folder / example.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.text, encoding="utf-8")
        if example.language == "python" and not example.file and not example.not_run:
            (self.folder / SCRIPT).write_text(example.text, encoding="utf-8")
            self._run(Command(f"python {SCRIPT}"), example.where)
        for command in example.played:
            self._run(command, example.where)

    def _run(self, command: Command, where: str) -> None:
        server = _SERVER.match(command.text)
        if server:
            self._serve(command, server[1], where)
            return
        ended = subprocess.run(  # noqa: S602 - what a page tells people to type
            self._here(command.text),
            shell=True,
            executable="/bin/bash",
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_MAX,
        )
        said = f"{where}: {command.text}\nended with {ended.returncode}\n{ended.stdout}{ended.stderr}"
        assert ended.returncode == command.exit_code, said
        assert_shown(command.shown, ended.stdout + ended.stderr, said)

    def _serve(self, command: Command, program: str, where: str) -> None:
        """Start a server; one that the page had at the same port is stopped first, as a reader would."""
        said = _PORT.search(command.text)
        port = said[1] if said else _PORTS.get(program, program)
        self._stop(port)
        line = re.sub(r"\s*#.*$", "", command.text) + (" --port 0" if program in _PORTS else "")
        process = subprocess.Popen(
            ["/bin/bash", "-c", f"exec env {self._here(line)}"],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.servers[port] = process
        heard = ""
        for told in process.stdout or ():
            heard += told
            ready = _LISTENING.search(told)
            if ready:
                self.ports[port] = ready["port"] or ""
                return
        raise AssertionError(f"{where}: {command.text}\nnever listened\n{heard}")

    def _stop(self, port: str) -> None:
        process = self.servers.pop(port, None)
        if process:
            process.terminate()
            process.communicate(timeout=SECONDS_MAX)

    def stop_all(self) -> None:
        for port in list(self.servers):
            self._stop(port)

    def _here(self, text: str) -> str:
        return _ADDRESS.sub(lambda found: f"{found[1]}:{self.ports.get(found[2], found[2])}", text)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
            "COLUMNS": "120",
            "NO_COLOR": "1",
        }


@contextmanager
def laid(folder: Path) -> Iterator[Table]:
    """A folder with what a reader finds in the repository."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    table = Table(folder)
    try:
        yield table
    finally:
        table.stop_all()


def assert_shown(shown: tuple[str, ...], output: str, said: str) -> None:
    """What the page shows stands in the output, in this order; `…` is anything."""
    rest = " ".join(output.split())
    for line in shown:
        parts = [re.escape(" ".join(part.split())) for part in line.split(ANYTHING)]
        found = re.search(r".*?".join(parts), rest)
        assert found, f"{said}\nthe page shows {line!r}"
        rest = rest[found.end() :]
