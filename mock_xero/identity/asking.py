"""What an app asks for when it sends a user here, checked before anything is shown (facts §1.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from mock_xero.identity import scopes as scope_list
from mock_xero.identity.applications import Application, Grant
from mock_xero.identity.errors import AuthorizeRefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """An authorize request that may be put to a user."""

    application: Application
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str | None
    challenge: str | None

    @property
    def redirect_origin(self) -> str:
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"

    def redirect_with(self, **answer: str) -> str:
        """Return the URL that takes the user back to the app; the state is echoed."""
        if self.state is not None:
            answer["state"] = self.state
        joint = "&" if "?" in self.redirect_uri else "?"
        return f"{self.redirect_uri}{joint}{urlencode(answer)}"


def read_asking(query: Mapping[str, str], applications: Mapping[str, Application]) -> Asking:
    """Return what is asked. Raises AuthorizeRefusedError; such a request is never redirected."""
    application = _application(query, applications)
    redirect_uri = query.get("redirect_uri", "")
    if not application.accepts_redirect_to(redirect_uri):
        raise AuthorizeRefusedError("unauthorized_client", "Invalid redirect_uri")
    if query.get("response_type") != "code":
        raise AuthorizeRefusedError("unsupported_response_type", "Response type not supported")
    return Asking(
        application=application,
        redirect_uri=redirect_uri,
        scopes=_scopes(query, application),
        state=query.get("state"),
        challenge=_challenge(query, application),
    )


def _application(query: Mapping[str, str], applications: Mapping[str, Application]) -> Application:
    application = applications.get(query.get("client_id", ""))
    if application is None:
        raise AuthorizeRefusedError("unauthorized_client", "Unknown client or client not enabled")
    if Grant.AUTHORIZATION_CODE not in application.grants:
        raise AuthorizeRefusedError("unauthorized_client", "Grant type not allowed for client")
    return application


def _scopes(query: Mapping[str, str], application: Application) -> tuple[str, ...]:
    asked = scope_list.parse(query.get("scope", ""))
    if not asked or not set(asked) <= scope_list.ALL_SCOPES:
        raise AuthorizeRefusedError("invalid_scope", "Invalid scope")
    if not set(asked) <= application.allowed_scopes:
        raise AuthorizeRefusedError("unauthorized_client", "Invalid scope for client")
    return asked


def _challenge(query: Mapping[str, str], application: Application) -> str | None:
    challenge = query.get("code_challenge")
    if challenge is None:
        if application.client_secret is None:
            raise AuthorizeRefusedError("invalid_request", "code challenge required")
        return None
    if query.get("code_challenge_method") != "S256" or len(challenge) != 43:
        raise AuthorizeRefusedError("invalid_request", "Transform algorithm not supported")
    return challenge
