"""The settings form: what is filled in, right or wrong, so that a refusal loses nothing (R2, R3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from sync_engine import IntegrationSettings
from sync_engine.pages.forms import Form
from sync_engine.refusals import SettingsRefused

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """As filled in. A row is a name and an account code; a row may be blank."""

    sales_account: str = ""
    payment_account: str = ""
    tax_exempt_rate: str = ""
    invoice_prefix: str = ""
    payment_types: Rows = ()
    items: Rows = ()

    @classmethod
    def showing(cls, settings: IntegrationSettings | None) -> Self:
        """Return the form with the previous choices selected."""
        if settings is None:
            return cls()
        return cls(
            settings.sales_account,
            settings.payment_account,
            settings.tax_exempt_rate,
            settings.invoice_prefix,
            tuple(settings.payment_types.items()),
            tuple(settings.items.items()),
        )

    @classmethod
    def filled_in(cls, form: Form) -> Self:
        """Return the form as it came, but for its blank rows."""
        return cls(
            form.text("sales_account"),
            form.text("payment_account"),
            form.text("tax_exempt_rate"),
            form.text("invoice_prefix"),
            _rows(form, "payment_type"),
            _rows(form, "item"),
        )

    def settings(self) -> IntegrationSettings:
        """Return what is chosen. Raises SettingsRefused where something is left out or named twice."""
        for chosen, what in (
            (self.sales_account, "a default sales account"),
            (self.payment_account, "a default payment account"),
            (self.tax_exempt_rate, "a tax rate for tax-exempt revenue"),
        ):
            if not chosen:
                raise SettingsRefused(f"Please choose {what}.")
        return IntegrationSettings(
            sales_account=self.sales_account,
            payment_account=self.payment_account,
            tax_exempt_rate=self.tax_exempt_rate,
            invoice_prefix=self.invoice_prefix,
            payment_types=_mapping(self.payment_types, "payment type"),
            items=_mapping(self.items, "billable item"),
        )


def _rows(form: Form, kind: str) -> Rows:
    rows = zip(form.all(f"{kind}_name"), form.all(f"{kind}_account"), strict=False)
    return tuple((name, code) for name, code in rows if name or code)


def _mapping(rows: Rows, kind: str) -> Mapping[str, str]:
    mapping: dict[str, str] = {}
    for name, code in rows:
        if not name:
            raise SettingsRefused(f"Please name the {kind} that account {code} is for.")
        if name in mapping:
            raise SettingsRefused(f"The {kind} {name} is named twice.")
        mapping[name] = code
    return {name: code for name, code in mapping.items() if code}  # without a code the default serves
