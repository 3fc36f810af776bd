"""Identity without its pages: consent becomes a code, a code becomes tokens, tokens are renewed and revoked.

Everything lives in memory; every expiry is measured by the clock.
"""

from collections.abc import Sequence
from typing import Any

from mock_xero.behaviour import Behaviour, GraceRetry
from mock_xero.identity.access import ACCESS_LIFE, AccessTokens
from mock_xero.identity.applications import Application, Grant
from mock_xero.identity.asking import Asking
from mock_xero.identity.codes import Codes, Consent
from mock_xero.identity.connections import Connections, Owner
from mock_xero.identity.errors import InvalidScopeError, UnauthorizedClientError
from mock_xero.identity.refreshing import RefreshToken, RefreshTokens
from mock_xero.identity.users import DEMO_USER, User
from mock_xero.organisation import Organisation
from mock_xero.seams import Choices, Clock

TokenAnswer = dict[str, Any]


class Identity:
    """The door of this room: who is who, who may do what, and who is tied to which organisation."""

    def __init__(
        self,
        applications: Sequence[Application],
        organisations: Sequence[Organisation],
        *,
        clock: Clock,
        choices: Choices,
        behaviour: Behaviour,
    ) -> None:
        self.applications = {each.client_id: each for each in applications}
        self.organisations = {each.tenant_id: each for each in organisations}
        self.users = {DEMO_USER.user_id: DEMO_USER}
        self.clock = clock
        self.choices = choices
        self.connections = Connections(choices=choices, behaviour=behaviour)
        self.access = AccessTokens(clock=clock, choices=choices)
        self._behaviour = behaviour
        self._codes = Codes(choices=choices)
        self._refreshing = RefreshTokens(choices=choices)
        self._set_up_custom_connections()

    def consent(self, asking: Asking, user: User, tenant_ids: Sequence[str]) -> str:
        """The user allows access: tie the app to the organisations and return an authorization code."""
        now, auth_event_id = self.clock.now(), self._new_auth_event()
        owner = (asking.application.client_id, user.user_id)
        for tenant_id in tenant_ids:
            self.connections.connect(owner, tenant_id, auth_event_id, now)
        return self._codes.issue(
            Consent(
                client_id=asking.application.client_id,
                user_id=user.user_id,
                redirect_uri=asking.redirect_uri,
                scopes=asking.scopes,
                challenge=asking.challenge,
                auth_event_id=auth_event_id,
                given_at=now,
            )
        )

    def exchange_code(
        self, application: Application, code: str, redirect_uri: str, verifier: str | None
    ) -> TokenAnswer:
        """Return tokens for a code. Raises an OAuthError."""
        if Grant.AUTHORIZATION_CODE not in application.grants:
            raise UnauthorizedClientError
        now = self.clock.now()
        consent = self._codes.redeem(
            code, client_id=application.client_id, redirect_uri=redirect_uri, verifier=verifier, now=now
        )
        first = RefreshToken(
            consent.client_id, consent.user_id, consent.scopes, consent.auth_event_id, issued_at=now
        )
        return self._token_answer(first)

    def refresh(self, application: Application, text: str) -> TokenAnswer:
        """Return a new pair for a refresh token; scopes can't be widened. Raises an OAuthError."""
        now = self.clock.now()
        used = self._refreshing.use(text, application.client_id, now)
        if used.answer is not None and self._behaviour.grace_retry is GraceRetry.SAME_PAIR:
            return used.answer
        successor = RefreshToken(
            used.client_id, used.user_id, used.scopes, used.auth_event_id, issued_at=now, parent=used
        )
        used.answer = self._token_answer(successor)
        return used.answer

    def client_credentials(self, application: Application, scopes: tuple[str, ...]) -> TokenAnswer:
        """Return an access token of a custom connection, without a refresh token. Raises an OAuthError."""
        if Grant.CLIENT_CREDENTIALS not in application.grants:
            raise UnauthorizedClientError
        allowed = tuple(sorted(each for each in application.scopes if each.startswith("accounting.")))
        granted = scopes or allowed
        if not set(granted) <= set(allowed):
            raise InvalidScopeError
        token = self.access.issue(application.client_id, None, granted, self._new_auth_event())
        return _bearer_answer(token, granted)

    def revoke(self, application: Application, text: str) -> None:
        """End all tokens and ties of the user whose refresh token this is; an unknown one is no error."""
        token = self._refreshing.find(text, application.client_id)
        if token is not None:
            self._refreshing.end_owner(token.owner)
            self.connections.end_owner(token.owner)

    def disconnect(self, tenant_id: str) -> None:
        """A user removes the apps from the organisation in Xero; their tokens stay good (facts §1.8)."""
        for owner in self.connections.end_tenant(tenant_id):
            self.close_if_nothing_is_left(owner)

    def close_if_nothing_is_left(self, owner: Owner) -> None:
        """Under the other reading of facts §1.8, the last tie takes the refresh tokens with it."""
        if self._behaviour.disconnection_ends_refresh and not self.connections.of(owner):
            self._refreshing.end_owner(owner)

    def lapse_consent(self) -> None:
        """As after sixty idle days: no token given out so far is good any more; the ties still exist."""
        self._refreshing.end_all()
        self.access.end_all()

    def custom_tenant(self) -> str:
        """Return the organisation that custom connections reach: the first one."""
        return next(iter(self.organisations))

    def _token_answer(self, token: RefreshToken) -> TokenAnswer:
        user = self.users[token.user_id]
        access_token = self.access.issue(token.client_id, user, token.scopes, token.auth_event_id)
        answer = _bearer_answer(access_token, token.scopes)
        if "openid" in token.scopes:
            answer = {"id_token": self.access.issue_id_token(access_token), **answer}
        if "offline_access" in token.scopes:
            answer["refresh_token"] = self._refreshing.issue(token)
        return answer

    def _set_up_custom_connections(self) -> None:
        """A custom connection is there from the start, and stays away once it has been removed in Xero."""
        for application in self.applications.values():
            if Grant.CLIENT_CREDENTIALS in application.grants:
                owner = (application.client_id, None)
                now = self.clock.now()
                self.connections.connect(owner, self.custom_tenant(), self._new_auth_event(), now)

    def _new_auth_event(self) -> str:
        return self.choices.guid(label="authentication event")


def _bearer_answer(access_token: str, scopes: tuple[str, ...]) -> TokenAnswer:
    return {
        "access_token": access_token,
        "expires_in": int(ACCESS_LIFE.total_seconds()),
        "token_type": "Bearer",
        "scope": " ".join(scopes),
    }
