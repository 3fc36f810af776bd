"""The commands there are: whether a command line names one, and options that it takes."""

import re
import shlex
from collections.abc import Iterator
from typing import Any, Final

from typer.core import TyperGroup
from typer.main import get_command

import harness.cli
import mock_xero.cli
import sync_engine.cli
from tests.docs.pages import ROOT

PROGRAMS: Final[dict[str, Any]] = {
    "harness": get_command(harness.cli.app),
    "mock-xero": get_command(mock_xero.cli.cli),
    "sync-engine": get_command(sync_engine.cli.cli),
}
TARGETS: Final = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
ELSEWHERE: Final = {"--help"}
OPERATORS: Final = {"|", "||", "&", "&&", ";", "|&"}
ASSIGNMENT: Final = re.compile(r"\w+=")
A_NAME: Final = re.compile(r"[a-z][a-z-]*")


def faults(line: str) -> list[str]:
    """What is wrong with the commands of this project in a command line."""
    return [fault for words in _commands(line) for fault in _faults_of(words)]


def every_command() -> list[str]:
    """Each command that a person can type, like `harness run`."""
    return [name for program, command in PROGRAMS.items() for name in _leaves(program, command)]


def _commands(line: str) -> Iterator[list[str]]:
    """The simple commands of a line, each from its program on."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;")
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:  # code of another kind, with a quotation mark
        return
    simple: list[str] = []
    for word in [*words, ";"]:
        if word not in OPERATORS:
            simple += [word] if simple or not ASSIGNMENT.match(word) else []
            continue
        if simple:
            yield simple
        simple = []


def _faults_of(words: list[str]) -> list[str]:
    program, *rest = words
    if program == "make":
        return [f"make {word}: no such target" for word in rest if word.isalpha() and word not in TARGETS]
    if program not in PROGRAMS or not rest:
        return []
    command, spoken = PROGRAMS[program], program
    while isinstance(command, TyperGroup) and rest and rest[0] in command.commands:
        command, spoken = command.commands[rest[0]], f"{spoken} {rest[0]}"
        rest = rest[1:]
    if isinstance(command, TyperGroup) and rest and A_NAME.fullmatch(rest[0]):
        return [f"{spoken}: no command {rest[0]!r}"]
    known = ELSEWHERE | {each for option in command.params for each in (*option.opts, *option.secondary_opts)}
    options = [word.partition("=")[0] for word in rest if word.startswith("--")]
    return [f"{spoken}: no option {option}" for option in options if option not in known]


def _leaves(spoken: str, command: Any) -> Iterator[str]:
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from _leaves(f"{spoken} {name}", each)
    else:
        yield spoken
