"""Identity's endpoints for apps: token, revocation, userinfo, discovery, keys (facts §1.1, §1.3)."""

import base64
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_xero.identity import scopes as scope_list
from mock_xero.identity import signing
from mock_xero.identity.access import ISSUER, personal_claims
from mock_xero.identity.applications import Application
from mock_xero.identity.errors import (
    InvalidClientError,
    InvalidRequestError,
    OAuthError,
    TokenMalformedError,
    UnsupportedGrantTypeError,
)
from mock_xero.identity.forms import Form, NotAFormError, form_in
from mock_xero.identity.identity import Identity, TokenAnswer

_UNCACHED = {"cache-control": "no-store", "pragma": "no-cache"}


class IdentityEndpoints:
    """Parse, ask identity, answer."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def routes(self) -> list[Route]:
        return [
            Route("/connect/token", self.token, methods=["POST"]),
            Route("/connect/revocation", self.revoke, methods=["POST"]),
            Route("/connect/userinfo", self.userinfo, methods=["GET", "POST"]),
            Route("/.well-known/openid-configuration", self.discover),
            Route("/.well-known/openid-configuration/jwks", self.keys),
        ]

    async def token(self, request: Request) -> Response:
        try:
            form = await _form(request)
            application = self._application(request, form)
            return JSONResponse(self._grant(application, form), headers=_UNCACHED)
        except OAuthError as refused:
            return _refusal(refused)

    async def revoke(self, request: Request) -> Response:
        try:
            form = await _form(request)
            self._identity.revoke(self._application(request, form), _needed(form, "token"))
        except OAuthError as refused:
            return _refusal(refused)
        return Response(status_code=200)

    async def userinfo(self, request: Request) -> Response:
        kind, _, text = request.headers.get("authorization", "").partition(" ")
        try:
            token = self._identity.access.verify(text if kind.lower() == "bearer" else "")
        except TokenMalformedError:
            return _bearer_wanted()
        if token.user is None or "openid" not in token.scope_set:
            return _bearer_wanted()
        if self._identity.clock.now() >= token.expires_at:
            return _bearer_wanted()
        claims = {"sub": token.user.user_id.replace("-", ""), "xero_userid": token.user.user_id}
        return JSONResponse(claims | personal_claims(token.user, token.scope_set))

    async def discover(self, request: Request) -> Response:
        return JSONResponse(_discovery(str(request.base_url).rstrip("/")))

    async def keys(self, request: Request) -> Response:
        del request
        return JSONResponse(signing.public_keys())

    def _grant(self, application: Application, form: Form) -> TokenAnswer:
        match form.optional("grant_type"):
            case "authorization_code":
                code, redirect_uri = _needed(form, "code"), _needed(form, "redirect_uri")
                verifier = form.optional("code_verifier")
                return self._identity.exchange_code(application, code, redirect_uri, verifier)
            case "refresh_token":
                return self._identity.refresh(application, _needed(form, "refresh_token"))
            case "client_credentials":
                wanted = scope_list.parse(form.text("scope"))
                return self._identity.client_credentials(application, wanted)
            case _:
                raise UnsupportedGrantTypeError

    def _application(self, request: Request, form: Form) -> Application:
        client_id, secret = _credentials(request, form)
        application = self._identity.applications.get(client_id)
        if application is None or not application.is_proved_by(secret):
            raise InvalidClientError
        return application


async def _form(request: Request) -> Form:
    try:
        return await form_in(request)
    except NotAFormError as error:
        raise InvalidRequestError from error


def _credentials(request: Request, form: Form) -> tuple[str, str | None]:
    """Return the app's id and secret, from the Authorization header or from the body."""
    kind, _, encoded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        client_id, secret = form.text("client_id"), form.optional("client_secret")
    else:
        client_id, secret = _basic(encoded)
    if not client_id:
        raise InvalidRequestError
    return client_id, secret


def _basic(encoded: str) -> tuple[str, str]:
    try:
        decoded = base64.b64decode(encoded, validate=True).decode()
    except ValueError as error:  # no base64, not even ASCII, or no text within
        raise InvalidRequestError from error
    client_id, _, secret = decoded.partition(":")
    return client_id, secret


def _needed(form: Form, name: str) -> str:
    if name not in form:
        raise InvalidRequestError
    return form.text(name)


def _refusal(refused: OAuthError) -> Response:
    return JSONResponse({"error": refused.code}, 400, _UNCACHED)


def _bearer_wanted() -> Response:
    return Response(status_code=401, headers={"www-authenticate": 'Bearer error="invalid_token"'})


def _discovery(base_url: str) -> dict[str, Any]:
    return {
        "issuer": ISSUER,
        "jwks_uri": f"{base_url}/.well-known/openid-configuration/jwks",
        "authorization_endpoint": f"{base_url}/identity/connect/authorize",
        "token_endpoint": f"{base_url}/connect/token",
        "userinfo_endpoint": f"{base_url}/connect/userinfo",
        "revocation_endpoint": f"{base_url}/connect/revocation",
        "scopes_supported": sorted(scope_list.ALL_SCOPES),
        "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "id_token_signing_alg_values_supported": [signing.ALGORITHM],
        "code_challenge_methods_supported": ["S256"],
    }
