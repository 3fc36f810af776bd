"""The way into a Xero: its address, and a token that is no argument, is not logged, and not sent in clear."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from harness.sources.problems import SourceError
from harness.sources.xero.documents import Spelling
from harness.sources.xero.reading import Tell, XeroReader
from harness.sources.xero.saving import save_books

VARIABLE: Final = "XERO_ACCESS_TOKEN"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SECONDS_AT_MOST: Final = 60.0


def is_xero(source: str) -> bool:
    return source.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Access:
    """Where that Xero is, and what opens it."""

    url: str
    token_file: Path | None = None
    tenant: str | None = None

    def check(self) -> None:
        """Raises SourceError where a token would go out in clear, or where there is none."""
        try:
            url = httpx.URL(self.url)
        except httpx.InvalidURL as wrong:
            raise SourceError("--xero: this is no URL; write one like https://api.xero.com") from wrong
        if url.userinfo or url.path not in {"", "/"} or url.query:
            raise SourceError("--xero: write only scheme, host and port, like https://api.xero.com")
        if url.scheme != "https" and url.host not in LOOPBACK:
            raise SourceError(f"--xero: a token is not sent in clear to {url.host}; write https://")
        self.token()

    def token(self) -> str:
        """Return the token as it stands now: a person may renew the file while pages are read."""
        if self.token_file is None:
            found, place = os.environ.get(VARIABLE, ""), f"the variable {VARIABLE}"
        else:
            found, place = _text_of(self.token_file), str(self.token_file)
        token = found.strip()
        if not token:
            raise SourceError(f"there is no access token: put one into {VARIABLE} or name a --token-file")
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise SourceError(f"{place} does not hold one access token and nothing else")
        return token


async def read_into(access: Access, spelling: Spelling, file: Path, tell: Tell) -> None:
    """Read a Xero into a file, or go on where the file ends. Raises SourceError."""
    async with httpx.AsyncClient(base_url=access.url, timeout=SECONDS_AT_MOST) as client:
        reader = XeroReader(client, access.token, tell)
        tenant = access.tenant or await reader.only_tenant()
        await save_books(reader, spelling, tenant, file)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise SourceError(f"{file} cannot be read as a token") from wrong
