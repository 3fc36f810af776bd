"""Signs and reads tokens by RS256. It never looks at times: whoever asks has the clock."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from mock_xero.identity.errors import TokenMalformedError

ALGORITHM: Final = "RS256"


@cache
def signing_key() -> RSAKey:
    """Return this process's key; made at first need, because making one takes a tenth of a second."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": ALGORITHM, "kid": "mock-xero"})


def sign(claims: Mapping[str, Any]) -> str:
    """Return the claims as a signed token."""
    header = {"alg": ALGORITHM, "kid": "mock-xero", "typ": "JWT"}
    return jwt.encode(header, dict(claims), signing_key())


def read(token: str) -> dict[str, Any]:
    """Return the claims of a token. Raises TokenMalformedError if it was not signed here."""
    try:
        return dict(jwt.decode(token, signing_key(), algorithms=[ALGORITHM]).claims)
    except (JoseError, ValueError, TypeError, RecursionError) as error:  # the latter two: absurd headers
        raise TokenMalformedError from error


def public_keys() -> dict[str, Any]:
    """Return the key set that clients check tokens with."""
    return {"keys": [signing_key().as_dict(private=False)]}
