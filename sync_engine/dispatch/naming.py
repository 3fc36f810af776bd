"""What our documents are found by in Xero, always the same for one and no other's. Pure."""

import hashlib
import re
from typing import Final

from sync_engine.outbox.cases import PaymentCase

REFERENCE_LENGTH: Final = 255  # facts §6.4
_OURS: Final = re.compile(r".+/.*/\d+( \(\d+\))?|[0-9a-f]{64}")


def invoice_reference(number: int) -> str:
    """Return what an invoice is found by when a person has given it another number."""
    return f"Clinic invoice {number}"


def payment_reference(case: PaymentCase) -> str:
    """Return what a part is found by; an edit of its payment gives it another."""
    edited = f" ({case.revision})" if case.revision else ""
    plain = f"{case.payment_id}/{case.source}/{case.invoice_number}{edited}"
    tidy = " ".join(plain.split())
    if plain == tidy and len(plain) <= REFERENCE_LENGTH:
        return plain
    return hashlib.sha256(plain.encode()).hexdigest()


def looks_like_ours(reference: str) -> bool:
    """Whether a payment's reference is one that `payment_reference` gives."""
    return _OURS.fullmatch(reference.strip()) is not None
