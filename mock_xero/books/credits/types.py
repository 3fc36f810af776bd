"""The six types of account credit, and the three kinds that they are of (facts §6.3, §6.6)."""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class CreditKind(Enum):
    """The name that Xero's messages use."""

    CREDIT_NOTE = "Credit Note"
    OVERPAYMENT = "Overpayment"
    PREPAYMENT = "Prepayment"


class CreditType(Enum):
    ACCRECCREDIT = "ACCRECCREDIT"
    ACCPAYCREDIT = "ACCPAYCREDIT"
    RECEIVE_OVERPAYMENT = "RECEIVE-OVERPAYMENT"
    SPEND_OVERPAYMENT = "SPEND-OVERPAYMENT"
    RECEIVE_PREPAYMENT = "RECEIVE-PREPAYMENT"
    SPEND_PREPAYMENT = "SPEND-PREPAYMENT"

    @property
    def is_sale(self) -> bool:
        """Whose credit it is: a customer's with us, or ours with a supplier."""
        return self.value.startswith(("ACCREC", "RECEIVE"))

    @property
    def kind(self) -> CreditKind:
        if self in _CREDIT_NOTES:
            return CreditKind.CREDIT_NOTE
        return CreditKind.OVERPAYMENT if self in _OVERPAYMENTS else CreditKind.PREPAYMENT

    @property
    def as_invoice(self) -> str:
        """The type under which the credit appears where Xero shows it as an `Invoice`, in payments."""
        return _AS_INVOICE.get(self, self.value)

    @property
    def payment_type(self) -> str:
        """What a refund of it is called."""
        return _REFUNDS[self]


_T = CreditType
_CREDIT_NOTES: Final = frozenset({_T.ACCRECCREDIT, _T.ACCPAYCREDIT})
_OVERPAYMENTS: Final = frozenset({_T.RECEIVE_OVERPAYMENT, _T.SPEND_OVERPAYMENT})
_AS_INVOICE: Final[Mapping[CreditType, str]] = {
    _T.RECEIVE_OVERPAYMENT: "AROVERPAYMENT",
    _T.SPEND_OVERPAYMENT: "APOVERPAYMENT",
    _T.RECEIVE_PREPAYMENT: "ARPREPAYMENT",
    _T.SPEND_PREPAYMENT: "APPREPAYMENT",
}
_REFUNDS: Final[Mapping[CreditType, str]] = {
    _T.ACCRECCREDIT: "ARCREDITPAYMENT",
    _T.ACCPAYCREDIT: "APCREDITPAYMENT",
    **{each: f"{word}PAYMENT" for each, word in _AS_INVOICE.items()},
}
