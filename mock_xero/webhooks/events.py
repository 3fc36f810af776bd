"""What a webhook says, in Xero's own odd spelling, and how it is signed (facts §8). Pure."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from mock_xero.books.changes import Category, Change


@dataclass(frozen=True, slots=True)
class Event:
    """Something has changed; it holds nothing of the document but, for a credit note, type and status."""

    category: Category
    document_id: str
    tenant_id: str
    created: bool
    instant: datetime
    data: dict[str, str] | None

    def spelled(self) -> dict[str, Any]:
        resource = f"https://api.xero.com/api.xro/2.0/{self.category.value}/{self.document_id}"
        event = {
            "resourceUrl": resource,
            "resourceId": self.document_id,
            "eventDateUtc": f"{self.instant:%Y-%m-%dT%H:%M:%S}.{self.instant.microsecond // 1000:03d}",
            "eventType": "CREATE" if self.created else "UPDATE",
            "eventCategory": self.category.name,
            "tenantId": self.tenant_id,
            "tenantType": "ORGANISATION",
        }
        return event if self.data is None else event | {"data": self.data}


def event_of(change: Change, tenant_id: str, instant: datetime) -> Event:
    """Return what is told of a change."""
    document, data = change.document, None
    if change.category is Category.CREDITNOTE:
        data = {"Type": document.type.value, "Status": document.status.value}
    return Event(change.category, change.document_id, tenant_id, change.created, instant, data)


def body_of(events: Sequence[Event], first: int, entropy: str) -> bytes:
    """Return the body, whose spaces no serialiser would leave: whoever re-spells it breaks the signature."""
    last = first + len(events) - 1 if events else first
    spelled = msgspec.json.encode([each.spelled() for each in events]).decode()
    numbers = f'"firstEventSequence": {first},"lastEventSequence": {last}'
    return f'{{"events":{spelled},{numbers}, "entropy": "{entropy}"}}'.encode()


def signature(key: str, body: bytes) -> str:
    """Return what x-xero-signature says of the raw bytes."""
    return base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
