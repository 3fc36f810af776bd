"""Xero's official Python SDK, pointed at a mock instead of Xero.

The API classes take their `base_url`. The token URLs are constants of the SDK without a setting; as every
call of the SDK passes `ApiClient.call_api`, a subclass of it sends what is meant for identity.xero.com to the
mock. Nothing is patched. The consent the SDK leaves to the app: `Sdk.connect` does what an app's code does.
"""

import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx
from urllib3 import BaseHTTPResponse
from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token
from xero_python.identity import IdentityApi

APP: Final = ("demo-client", "demo-secret")
CALLBACK: Final = "http://localhost:9000/callback"
SCOPES: Final = (
    "openid profile email offline_access accounting.transactions accounting.contacts accounting.settings "
    "accounting.attachments accounting.journals.read accounting.reports.read paymentservices"
)
_IDENTITY: Final = "https://identity.xero.com"


class RedirectedClient(ApiClient):  # type: ignore[misc] # the SDK has no types
    """An ApiClient whose Xero is elsewhere."""

    def __init__(self, url: str, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._url = url

    def call_api(self, resource_path: str, *args: Any, **content: Any) -> Any:
        return super().call_api(resource_path.replace(_IDENTITY, self._url), *args, **content)


class Sdk:
    """An app that uses the SDK: it keeps the token, as the SDK asks of its apps."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self.token: dict[str, Any] = {}
        self.tenant = ""
        configuration = Configuration(oauth2_token=OAuth2Token(client_id=APP[0], client_secret=APP[1]))
        configuration.temp_folder_path = str(folder)
        self.client = RedirectedClient(
            url,
            configuration,
            pool_threads=1,
            oauth2_token_getter=lambda: self.token,
            oauth2_token_saver=self._keep,
        )
        self.identity = IdentityApi(self.client, base_url=url)
        self.accounting = AccountingApi(self.client, base_url=f"{url}/api.xro/2.0")

    def connect(self) -> None:
        """Let the user consent, exchange the code, and take the first organisation."""
        query = {
            "response_type": "code",
            "client_id": APP[0],
            "redirect_uri": CALLBACK,
            "scope": SCOPES,
            "state": "xyz",
        }
        back = httpx.get(f"{self._url}/identity/connect/authorize", params=query)
        said = parse_qs(urlsplit(back.headers["location"]).query)
        assert said["state"] == ["xyz"]
        form = {"grant_type": "authorization_code", "code": said["code"][0], "redirect_uri": CALLBACK}
        self._keep(httpx.post(f"{self._url}/connect/token", data=form, auth=APP).json())
        self.tenant = self.identity.get_connections()[0].tenant_id

    def close(self) -> None:
        """Hang up; the SDK itself never does, and leaves the answer to a revocation unread."""
        if isinstance(self.client.last_response, BaseHTTPResponse):
            self.client.last_response.drain_conn()
        self.client.rest_client.pool_manager.clear()

    def _keep(self, token: dict[str, Any]) -> None:
        scope = token["scope"]
        self.token = {**token, "scope": scope.split() if isinstance(scope, str) else scope}


def snake(name: str) -> str:
    """Return a published name as the SDK's generator spells it, so far as letters go."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
