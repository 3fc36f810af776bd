"""The engine says no to a person: one small class per cause, each message a sentence for the person."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer in words, not a fault of the program
    """What a person asked for is not possible; nothing was changed."""


class ClinicRefused(Refusal):
    """The clinic's records do not allow this deed: an unknown number, credit that is not there, too much."""


class ConnectionRefused(Refusal):
    """Connecting to Xero did not work out; the user may press *Connect to Xero* again."""


class SettingsRefused(Refusal):
    """These integration settings do not fit the chart of accounts that was pulled from Xero."""


class BackfillRefused(Refusal):
    """*Synchronise from previous date* is not possible now."""
