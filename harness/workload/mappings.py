"""Which account a payment type had at which instant, as the clinic chose it.

A changed mapping applies to what is not yet in Xero (R3), so the account that Xero should show depends on
when the payment got there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from harness.checkers.evidence import SettingsView

ON_ITS_WAY: Final = timedelta(hours=1)  # planned under the old mapping, arrived under the new one


@dataclass(slots=True)
class ChosenMappings:
    """The settings that the clinic chose, with the instant from which each choice holds."""

    choices: list[tuple[datetime, SettingsView]] = field(default_factory=list)

    @property
    def latest(self) -> SettingsView | None:
        return self.choices[-1][1] if self.choices else None

    def choose(self, instant: datetime, settings: SettingsView) -> None:
        self.choices.append((instant, settings))

    def changed(
        self,
        *,
        payment_types: Mapping[str, str],
        defaults: Mapping[str, str],
        items: Mapping[str, str],
    ) -> SettingsView:
        """Return the latest choice with what is named anew; everything else stays."""
        current = self.choices[-1][1]
        return replace(
            current,
            **dict(defaults),
            payment_types={**current.payment_types, **payment_types},
            items={**current.items, **items},
        )

    def account_of(
        self, payment_type: str, recorded_at: datetime, arrived_at: datetime | None, found: str | None
    ) -> str:
        """Return the account that the payment should be in: the one found, if it was in force then."""
        in_force = self._in_force(payment_type, recorded_at, arrived_at)
        return found if found is not None and found in in_force else in_force[-1]

    def may_hold(self, payment_type: str, recorded_at: datetime, arrived_at: datetime, account: str) -> bool:
        """Whether the type had this account at some time while the payment was on its way."""
        return account in self._in_force(payment_type, recorded_at, arrived_at)

    def _in_force(self, payment_type: str, recorded_at: datetime, arrived_at: datetime | None) -> list[str]:
        if arrived_at is None:
            return [_account(self.choices[-1][1], payment_type)]
        earliest = max(recorded_at, arrived_at - ON_ITS_WAY)
        before = [settings for instant, settings in self.choices if instant < earliest][-1:]
        during = [settings for instant, settings in self.choices if earliest <= instant <= arrived_at]
        return [_account(settings, payment_type) for settings in (before + during) or [self.choices[0][1]]]


def _account(settings: SettingsView, payment_type: str) -> str:
    return settings.payment_types.get(payment_type, settings.payment_account)
