"""Engines broken on purpose, each by one mistake that real integrations have made.

Each is a small difference from the good engine: another transport, another adapter, another collaborator.
By its name each is an engine like any other: `--engine harness.engines.broken:key_per_try`.
"""

from typing import Final

from harness.engines.broken import (
    backfill,
    contacts,
    documents,
    keys,
    lookups,
    money,
    pacing,
    replies,
    settings,
    telling,
    tokens,
)
from harness.engines.broken.member import Broken
from harness.engines.protocol import EngineFactory

GALLERY: Final[tuple[Broken, ...]] = (
    *keys.MEMBERS,
    *lookups.MEMBERS,
    *tokens.MEMBERS,
    *replies.MEMBERS,
    *documents.MEMBERS,
    *contacts.MEMBERS,
    *money.MEMBERS,
    *settings.MEMBERS,
    *backfill.MEMBERS,
    *pacing.MEMBERS,
    *telling.MEMBERS,
)
__all__ = ["GALLERY", "Broken"]
_BY_NAME: Final = {member.name: member.factory for member in GALLERY}


def __getattr__(name: str) -> EngineFactory:
    """Find a member by its name."""
    if name not in _BY_NAME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _BY_NAME[name]
