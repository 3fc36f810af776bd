"""The intent to receive: several POSTs without events, some signed wrongly; apps tell which (facts §8)."""

from mock_xero.seams import Choices
from mock_xero.webhooks.events import body_of, signature
from mock_xero.webhooks.post import Post
from mock_xero.webhooks.subscriptions import Subscription


async def failures(subscription: Subscription, post: Post, choices: Choices) -> list[str]:
    """Ask, and return what is wrong with the answers; an app that is listening leaves none."""
    honest = [True, False] + [choices.happens(0.5, label="is signed rightly") for _ in range(2)]
    found = []
    for is_honest in choices.shuffled(honest, label="intent to receive"):
        body = body_of((), 0, entropy(choices))
        key = subscription.key if is_honest else choices.secret(label="wrong key")
        wanted = None if is_honest else 401
        if wrong := await post.refused(subscription.url, body, signature(key, body), wanted=wanted):
            found.append(f"{'rightly' if is_honest else 'wrongly'} signed: {wrong}")
    return found


def entropy(choices: Choices) -> str:
    """Return twenty capital letters, as Xero fills every body up with."""
    return "".join(chr(ord("A") + ord(each) % 26) for each in choices.secret(label="entropy")[:20])
