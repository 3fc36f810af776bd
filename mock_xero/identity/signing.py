"""Signs tokens by RS256. It never looks at times: whoever asks has the clock."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import RSAKey

ALGORITHM: Final = "RS256"


@cache
def signing_key() -> RSAKey:
    """Return this process's key; made at first need, because making one takes a tenth of a second."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": ALGORITHM, "kid": "mock-xero"})


def sign(claims: Mapping[str, Any]) -> str:
    """Return the claims as a signed token."""
    header = {"alg": ALGORITHM, "kid": "mock-xero", "typ": "JWT"}
    return jwt.encode(header, dict(claims), signing_key())


def public_keys() -> dict[str, Any]:
    """Return the key set that clients check tokens with."""
    return {"keys": [signing_key().as_dict(private=False)]}
