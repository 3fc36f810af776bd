"""Small mistakes in the code of a function: each mutant differs from the source in one place.

The mutated code is put into the functions that are there already: whoever imported them runs the mutant.
"""

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

SWAPPED: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
OTHER_NAME: Final = {"max": "min", "min": "max", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: its place, and what stands there instead."""

    module: str
    line: int
    before: str
    after: str
    number: int  # of the mutations of this module

    def __str__(self) -> str:
        return f"{self.module}:{self.line}  {self.before}  ->  {self.after}"


def mutants_of(module: ModuleType) -> Iterator[Mutant]:
    """Yield every mutant of the functions of a module, in the order of its lines."""
    tree = _tree(module)
    for number, (line, before, after) in enumerate(_described(tree)):
        yield Mutant(module.__name__, line, before, after, number)


def infect(module: ModuleType, mutant: Mutant) -> None:
    """Make this process run the mutant."""
    tree = _tree(module)
    node, mutated = list(_mutations(tree))[mutant.number]
    _replace(tree, node, mutated)
    codes = dict(_codes(compile(ast.fix_missing_locations(tree), module.__file__ or "", "exec")))
    for function in _functions(module):
        code = codes.get(function.__qualname__)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))


def _described(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    for node, mutated in _mutations(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Match) and isinstance(mutated, ast.Match):
            [gone] = [case for case in node.cases if case not in mutated.cases]
            yield line, f"case {ast.unparse(gone.pattern)}", "(left out)"
        else:
            yield line, _first_line(node), _first_line(mutated)


def _first_line(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]


def _mutations(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield each node of a function's body, and what it may become."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in function.body:
                for node in ast.walk(statement):
                    yield from ((node, mutated) for mutated in _mutated(node))


def _mutated(node: ast.AST) -> Iterator[ast.AST]:
    yield from _other_operators(node)
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.copy_location(ast.Constant(not value), node)
        case ast.Constant(value=int() | float() as value):
            yield ast.copy_location(ast.Constant(value + 1), node)
        case ast.Name(id=name) if name in OTHER_NAME:
            yield _with(node, id=OTHER_NAME[name])
        case ast.Match(cases=[_, _, *_] as cases):
            yield from (_with(node, cases=[each for each in cases if each is not case]) for case in cases)
        case ast.Expr(value=ast.Call()):
            yield ast.copy_location(ast.Pass(), node)
        case _:
            pass


def _other_operators(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in SWAPPED:
            yield _with(node, ops=[SWAPPED[type(operator)](), *node.ops[1:]])
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPPED:
            yield _with(node, op=SWAPPED[type(node.op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.If() | ast.IfExp():
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case _:
            pass


def _with(node: ast.AST, **changes: Any) -> ast.AST:
    other = copy(node)
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def _replace(tree: ast.AST, node: ast.AST, mutated: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, name, mutated)
            elif isinstance(value, list):
                value[:] = [mutated if each is node else each for each in value]


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from _codes(constant)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for value in vars(module).values():
        yield from _functions_in(value, module.__name__)


def _functions_in(value: Any, module: str) -> Iterator[FunctionType]:
    """Yield the functions behind a name of a module: itself, what wraps it, what a class has."""
    if getattr(value, "__module__", module) != module:
        return
    if isinstance(value, FunctionType):
        yield value
    elif isinstance(value, property) and isinstance(value.fget, FunctionType):
        yield value.fget
    elif isinstance(value, type):
        for member in vars(value).values():
            yield from _functions_in(member, module)
    elif hasattr(value, "__wrapped__"):
        yield from _functions_in(value.__wrapped__, module)
