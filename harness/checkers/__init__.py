"""History and ledgers in, verdicts out. One property a file; `judge` brings each promise to its checker."""

from harness.checkers.bench import judge

__all__ = ["judge"]
