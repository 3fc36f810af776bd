"""Every point on which Xero's behaviour is uncertain, as a named switch with the stated default (facts §11).

One place, so that an engine can be proven under both readings. A switch never reaches deeper than the
one rule that it names.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP
from enum import Enum


class RateWindow(Enum):
    FIXED = "fixed"  # anchored per (app, tenant), not on the clock's minute (facts §2.1)
    ROLLING = "rolling"


class GraceRetry(Enum):
    NEW_PAIR = "new pair"  # retrying a used refresh token gives a fresh pair (facts §1.4)
    SAME_PAIR = "same pair"


class HalfCent(Enum):
    AWAY_FROM_ZERO = ROUND_HALF_UP
    TO_EVEN = ROUND_HALF_EVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """How this Xero answers where the published facts leave a choice. The defaults are facts §11's."""

    grace_retry: GraceRetry = GraceRetry.NEW_PAIR
    reconnection_keeps_connection_id: bool = False
    disconnection_ends_refresh: bool = False  # some report invalid_grant then (facts §1.8)
    rate_window: RateWindow = RateWindow.FIXED
    concurrent_refusal_says_retry_after: bool = False
    app_minute_word: str = "appminute"
    key_in_flight_waits: bool = True  # else the second request is refused with 400
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
    batches_are_atomic: bool = False  # a refused element spoils the valid ones of its batch
    accept_of_anything_is_xml: bool = False  # `Accept: */*` includes JSON, which facts §4.1 leave open
    shuffles_documented_orders: bool = False  # lists with a documented default order are shuffled too
    failed_batch_payments_look_fine: bool = False  # no error, only a missing PaymentID (facts §6.5)
