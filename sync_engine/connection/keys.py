"""The keys for what is kept encrypted: the first seals, every one opens, so that a key can be changed."""

import base64
import hashlib
from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet


def keyring(texts: Sequence[str]) -> MultiFernet:
    """Derive a Fernet key from each text; the first is the one to seal with."""
    return MultiFernet([Fernet(_derived(text)) for text in texts])


def _derived(text: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"tokens at rest: {text}".encode()).digest())
