"""`/_mock/webhooks`: what an app's owner sets up in Xero's portal, and what became of it (facts §8)."""

from typing import TYPE_CHECKING, Any, Final

import msgspec

from mock_xero.books.changes import Category
from mock_xero.control.asking import BadAskError, NotThereError, counted
from mock_xero.control.people import said
from mock_xero.identity.applications import DEMO_APPLICATION
from mock_xero.webhooks.subscriptions import Subscription

if TYPE_CHECKING:
    from mock_xero.app import MockXero

Answer = dict[str, Any]
ATTEMPTS_SHOWN: Final = 100


class SaidWebhook(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    key: str | None = None
    categories: list[str] | None = None
    client_id: str = DEMO_APPLICATION.client_id


def subscribe(mock: "MockXero", body: Any) -> Subscription:
    """Register a webhook as it is told; it has not been validated yet. Raises BadAskError."""
    told = said(body, SaidWebhook)
    if told.client_id not in mock.identity.applications:
        raise BadAskError(f"there is no app {told.client_id!r}")
    key = mock.newcomers.secret(label="webhook key") if told.key is None else told.key
    categories = frozenset(_category(each) for each in told.categories or [each.name for each in Category])
    return mock.subscribe(told.client_id, _url(told.url), key, categories)


def found(mock: "MockXero", number: str) -> Subscription:
    """Return the webhook of this number. Raises NotThereError."""
    subscription = mock.webhooks.subscriptions.get(counted(number) or 0)
    if subscription is None:
        raise NotThereError(f"there is no webhook {number}")
    return subscription


def told(subscription: Subscription) -> Answer:
    return {
        "id": subscription.number,
        "client_id": subscription.client_id,
        "url": subscription.url,
        "key": subscription.key,
        "categories": sorted(each.name for each in subscription.categories),
        "status": subscription.status.value,
        "failures": subscription.failures,
        "attempts": [
            {
                "instant": each.instant.isoformat(),
                "first_sequence": each.first_sequence,
                "events": each.events,
                "refused": each.refused,
            }
            for each in subscription.attempts[-ATTEMPTS_SHOWN:]
        ],
    }


def _category(word: str) -> Category:
    if word.upper() not in Category.__members__:
        raise BadAskError(f"categories are {', '.join(Category.__members__)}, not {word!r}")
    return Category[word.upper()]


def _url(text: str) -> str:
    import httpx  # as in webhooks/post: only who has webhooks pays for it

    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise BadAskError(f"{text!r} is not an absolute http or https URL") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise BadAskError(f"{text!r} is not an absolute http or https URL")
    return text
