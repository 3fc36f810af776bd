"""Where the engine says what it does. Never a patient's name, never a token, never a secret."""

from typing import Protocol


class Observer(Protocol):
    """Hears one call for each document and outcome."""

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None:
        """`kind` is invoice or payment, `number` the invoice's; `outcome` is ok, failed or unknown."""
        ...


class Silent:
    """Hears everything and says nothing."""

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None:
        """Keep it to itself."""
