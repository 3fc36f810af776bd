"""Where recorded Xero and Xero's own OpenAPI file disagree: all that the contract tests forgive, and why.

Whatever stands in neither table is an error.
"""

from typing import Any, Final

# Keys that live Xero sends (facts §n says where it was recorded) but the file does not have.
BESIDE: Final[dict[str, dict[str, str]]] = {
    "*": {  # around every list
        "Id": "§4.1",
        "Status": "§4.1",
        "ProviderName": "§4.1",
        "DateTimeUTC": "§4.1",
        "pagination": "§4.1",
    },
    "Invoice": {
        "DateString": "§4.2",
        "DueDateString": "§4.2",
        "InvoicePaymentServices": "§4.5, in the echo of a refused invoice",
    },
    "CreditNote": {"DateString": "§4.2, §5.5", "DueDateString": "§4.2", "ID": "§5.5"},
    "BankTransaction": {"DateString": "§4.2", "Warnings": "§4.4"},
    "Overpayment": {"DateString": "§4.2", "ID": "the file's own examples"},
    "Prepayment": {"DateString": "§4.2", "ID": "the file's own examples"},
    "RepeatingInvoice": {
        "ID": "the file's own examples",
        "StatusAttributeString": "§4.4, with summarizeErrors=false",
        "ValidationErrors": "§4.4, with summarizeErrors=false",
    },
    "Quotes": {"SummarizeErrors": "§4.1"},
    "Quote": {"Warnings": "§4.4"},
    "HistoryRecord": {
        "DateUTCString": "the file's own examples",
        "StatusAttributeString": "§4.4, with summarizeErrors=false",
        "ValidationErrors": "the file's own examples",
    },
    "TrackingOption": {
        "HasValidationErrors": "§7.5",
        "IsDeleted": "§7.5",
        "IsArchived": "§7.5",
        "IsActive": "§7.5",
    },
    "LineItem": {"ValidationErrors": "§4.5, §5.5"},
    "LineItemTracking": {"Options": "§5.5, in lists"},
}

# Operations whose good answer is not what the file says, with the schema that is true instead.
_UNDONE: Final[dict[str, Any]] = {  # §6.6, and the file's own example: no envelope, `AllocationId`, a list
    "type": "object",
    "required": ["AllocationId", "Date", "Invoice", "IsDeleted"],
    "additionalProperties": False,
    "properties": {
        "AllocationId": {"type": "string", "format": "uuid"},
        "Date": {"type": "string", "format": "x-msdate"},
        "Invoice": {"type": "array", "items": {"$ref": "#/components/schemas/Invoice"}},
        "IsDeleted": {"enum": [True]},
    },
}
# Users saw an envelope: https://github.com/XeroAPI/xero-php-oauth2/issues/341; the mock has a switch.
_EITHER: Final = {"anyOf": [_UNDONE, {"$ref": "#/components/schemas/Allocations"}]}
INSTEAD: Final[dict[str, dict[str, Any]]] = {
    "deleteCreditNoteAllocations": _EITHER,
    "deleteOverpaymentAllocations": _EITHER,
    "deletePrepaymentAllocations": _EITHER,
}
