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
    "LineItem": {"ValidationErrors": "§4.5, §5.5"},
}

# Facts that contradict the file: the schema in the first column reads as in the second.
INSTEAD: Final[dict[str, tuple[dict[str, Any], str]]] = {}
