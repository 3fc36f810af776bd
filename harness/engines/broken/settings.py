"""Mistakes with the integration settings."""

from dataclasses import replace
from typing import Final

from harness.checkers.evidence import SettingsView
from harness.engines.broken.member import SETTINGS, Broken
from harness.engines.broken.parts import adapted
from harness.engines.builtin import BuiltIn


class ResetOnReconnection(BuiltIn):
    async def finish_connection(self, callback_url: str) -> None:
        await super().finish_connection(callback_url)
        if chosen := await self.settings():
            await self.save_settings(replace(chosen, payment_types={}, items={}))


class FirstChoiceForEver(BuiltIn):
    async def save_settings(self, settings: SettingsView) -> None:
        await super().save_settings(await self.settings() or settings)


MEMBERS: Final = (
    Broken(
        name="reset_on_reconnection",
        factory=adapted(ResetOnReconnection),
        mistake="A reconnection begins anew: the accounts of payment types and items are gone.",
        seen="T32, R3 of the clinic's help pages",
        breaks=(SETTINGS,),
    ),
    Broken(
        name="first_choice_for_ever",
        factory=adapted(FirstChoiceForEver),
        mistake="Settings are read once: what is changed later rules nothing.",
        seen="T32",
        breaks=(SETTINGS,),
    ),
)
