"""Which sales account each item of an invoice goes to, kept from its creation on (R3). Pure.

An item that was not on the invoice then is mapped as the settings say now; "" stands for no billable item.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from sync_engine.clinic.drafts import BilledItem
from sync_engine.connection.settings import IntegrationSettings

_ACCOUNTS: Final = msgspec.json.Decoder(dict[str, str])


def accounts_of(lines: Sequence[BilledItem], settings: IntegrationSettings) -> dict[str, str]:
    """Return the account of each billable item on these lines, as the settings are now."""
    items = dict.fromkeys(line.item.billable_item for line in lines)
    return {item or "": settings.account_for_item(item) for item in items}


def known_accounts(written: str | None) -> Mapping[str, str]:
    """Return the accounts that were chosen when the invoice was created."""
    return _ACCOUNTS.decode(written) if written else {}


def written_accounts(accounts: Mapping[str, str]) -> str:
    """Return the accounts as they are kept."""
    return msgspec.json.encode(accounts).decode()
