"""Every endpoint is a coroutine function: Starlette sends any other to a thread, and a thread has no seed."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("mock_xero", "sync_engine", "harness")
HTTP_METHODS: Final = {"get", "post", "put", "patch", "delete", "head", "options"}
Functions = Mapping[str, list[bool]]


def defined(*trees: ast.Module) -> Functions:
    """Each function's name, and for each function of that name whether it is a coroutine function."""
    found: dict[str, list[bool]] = defaultdict(list)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[node.name].append(isinstance(node, ast.AsyncFunctionDef))
            elif isinstance(node, ast.ClassDef):
                found[node.name].append(_answers_asynchronously(node))
    return found


def endpoints(tree: ast.AST) -> Iterator[ast.expr]:
    """Whatever is given to a `Route`, to `add_route` or to `exception_handlers`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if _name(node.func) in {"Route", "add_route"}:
                named = [each.value for each in node.keywords if each.arg == "endpoint"]
                yield from named or node.args[1:2]
            for each in node.keywords:
                if each.arg == "exception_handlers" and isinstance(each.value, ast.Dict):
                    yield from each.value.values


def offenders(trees: Mapping[str, ast.Module]) -> list[str]:
    anywhere = defined(*trees.values())
    return [
        f"{where}:{endpoint.lineno} {ast.unparse(endpoint)}"
        for where, tree in trees.items()
        for endpoint in endpoints(tree)
        if not _is_coroutine(endpoint, {**anywhere, **defined(tree)})
    ]


def _answers_asynchronously(node: ast.ClassDef) -> bool:
    answering = HTTP_METHODS | {"__call__"}
    return not any(isinstance(each, ast.FunctionDef) and each.name in answering for each in node.body)


def _is_coroutine(endpoint: ast.expr, functions: Functions) -> bool:
    """A name stands for every function that bears it; a wrapped endpoint for the one that is wrapped."""
    if isinstance(endpoint, ast.Call):
        wrapped = [each for each in endpoint.args if _name(each) in functions]
        return all(_is_coroutine(each, functions) for each in wrapped)
    return not isinstance(endpoint, ast.Lambda) and all(functions.get(_name(endpoint), []))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_every_endpoint_is_a_coroutine_function() -> None:
    trees = {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }

    found = offenders(trees)

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "def page(request): ...\nRoute('/', page)",
        "def page(request): ...\nRoute('/', endpoint=page)",
        "Route('/', lambda request: None)",
        "class Pages:\n    def page(self, request): ...\n    def all(self): return [Route('/', self.page)]",
        "def page(request): ...\nRoute('/', guarded(page))",
        "def oops(request, error): ...\nStarlette(exception_handlers={500: oops})",
    ],
)
def test_an_endpoint_that_would_go_to_a_thread_is_found(source: str) -> None:
    assert offenders({"module": ast.parse(source)})


def test_a_coroutine_function_passes() -> None:
    assert not offenders({"module": ast.parse("async def page(request): ...\nRoute('/', page)")})
