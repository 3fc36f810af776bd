"""The pages a person walks through: sign in, choose organisations, allow or cancel (facts §1.2).

A request that must not be redirected ends on a page of its own. No rules about tokens here.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mock_xero.identity import scopes as scope_list
from mock_xero.identity.asking import Asking, read_asking
from mock_xero.identity.errors import AuthorizeRefusedError
from mock_xero.identity.forms import Form, NotAFormError, form_in
from mock_xero.identity.identity import Identity
from mock_xero.identity.sittings import Sitting, SittingOverError, Sittings
from mock_xero.identity.users import DEMO_USER, User

COOKIE: Final = "mock_xero_sitting"
_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, auto_reload=False
)


class ConsentPages:
    """Login and consent, or with `auto_consent` the answer at once for all organisations."""

    def __init__(self, identity: Identity, *, auto_consent: bool) -> None:
        self._identity = identity
        self._auto_consent = auto_consent
        self._sittings = Sittings(choices=identity.choices)

    def routes(self) -> list[Route]:
        return [
            Route("/identity/connect/authorize", self.authorize),
            Route("/identity/login", self.log_in, methods=["POST"]),
            Route("/identity/consent", self.show_consent, methods=["GET"]),
            Route("/identity/consent", self.decide, methods=["POST"]),
        ]

    async def authorize(self, request: Request) -> Response:
        try:
            asking = read_asking(request.query_params, self._identity.applications)
        except AuthorizeRefusedError as refused:
            return _page("refused.html", 400, code=refused.code, words=refused.words)
        if self._auto_consent:
            return self._allowed_at_once(asking, request.query_params.get("login_hint", DEMO_USER.email))
        sitting_id, sitting = self._sittings.begin(asking, self._identity.clock.now())
        return _with_sitting(_login_page(sitting), sitting_id)

    async def log_in(self, request: Request) -> Response:
        try:
            form = await form_in(request)
            sitting = self._sitting_answered(request, form)
        except (NotAFormError, SittingOverError):
            return _sitting_over()
        user = self._user_who_signs_in(form.text("email"), form.text("password"))
        if user is None:
            return _login_page(sitting, status=401, failed=True)
        self._sittings.end(_sitting_id(request))
        sitting_id, _ = self._sittings.begin(sitting.asking, self._identity.clock.now(), user)
        return _with_sitting(RedirectResponse("/identity/consent", 303), sitting_id)

    async def show_consent(self, request: Request) -> Response:
        try:
            sitting = self._sittings.find(_sitting_id(request), self._identity.clock.now())
        except SittingOverError:
            return _sitting_over()
        return _login_page(sitting) if sitting.user is None else self._consent_page(sitting, sitting.user)

    async def decide(self, request: Request) -> Response:
        try:
            form = await form_in(request)
            sitting = self._sitting_answered(request, form)
        except (NotAFormError, SittingOverError):
            return _sitting_over()
        if sitting.user is None:
            return _login_page(sitting)
        if form.text("decision") != "allow":
            self._sittings.end(_sitting_id(request))
            return RedirectResponse(sitting.asking.redirect_with(error="access_denied"), 302)
        at_home = self._identity.organisations_of(sitting.user)
        chosen = [each.tenant_id for each in at_home if each.tenant_id in form.all("tenant")]
        wrong = self._identity.over_limit(sitting.asking.application, chosen)
        if wrong or not chosen:
            return self._consent_page(sitting, sitting.user, wrong or ["Choose at least one organisation."])
        self._sittings.end(_sitting_id(request))
        return self._allowed(sitting.asking, sitting.user, chosen)

    def _allowed_at_once(self, asking: Asking, email: str) -> Response:
        """As if the user of this address (by `login_hint`, else the demo user) had chosen everything."""
        user = self._identity.user_with(email) or DEMO_USER
        chosen = [each.tenant_id for each in self._identity.organisations_of(user)]
        if wrong := self._identity.over_limit(asking.application, chosen):
            return _page("refused.html", 400, code="access_denied", words=" ".join(wrong))
        return self._allowed(asking, user, chosen)

    def _allowed(self, asking: Asking, user: User, tenant_ids: list[str]) -> Response:
        code = self._identity.consent(asking, user, tenant_ids)
        session_state = self._identity.choices.secret(label="session state")
        return RedirectResponse(
            asking.redirect_with(code=code, scope=" ".join(asking.scopes), session_state=session_state), 302
        )

    def _consent_page(self, sitting: Sitting, user: User, wrong: Sequence[str] = ()) -> Response:
        return _page(
            "consent.html",
            400 if wrong else 200,
            sitting=sitting,
            user=user,
            organisations=self._identity.organisations_of(user),
            wishes=scope_list.in_words(sitting.asking.scopes),
            wrong=wrong,
        )

    def _sitting_answered(self, request: Request, form: Form) -> Sitting:
        return self._sittings.answered(
            _sitting_id(request), form.text("form_token"), self._identity.clock.now()
        )

    def _user_who_signs_in(self, email: str, password: str) -> User | None:
        people = self._identity.users.values()
        return next((each for each in people if each.signs_in_with(email, password)), None)


def _login_page(sitting: Sitting, *, status: int = 200, failed: bool = False) -> Response:
    return _page("login.html", status, sitting=sitting, demo=DEMO_USER, failed=failed)


def _sitting_over() -> Response:
    return _page("over.html", 400)


def _page(name: str, status: int, **content: Any) -> Response:
    sitting = content.get("sitting")
    # A browser applies form-action to the redirect after the form as well, so the app's origin is in it.
    forms_go_to = f"'self' {sitting.asking.redirect_origin}" if sitting else "'self'"
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; form-action {forms_go_to}; frame-ancestors 'none'"
    )
    headers = {
        "content-security-policy": policy,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    return HTMLResponse(_PAGES.get_template(name).render(content), status, headers)


def _with_sitting(response: Response, sitting_id: str) -> Response:
    response.set_cookie(COOKIE, sitting_id, path="/identity", httponly=True, samesite="lax")
    return response


def _sitting_id(request: Request) -> str:
    return request.cookies.get(COOKIE, "")
