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
from mock_xero.identity.connection_limits import over_limit
from mock_xero.identity.connections import Connection, Connections, Owner
from mock_xero.identity.errors import InvalidScopeError, UnauthorizedClientError
from mock_xero.identity.refreshing import RefreshToken, RefreshTokens
from mock_xero.identity.scopes import ACCOUNTING_SCOPES
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
        users: Sequence[User] = (DEMO_USER,),
        clock: Clock,
        choices: Choices,
        behaviour: Behaviour,
    ) -> None:
        self.applications = {each.client_id: each for each in applications}
        self.organisations = {each.tenant_id: each for each in organisations}
        self.users = {each.user_id: each for each in users}
        self.clock = clock
        self.choices = choices
        self.connections = Connections(choices=choices, behaviour=behaviour)
        self.access = AccessTokens(clock=clock, choices=choices)
        self._behaviour = behaviour
        self._codes = Codes(choices=choices)
        self._refreshing = RefreshTokens(choices=choices)
        self._consented: dict[Owner, tuple[str, ...]] = {}
        for application in applications:
            self._set_up_custom_connection(application)

    def register(self, application: Application) -> None:
        """Add an app, or change the one with this id; the tokens and ties that it has stay."""
        self.applications[application.client_id] = application
        self._set_up_custom_connection(application)

    def enrol(self, user: User) -> None:
        """Add a person, or change the one with this id."""
        self.users[user.user_id] = user

    def user_with(self, email: str) -> User | None:
        return next((each for each in self.users.values() if each.email == email.strip().lower()), None)

    def organisations_of(self, user: User) -> list[Organisation]:
        """Return the organisations in which the person has a place."""
        return [each for each in self.organisations.values() if each.member(user.user_id) is not None]

    def connections_of(self, owner: Owner) -> list[Connection]:
        """Return the live ties that lead somewhere: not to where the user has no place (facts §1.8)."""
        found = self.connections.of(owner)
        return [each for each in found if self.organisations[each.tenant_id].member(owner[1]) is not None]

    def over_limit(self, application: Application, tenant_ids: Sequence[str]) -> list[str]:
        """Return why the app can't be connected with these organisations, in sentences."""
        wanted = [self.organisations[each] for each in tenant_ids]
        return over_limit(application, wanted, self.connections, self.applications)

    def consent(self, asking: Asking, user: User, tenant_ids: Sequence[str]) -> str:
        """The user allows access: tie the app to the organisations and return an authorization code."""
        now, auth_event_id = self.clock.now(), self._new_auth_event()
        owner = (asking.application.client_id, user.user_id)
        for tenant_id in tenant_ids:
            self.connections.connect(owner, tenant_id, auth_event_id, now)
        scopes = self._added_up(owner, asking.scopes)
        return self._codes.issue(
            Consent(
                client_id=asking.application.client_id,
                user_id=user.user_id,
                redirect_uri=asking.redirect_uri,
                scopes=scopes,
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
        usable = application.allowed_scopes & set(ACCOUNTING_SCOPES)
        allowed = tuple(sorted(usable))
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
            self._consented.pop(token.owner, None)
            if self._behaviour.revocation_ends_access:
                self.access.end_owner(token.owner)

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

    def custom_tenant(self, client_id: str) -> str:
        """Return the organisation that the app's custom connection reaches: the first one, unless it says."""
        named = self.applications[client_id].custom_tenant
        return next(iter(self.organisations)) if named is None else named

    def _token_answer(self, token: RefreshToken) -> TokenAnswer:
        user = self.users[token.user_id]
        access_token = self.access.issue(token.client_id, user, token.scopes, token.auth_event_id)
        answer = _bearer_answer(access_token, token.scopes)
        if "openid" in token.scopes:
            answer = {"id_token": self.access.issue_id_token(access_token), **answer}
        if "offline_access" in token.scopes:
            answer["refresh_token"] = self._refreshing.issue(token)
        return answer

    def _added_up(self, owner: Owner, asked: tuple[str, ...]) -> tuple[str, ...]:
        """What opens books adds up over the consents of a user, until the app revokes it (facts §1.6)."""
        scopes = tuple(dict.fromkeys((*asked, *self._consented.get(owner, ()))))
        self._consented[owner] = tuple(each for each in scopes if each in ACCOUNTING_SCOPES)
        return scopes

    def _set_up_custom_connection(self, application: Application) -> None:
        """A custom connection is there from the start, and stays away once it has been removed in Xero."""
        if Grant.CLIENT_CREDENTIALS in application.grants:
            tenant_id = self.custom_tenant(application.client_id)
            owner = (application.client_id, None)
            self.connections.connect(owner, tenant_id, self._new_auth_event(), self.clock.now())

    def _new_auth_event(self) -> str:
        return self.choices.guid(label="authentication event")


def _bearer_answer(access_token: str, scopes: tuple[str, ...]) -> TokenAnswer:
    return {
        "access_token": access_token,
        "expires_in": int(ACCESS_LIFE.total_seconds()),
        "token_type": "Bearer",
        "scope": " ".join(scopes),
    }
