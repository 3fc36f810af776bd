"""What a story has in wait for one request: a trouble of the network, or what no weather brings."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from harness.nemesis.trouble import Trouble

LATE_SECONDS: Final = 60.0  # longer than anybody waits for an answer


class Plot(Enum):
    """What befalls a request only where a story says so; each value is the word that files use."""

    REQUEST_LATE = "request late"  # the deed is done a minute later, when nobody waits for it any more
    TOKEN_EXPIRED = "token expired"  # noqa: S105  the access token is over when the request comes
    CRASH_BEFORE = "crash before"  # the engine's process dies just before the request leaves
    CRASH_AFTER = "crash after"  # the deed is done, the engine's process dies before it hears of it


Misfortune = Trouble | Plot
BY_WORD: Final[dict[str, Misfortune]] = {each.value: each for each in (*Trouble, *Plot)}


@dataclass(slots=True)
class Ambush:
    """One misfortune that waits for a request: any, or one named like `PUT /Payments`; some go by before."""

    misfortune: Misfortune
    request: str | None = None
    let_pass: int = 0

    def concerns(self, request: str) -> bool:
        return self.request is None or self.request == request


@dataclass(slots=True)
class Ambushes:
    """Every ambush that has not sprung yet, in the order in which they were laid."""

    waiting: list[Ambush] = field(default_factory=list)

    def sprung_by(self, request: str) -> Misfortune | None:
        """A request leaves: return what was waiting for it. Of two that wait, one waits on."""
        sprung: Ambush | None = None
        for ambush in self.waiting:
            if not ambush.concerns(request):
                continue
            if ambush.let_pass:
                ambush.let_pass -= 1
            else:
                sprung = sprung or ambush
        if sprung is None:
            return None
        self.waiting = [ambush for ambush in self.waiting if ambush is not sprung]
        return sprung.misfortune
