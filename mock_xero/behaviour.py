"""Every point on which Xero's behaviour is uncertain, as a named switch with the stated default (facts §11).

One place, so that an engine can be proven under both readings. A switch never reaches deeper than the
one rule that it names, and has a row with its source in docs/xero-behaviour.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP
from difflib import get_close_matches
from enum import Enum
from typing import Any, Self, get_type_hints

from mock_xero.seams import Choices


class UnknownReadingError(Exception):
    """There is no such switch, or it has no such reading; the message says which there are."""


class RateWindow(Enum):
    FIXED = "fixed"  # anchored per (app, tenant), not on the clock's minute (facts §2.1)
    ROLLING = "rolling"


class GraceRetry(Enum):
    NEW_PAIR = "new pair"  # retrying a used refresh token gives a fresh pair (facts §1.4)
    SAME_PAIR = "same pair"


class AppMinuteWord(Enum):
    APPMINUTE = "appminute"  # in X-Rate-Limit-Problem (facts §2.1)
    APP_MINUTE = "app-minute"


class WebhookRetry(Enum):
    EVERY_QUARTER_HOUR = "every quarter of an hour"  # facts §8
    EVER_LATER = "ever later"  # an older page: with decreasing frequency


class HalfCent(Enum):
    AWAY_FROM_ZERO = ROUND_HALF_UP
    TO_EVEN = ROUND_HALF_EVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """How this Xero answers where the published facts leave a choice. The defaults are facts §11's."""

    grace_retry: GraceRetry = GraceRetry.NEW_PAIR
    reconnection_keeps_connection_id: bool = False
    disconnection_ends_refresh: bool = False  # some report invalid_grant then (facts §1.8)
    revocation_ends_access: bool = False  # else /connections answers 200 and [] until the token expires
    rate_window: RateWindow = RateWindow.FIXED
    concurrent_refusal_says_retry_after: bool = False
    app_minute_word: AppMinuteWord = AppMinuteWord.APPMINUTE
    limit_refusals_count: bool = False  # a 429 is a call like any other
    limit_refusal_has_body: bool = False  # a problem in JSON, as some stored fakes have it (facts §2.3)
    key_in_flight_waits: bool = True  # else the second request is refused with 400
    key_reuse_is_problem_json: bool = False  # else plain text (facts §3)
    unknown_id_in_write_is_404: bool = False  # else an element error inside a 400
    deleted_payments_in_lists: bool = True
    removed_allocation_in_envelope: bool = False  # seen; documented bare (facts §6.6)
    modified_since_is_inclusive: bool = False
    modified_since_empty_is_304: bool = False
    half_cent: HalfCent = HalfCent.AWAY_FROM_ZERO
    lock_date_itself_is_locked: bool = True
    lock_refuses_payments: bool = True
    lock_refuses_voids: bool = True
    unknown_tracking_is_refused: bool = False  # else the line is kept without it, with a warning (facts §7.5)
    adviser_passes_period_lock: bool = True  # through an app too, not only in Xero's pages (facts §5.7)
    reconciled_payment_can_be_deleted: bool = True
    batches_are_atomic: bool = False  # a refused element spoils the valid ones of its batch
    accept_of_anything_is_xml: bool = False  # `Accept: */*` includes JSON, which facts §4.1 leave open
    shuffles_documented_orders: bool = False  # lists with a documented default order are shuffled too
    failed_batch_payments_look_fine: bool = False  # no error, only a missing PaymentID (facts §6.5)
    wrong_method_is_405: bool = False  # else 501, as seen (facts §4.6)
    payment_fires_invoice_event: bool = True  # whatever changes what is due alone (facts §8)
    some_events_come_twice: bool = True  # at least once is what is promised (facts §8)
    webhook_retry: WebhookRetry = WebhookRetry.EVERY_QUARTER_HOUR

    @classmethod
    def drawn(cls, choices: Choices) -> Self:
        """Return one of all possible Xeros: each switch as chance has it."""
        return cls(**{name: choices.pick(readings, label=name) for name, readings in _readings().items()})

    @classmethod
    def said(cls, words: Mapping[str, str]) -> Self:
        """Return the behaviour of these switches, in words. Raises UnknownReadingError."""
        return cls(**{name: _reading(name, word) for name, word in words.items()})


def readings() -> dict[str, list[str]]:
    """Return every switch with the words for its readings, the default first."""
    return {name: [spelled(each) for each in every] for name, every in _readings().items()}


def spelled(reading: Any) -> str:
    """The word for a reading: `true`, or `new-pair`."""
    name: str = reading.name if isinstance(reading, Enum) else str(reading)
    return name.lower().replace("_", "-")


def _readings() -> dict[str, list[Any]]:
    kinds = get_type_hints(Behaviour)
    return {each.name: _default_first(kinds[each.name], each.default) for each in fields(Behaviour)}


def _default_first(kind: type[Any], default: Any) -> list[Any]:
    every: list[Any] = list(kind) if issubclass(kind, Enum) else [False, True]
    return [default, *(each for each in every if each != default)]


def _reading(name: str, word: str) -> Any:
    every = _readings().get(name)
    if every is None:
        nearest = get_close_matches(name, _readings(), n=1, cutoff=0)
        raise UnknownReadingError(f"there is no switch {name!r}; the nearest is {nearest[0]!r}")
    found = next((each for each in every if spelled(each) == word.lower()), None)
    if found is None:
        known = ", ".join(spelled(each) for each in every)
        raise UnknownReadingError(f"{name} is one of {known}, not {word!r}")
    return found
