"""What an organisation is called and where it is: facts that no deed changes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_XERO_TIMEZONES: Final = {
    "Australia/Sydney": "AUSEASTERNSTANDARDTIME",
    "Australia/Melbourne": "AUSEASTERNSTANDARDTIME",
    "Australia/Canberra": "AUSEASTERNSTANDARDTIME",
    "Australia/Brisbane": "EAUSTRALIASTANDARDTIME",
    "Australia/Adelaide": "CENAUSTRALIASTANDARDTIME",
    "Australia/Darwin": "AUSCENTRALSTANDARDTIME",
    "Australia/Perth": "WAUSTRALIASTANDARDTIME",
    "Australia/Hobart": "TASMANIASTANDARDTIME",
    "Pacific/Auckland": "NEWZEALANDSTANDARDTIME",
    "Europe/London": "GMTSTANDARDTIME",
    "UTC": "UTC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationProfile:
    """One organisation. `timezone` is an IANA name; `tenant_id` is its OrganisationID too (facts §7.3)."""

    tenant_id: str
    name: str
    short_code: str
    legal_name: str = ""
    country_code: str = "AU"
    base_currency: str = "AUD"
    timezone: str = "Australia/Sydney"
    edition: str = "BUSINESS"
    organisation_class: str = "DEMO"
    tax_number: str = "11 111 111 138"
    financial_year_end: tuple[int, int] = (30, 6)
    approvals_a_month: int | None = None  # of sales invoices; small plans have a limit (facts §5.2)
    created_at: datetime = datetime(2024, 7, 1, tzinfo=UTC)

    @property
    def xero_timezone(self) -> str:
        """Xero's own word for the time zone."""
        place = self.timezone.rsplit("/", 1)[-1].replace("_", "")
        return _XERO_TIMEZONES.get(self.timezone, f"{place.upper()}STANDARDTIME")
