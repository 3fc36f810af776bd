"""Pushes a clinic's invoices and payments to Xero. Knows its own tables and HTTP, nothing else."""

from sync_engine.backfill import BackfillStatus
from sync_engine.clinic import ItemDraft, ManualPayment, PatientRef
from sync_engine.configuration import Configuration, LimitsKnown
from sync_engine.connection.health import ConnectionState
from sync_engine.connection.settings import IntegrationSettings
from sync_engine.engine import SyncEngine
from sync_engine.mail.outgoing import MailState
from sync_engine.mail.postman import Letter, NotPostedError, Postman
from sync_engine.observer import Observer, Silent
from sync_engine.outbox.parked import ParkedDelivery
from sync_engine.previewing import BackfillPreview
from sync_engine.reasons import Reason
from sync_engine.refusals import BackfillRefused, ClinicRefused, ConnectionRefused, Refusal, SettingsRefused

__all__ = [
    "BackfillPreview",
    "BackfillRefused",
    "BackfillStatus",
    "ClinicRefused",
    "Configuration",
    "ConnectionRefused",
    "ConnectionState",
    "IntegrationSettings",
    "ItemDraft",
    "Letter",
    "LimitsKnown",
    "MailState",
    "ManualPayment",
    "NotPostedError",
    "Observer",
    "ParkedDelivery",
    "PatientRef",
    "Postman",
    "Reason",
    "Refusal",
    "SettingsRefused",
    "Silent",
    "SyncEngine",
]
