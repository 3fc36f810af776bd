"""How the books say no: a deed raises, and has changed nothing.

Refused
└── NotFound      the deed names a document that is not in the books
"""

from collections.abc import Iterable

from mock_xero.books.problems import Problem


class Refused(Exception):  # noqa: N818
    """Xero refuses the deed, for these reasons; nothing has changed.

    `candidate` is the document as it would have been, for the echo in Xero's answer; None if the deed never
    got that far.
    """

    def __init__(self, problems: Iterable[Problem], candidate: object | None = None) -> None:
        self.problems = tuple(problems)
        self.candidate = candidate
        super().__init__("; ".join(problem.message for problem in self.problems))


class NotFound(Refused):
    """The deed names a document that does not exist (facts §4.6)."""
