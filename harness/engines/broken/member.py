"""What is known of a broken engine: its mistake, where it was seen, and which promises it breaks."""

from dataclasses import dataclass
from typing import Final

from harness.engines.protocol import EngineFactory
from harness.scenario.expectations import Promise

DOUBLED: Final = Promise.NOTHING_DOUBLED
MISSING: Final = Promise.NOTHING_MISSING
AMOUNTS: Final = Promise.AMOUNTS_AGREE
CREDIT: Final = Promise.ACCOUNT_CREDIT_STAYS_OPEN
SETTINGS: Final = Promise.SETTINGS_SURVIVE
LIMITS: Final = Promise.LIMITS_RESPECTED
TOLD: Final = Promise.PEOPLE_ARE_TOLD
CALLS: Final = Promise.NO_NEEDLESS_CALLS
PRIVATE: Final = Promise.NAMES_STAY_PRIVATE
ASKED: Final = Promise.NOTHING_GOES_UNASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An engine broken by one mistake. `seen` names the troubles of real integrations that it stands for.

    `breaks` are the promises that it breaks, the one that names the mistake best first.
    """

    name: str
    factory: EngineFactory
    mistake: str
    seen: str
    breaks: tuple[Promise, ...]

    @property
    def spec(self) -> str:
        """What `--engine` takes."""
        return f"harness.engines.broken:{self.name}"
