"""How Xero behaves where its published facts leave a choice: the switches of its stand-in, in words."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from mock_xero.behaviour import Behaviour, readings

WEBHOOKS_AND_TRACKING: Final = {
    "payment_fires_invoice_event",
    "some_events_come_twice",
    "webhook_retry",
    "unknown_tracking_is_refused",
}  # a sync that neither listens nor tracks never meets them


@lru_cache(maxsize=1)
def switches() -> Mapping[str, tuple[str, ...]]:
    """Return every switch with the words for its readings, the default first."""
    return {
        _said(name): tuple(map(_said, words))
        for name, words in readings().items()
        if name not in WEBHOOKS_AND_TRACKING
    }


def behaviour_of(words: Mapping[str, str]) -> Behaviour:
    """Return the behaviour that these words ask for; what is not named has its default."""
    return Behaviour.said({_written(name, "_"): _written(word, "-") for name, word in words.items()})


def _said(word: str) -> str:
    return word.replace("_", " ").replace("-", " ")


def _written(words: str, joint: str) -> str:
    return words.replace(" ", joint)
