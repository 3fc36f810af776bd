"""Settings survive: in the end the engine works with the settings that the clinic chose last (R3)."""

from collections.abc import Iterator, Mapping
from typing import Final

from harness.checkers.evidence import Evidence, SettingsView
from harness.checkers.telling import undecided, valid_unless
from harness.checkers.verdict import Verdict

EXPECTATION: Final = "settings survive"


def check(evidence: Evidence) -> Verdict:
    """Invalid with every setting that is not as chosen; undecided where the clinic never saved any."""
    if evidence.settings_wanted is None:
        return undecided(EXPECTATION, "The clinic never saved integration settings.")
    if evidence.settings_found is None:
        return valid_unless(EXPECTATION, ["The integration settings that the clinic saved are gone."])
    return valid_unless(EXPECTATION, [*_differences(evidence.settings_wanted, evidence.settings_found)])


def _differences(wanted: SettingsView, found: SettingsView) -> Iterator[str]:
    yield from _single("sales account", wanted.sales_account, found.sales_account)
    yield from _single("payment account", wanted.payment_account, found.payment_account)
    yield from _single("tax-exempt rate", wanted.tax_exempt_rate, found.tax_exempt_rate)
    yield from _mapping("payment type", wanted.payment_types, found.payment_types)
    yield from _mapping("item", wanted.items, found.items)


def _mapping(kind: str, wanted: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(wanted.keys() | found.keys()):
        yield from _single(f"{kind} {name}", wanted.get(name), found.get(name))


def _single(name: str, wanted: str | None, found: str | None) -> Iterator[str]:
    if wanted != found:
        yield f"The {name} was set to {_or_default(wanted)}, the engine works with {_or_default(found)}."


def _or_default(account: str | None) -> str:
    return "the default" if account is None else account
