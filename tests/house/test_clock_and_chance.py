"""The law on clock and chance: nobody reads the wall's clock, rolls a die of its own, or starts a thread.

Ruff holds a part of it; this holds it however a name was imported. Only a `wall.py`, and the seeded
generator itself, may do what is forbidden to everyone else.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("mock_xero", "sync_engine", "harness")
EXEMPT: Final = {
    "harness/simulation/choices.py",
    "sync_engine/mail/smtp.py",  # waits for mail servers in a thread; no simulation ever imports it
}
FORBIDDEN: Final = (
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time",
    "random",
    "uuid.uuid1",
    "uuid.uuid4",
    "secrets.token_bytes",
    "secrets.token_hex",
    "secrets.token_urlsafe",
    "secrets.choice",
    "secrets.randbelow",
    "os.urandom",
    "threading",
    "asyncio.to_thread",
)


def forbidden_uses(source: str) -> list[str]:
    """Return `line: name` for every use of a forbidden name, whatever it was imported as."""
    tree = ast.parse(source)
    known = {name: origin for _, name, origin in _imports(tree)}
    names = [(node.lineno, _spelt(node, known)) for node in ast.walk(tree) if isinstance(node, ast.expr)]
    names += [(line, origin) for line, _, origin in _imports(tree)]
    return sorted({f"{line}: {name}" for line, name in names if _is_forbidden(name)})


def _is_forbidden(name: str) -> bool:
    in_a_thread = name.endswith(".run_in_executor")
    return in_a_thread or any(name == each or name.startswith(f"{each}.") for each in FORBIDDEN)


def _imports(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Each imported name: its line, what the module calls it, where it comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (
                (node.lineno, each.asname or each.name.split(".")[0], each.name) for each in node.names
            )
        elif isinstance(node, ast.ImportFrom):
            origins = ((each, f"{node.module}.{each.name}") for each in node.names)
            yield from ((node.lineno, each.asname or each.name, origin) for each, origin in origins)


def _spelt(node: ast.expr, known: Mapping[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_spelt(node.value, known)}.{node.attr}"
    return known.get(node.id, f"?{node.id}") if isinstance(node, ast.Name) else "?"


def test_nobody_reads_the_walls_clock_or_rolls_a_die_of_its_own() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{use}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "wall.py" and str(path.relative_to(ROOT)) not in EXEMPT
        for use in forbidden_uses(path.read_text(encoding="utf-8"))
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime as dt\nstamp = dt.utcnow",
        "from datetime import date\ndate.today()",
        "import time as clock\nclock.monotonic()",
        "from time import sleep",
        "from random import Random",
        "import uuid\nuuid.uuid4()",
        "from uuid import uuid4 as fresh\nfresh()",
        "import secrets\nsecrets.token_urlsafe(16)",
        "from threading import Thread",
        "async def work(loop):\n    await loop.run_in_executor(None, print)",
    ],
)
def test_the_law_sees_through_every_way_of_importing(source: str) -> None:
    assert forbidden_uses(source)


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime, time\ndatetime.fromisoformat('2026-03-02')\ntime(9, 30)",
        "def due(clock):\n    return clock.now()",
        "import hmac, secrets\nsecrets.compare_digest('a', 'b')",
        "from uuid import UUID, uuid5",
    ],
)
def test_the_law_lets_honest_code_pass(source: str) -> None:
    assert not forbidden_uses(source)
