"""Letters by SMTP: the standard library's client in a thread of its own. Only where a server starts.

`smtp://` speaks TLS as soon as the server offers it, `smtps://` from the first byte. A password never
travels without TLS, except on this machine.
"""

import asyncio
import os
import re
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, Self
from urllib.parse import unquote, urlsplit

from sync_engine.mail.postman import Letter, NotPostedError

PASSWORD: Final = "SYNC_ENGINE_SMTP_PASSWORD"  # noqa: S105 - a variable's name
TIMEOUT_SECONDS: Final = 30.0
_PORTS: Final = {"smtp": 25, "smtps": 465}
_ADDRESS: Final = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class MailServerError(ValueError):
    """What was said of the mail server is no such thing; the message says why."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in."""

    host: str
    port: int
    tls: bool
    user: str
    password: str = field(repr=False)

    @classmethod
    def at(cls, url: str) -> Self:
        """Read `smtp://[user@]host[:port]`; the password is in the environment. Raises MailServerError."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as wrong:
            raise MailServerError(f"{url!r} is no address of a mail server") from wrong
        if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
            raise MailServerError("write for example smtp://mail.example.org:587")
        if parts.password is not None:
            raise MailServerError(f"a password in an address is read by others: put it in {PASSWORD}")
        return cls(
            parts.hostname,
            port or _PORTS[parts.scheme],
            parts.scheme == "smtps",
            unquote(parts.username or ""),
            os.environ.get(PASSWORD, ""),
        )


class SmtpPostman:
    """Hands letters to a mail server, from one address to some."""

    def __init__(self, server: MailServer, sender: str, recipients: tuple[str, ...]) -> None:
        self._server = server
        self._sender = sender
        self._recipients = recipients

    async def post(self, letter: Letter) -> None:
        """Send it, without holding up the loop. Raises NotPostedError."""
        await asyncio.to_thread(self._hand_in, self._spelled(letter))

    def _spelled(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = ", ".join(self._recipients)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = letter.message_id
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message

    def _hand_in(self, message: EmailMessage) -> None:
        try:
            with self._connected() as server:
                self._log_in(server)
                refused = server.send_message(message, self._sender, list(self._recipients))
        except (smtplib.SMTPException, OSError, ssl.SSLError) as failure:
            raise NotPostedError(_why(failure)) from failure
        if refused:
            raise NotPostedError(f"the mail server refused {len(refused)} of the recipients")

    def _connected(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
        return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)

    def _log_in(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        secret = self._server.tls
        if not secret and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            secret = True
        if not self._server.user:
            return
        if not secret and self._server.host not in _HERE:
            raise NotPostedError("the mail server offers no TLS, so no password was sent to it")
        server.login(self._server.user, self._server.password)


def _why(failure: Exception) -> str:
    """Say what went wrong in words that carry nothing of the conversation but its code."""
    match failure:
        case smtplib.SMTPAuthenticationError():
            return "the mail server did not accept user and password"
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"the mail server answered {code}"
        case smtplib.SMTPRecipientsRefused():
            return "the mail server refused the recipients"
        case _:
            return f"the mail server could not be reached ({type(failure).__name__})"


def postman_at(smtp: str, mail_to: Sequence[str], mail_from: str) -> SmtpPostman | None:
    """Return who takes the letters, None where nobody is to be told by e-mail. Raises MailServerError."""
    recipients = tuple(address.strip() for each in mail_to for address in each.split(",") if address.strip())
    if not smtp and not recipients:
        return None
    if not smtp or not recipients:
        raise MailServerError("e-mails need both: --smtp, the mail server, and --mail-to, who is to be told")
    wrong = [each for each in (*recipients, mail_from or recipients[0]) if not _ADDRESS.fullmatch(each)]
    if wrong:
        raise MailServerError(f"{wrong[0]!r} is no e-mail address")
    return SmtpPostman(MailServer.at(smtp), mail_from or recipients[0], recipients)
