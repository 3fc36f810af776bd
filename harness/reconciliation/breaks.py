"""What a disagreement between the two ledgers is called, and what is said about it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

ZERO: Final = Decimal("0.00")


class BreakKind(Enum):
    MISSING_IN_XERO = "the clinic has it and it is due to be in Xero; Xero has not"
    UNKNOWN_TO_CLINIC = "Xero has it, the clinic does not know it"
    DUPLICATED = "Xero has it more than once"
    AMOUNT_DIFFERS = "both have it, with different amounts"
    STATUS_DIFFERS = "both have it, one open and the other void or paid"
    WRONG_ACCOUNT = "both have the payment, in Xero it went to another account"
    MISALLOCATED = "both have the payment, in Xero it is set against another invoice"
    OPEN_FOR_ACCOUNT_CREDIT = "expected: account credit paid it, a person records that in Xero by hand"

    @property
    def expected(self) -> bool:
        return self is BreakKind.OPEN_FOR_ACCOUNT_CREDIT


@dataclass(frozen=True, slots=True)
class Record:
    """What a break, a verdict or a history entry is about: `invoice` or `payment`, and the clinic's number.

    A payment carries the number of the invoice that it is set against.
    """

    kind: str
    number: str

    def __str__(self) -> str:
        return (
            f"{self.kind} {self.number}"
            if self.kind == "invoice"
            else f"{self.kind} on invoice {self.number}"
        )


@dataclass(frozen=True, slots=True)
class Break:
    """One unpaired posting. `amount` is what Xero has too much (positive) or too little (negative).

    Where both sides have the same money in another place or on another day it is that money; for
    account credit it is what is open. `difference` is what of it sets the sums of the two sides apart;
    `clinic` and `xero` are the ids of the documents that it stands on.
    """

    kind: BreakKind
    record: Record
    amount: Decimal
    explanation: str
    difference: Decimal = ZERO
    clinic: tuple[str, ...] = ()
    xero: tuple[str, ...] = ()
