"""Why identity says no: one class per cause, named as OAuth names it (facts §1.9)."""

from typing import ClassVar


class OAuthError(Exception):
    """The token endpoint answers 400 and this word."""

    code: ClassVar[str]


class InvalidRequestError(OAuthError):
    """The request is not a form, or something that it needs is missing."""

    code = "invalid_request"


class InvalidClientError(OAuthError):
    """The app is unknown or its secret is wrong."""

    code = "invalid_client"


class InvalidGrantError(OAuthError):
    """The code or refresh token is unknown, used up, too old or ended, or its proof does not fit."""

    code = "invalid_grant"


class UnauthorizedClientError(OAuthError):
    """The app may not use this grant."""

    code = "unauthorized_client"


class UnsupportedGrantTypeError(OAuthError):
    """There is no such grant."""

    code = "unsupported_grant_type"


class InvalidScopeError(OAuthError):
    """A scope is unknown, or not allowed for the app."""

    code = "invalid_scope"


class AuthorizeRefusedError(Exception):
    """The authorize request is not answered by a redirect but by an error page (facts §1.2)."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code} : {words}")
        self.code = code
        self.words = words


class TokenMalformedError(Exception):
    """The bearer token was not issued here."""
