"""The clinic's records: patients, invoices, payments, account credit, each written with its intents.

It has heard of no Xero: what a record means for the sync is the business of the `Intents` it is given.
"""

from sync_engine.clinic.details import ClinicDetails, MoneyLine
from sync_engine.clinic.drafts import ItemDraft, PatientRef
from sync_engine.clinic.intents import Intents
from sync_engine.clinic.reading import ClinicReading, InvoiceView, ManualPayment, PatientView, PaymentView
from sync_engine.clinic.records import ClinicRecords

__all__ = [
    "ClinicDetails",
    "ClinicReading",
    "ClinicRecords",
    "Intents",
    "InvoiceView",
    "ItemDraft",
    "ManualPayment",
    "MoneyLine",
    "PatientRef",
    "PatientView",
    "PaymentView",
]
