"""The status machines as tables: what may become what when somebody asks for it (facts §5.1, §6.1).

PAID is never asked for: an invoice becomes PAID, and AUTHORISED again, by its balance alone.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class InvoiceType(Enum):
    ACCREC = "ACCREC"  # a sales invoice
    ACCPAY = "ACCPAY"  # a bill


class InvoiceStatus(Enum):
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    AUTHORISED = "AUTHORISED"
    PAID = "PAID"
    VOIDED = "VOIDED"
    DELETED = "DELETED"


class PaymentStatus(Enum):
    AUTHORISED = "AUTHORISED"
    DELETED = "DELETED"


class ContactStatus(Enum):
    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"
    GDPRREQUEST = "GDPRREQUEST"


class LineAmountTypes(Enum):
    EXCLUSIVE = "Exclusive"
    INCLUSIVE = "Inclusive"
    NO_TAX = "NoTax"


_S = InvoiceStatus

MAY_BE_CREATED_AS: Final = frozenset({_S.DRAFT, _S.SUBMITTED, _S.AUTHORISED})
MAY_BECOME: Final[Mapping[InvoiceStatus, frozenset[InvoiceStatus]]] = {
    _S.DRAFT: frozenset({_S.DRAFT, _S.SUBMITTED, _S.AUTHORISED, _S.DELETED}),
    _S.SUBMITTED: frozenset({_S.SUBMITTED, _S.AUTHORISED, _S.DRAFT, _S.DELETED}),
    _S.AUTHORISED: frozenset({_S.AUTHORISED, _S.VOIDED}),
    _S.PAID: frozenset(),
    _S.VOIDED: frozenset(),
    _S.DELETED: frozenset(),
}
POSTED: Final = frozenset({_S.AUTHORISED, _S.PAID})  # in the general journal
NEEDS_APPROVAL_FIELDS: Final = frozenset({_S.SUBMITTED, _S.AUTHORISED, _S.PAID})
ENDED: Final = frozenset({_S.VOIDED, _S.DELETED})
