"""The computer's own chance, for the one thing that no seed may give back: the secret of pseudonyms."""

import secrets


def fresh_secret() -> bytes:
    """Return a new secret; it is never written anywhere."""
    return secrets.token_bytes(32)
