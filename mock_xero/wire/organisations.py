"""The organisation as Xero spells it, keys in the recorded order (facts §7.3)."""

from typing import Final

from mock_xero.books.profile import OrganisationProfile
from mock_xero.books.settings import Settings
from mock_xero.wire.dates import spelled_bare, spelled_date
from mock_xero.wire.encoding import Json

_ACTIONS: Final = (
    "CreateApprovedInvoice",
    "CreateDraftPurchaseOrder",
    "CreateApprovedBill",
    "AttachFilesIntoInvoice",
    "UseMulticurrency",
    "CreateDraftInvoice",
    "CreateRepeatingInvoice",
    "CreateRepeatingBill",
    "CreateSentQuote",
    "CreateInvoicePayment",
    "CreateApprovedPurchaseOrder",
    "CreateDraftQuote",
    "CreateDraftBill",
)
_VERSIONS: Final = {"GB": "UK"}


def organisation_json(profile: OrganisationProfile, settings: Settings) -> Json:
    return {
        "Name": profile.name,
        "LegalName": profile.legal_name or profile.name,
        "PaysTax": True,
        "Version": _VERSIONS.get(profile.country_code, profile.country_code),
        "OrganisationType": "COMPANY",
        "BaseCurrency": profile.base_currency,
        "CountryCode": profile.country_code,
        "IsDemoCompany": profile.organisation_class == "DEMO",
        "OrganisationStatus": "ACTIVE",
        "TaxNumber": profile.tax_number,
        "FinancialYearEndDay": profile.financial_year_end[0],
        "FinancialYearEndMonth": profile.financial_year_end[1],
        "SalesTaxBasis": "CASH",
        "SalesTaxPeriod": "QUARTERLY1",
        "DefaultSalesTax": "Tax Exclusive",
        "DefaultPurchasesTax": "Tax Exclusive",
        **_lock_dates(settings),
        "CreatedDateUTC": spelled_bare(profile.created_at),
        "OrganisationEntityType": "COMPANY",
        "Timezone": profile.xero_timezone,
        "ShortCode": profile.short_code,
        "OrganisationID": profile.tenant_id,
        "Edition": profile.edition,
        "Class": profile.organisation_class,
        "Addresses": [],
        "Phones": [],
        "ExternalLinks": [],
        "PaymentTerms": {},
    }


def _lock_dates(settings: Settings) -> Json:
    """Absent while unset."""
    dates = {
        "PeriodLockDate": settings.period_lock_date,
        "EndOfYearLockDate": settings.end_of_year_lock_date,
    }
    return {key: spelled_date(day) for key, day in dates.items() if day is not None}


def actions_json(settings: Settings, *, passes_period_lock: bool) -> list[Json]:
    """What the caller may do here; approving in a locked period only an adviser may (facts §5.7)."""
    allowed = [{"Name": name, "Status": "ALLOWED"} for name in _ACTIONS]
    locked = settings.period_lock_date is not None and not passes_period_lock
    before_lock = "NOT-ALLOWED" if locked else "ALLOWED"
    return [*allowed, {"Name": "ApproveTransactionsBeforePeriodLockDate", "Status": before_lock}]


def cis_settings_json() -> Json:
    """No organisation of the mock takes part in the United Kingdom's construction industry scheme."""
    return {"CISContractorEnabled": False, "CISSubContractorEnabled": False}


def contact_cis_settings_json() -> Json:
    return {"CISEnabled": False}


def reminders_json(settings: Settings) -> Json:
    return {"Enabled": settings.invoice_reminders}
