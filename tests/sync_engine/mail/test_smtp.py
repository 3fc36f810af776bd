"""Letters by SMTP, to a small mail server on this machine."""

import asyncio
import email
import email.policy
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from sync_engine.mail.postman import Letter, NotPostedError
from sync_engine.mail.smtp import MailServer, MailServerError, SmtpPostman, postman_at

LETTER = Letter(
    1,
    "<a@sync-engine.invalid>",
    "Xero refused invoice 1041",
    "Xero says: \u201eno\u201c\n.\nand more",
    datetime(2026, 3, 2, 8, tzinfo=UTC),
    1,
)


class MailServerHere:
    """Speaks as much SMTP as a letter needs; `answer` is what it says to RCPT."""

    def __init__(self, answer: bytes = b"250 ok") -> None:
        self.answer = answer
        self.got: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            match line[:4].upper():
                case b"EHLO":
                    writer.write(b"250-here\r\n250 8BITMIME\r\n")
                case b"RCPT":
                    self.recipients.append(line.decode().strip())
                    writer.write(self.answer + b"\r\n")
                case b"DATA":
                    writer.write(b"354 go on\r\n")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    parsed = email.message_from_bytes(raw[:-5], policy=email.policy.default)
                    assert isinstance(parsed, EmailMessage)
                    self.got.append(parsed)
                    writer.write(b"250 taken\r\n")
                case b"QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                case _:
                    writer.write(b"250 ok\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()


def with_server(here: MailServerHere, deed: Callable[[str], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        server = await asyncio.start_server(here.talk, "127.0.0.1", 0)
        async with server:
            await deed(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")

    asyncio.run(run())


def post(url: str) -> Coroutine[Any, Any, None]:
    postman = SmtpPostman(MailServer.at(url), "sync@clinic.test", ("desk@clinic.test", "boss@clinic.test"))
    return postman.post(LETTER)


def test_a_letter_arrives_as_it_was_written() -> None:
    here = MailServerHere()

    with_server(here, post)

    [letter] = here.got
    assert letter["Subject"] == LETTER.subject
    assert letter["Message-ID"] == LETTER.message_id
    assert letter["To"] == "desk@clinic.test, boss@clinic.test"
    assert letter["Date"] == "Mon, 02 Mar 2026 08:00:00 +0000"
    assert "no" in letter.get_content()
    assert len(here.recipients) == 2


def test_what_the_server_refuses_is_told_without_the_conversation() -> None:
    with pytest.raises(NotPostedError, match="the mail server refused the recipients"):
        with_server(MailServerHere(b"550 desk@clinic.test unknown"), post)


def test_a_server_that_is_not_there_is_told() -> None:
    async def refused(url: str) -> None:
        del url
        await post("smtp://127.0.0.1:1")

    with pytest.raises(NotPostedError, match="could not be reached"):
        with_server(MailServerHere(), refused)


def test_a_password_comes_from_the_environment_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNC_ENGINE_SMTP_PASSWORD", "secret")

    server = MailServer.at("smtps://desk%40clinic.test@mail.test")

    assert (server.port, server.tls, server.user) == (465, True, "desk@clinic.test")
    assert server.password == "secret"
    assert "secret" not in repr(server)


@pytest.mark.parametrize(
    ("smtp", "to", "sender", "why"),
    [
        ("smtp://mail.test", [], "", "need both"),
        ("", ["desk@clinic.test"], "", "need both"),
        ("mail.test", ["desk@clinic.test"], "", "write for example"),
        ("smtp://mail.test:port", ["desk@clinic.test"], "", "no address of a mail server"),
        ("smtp://me:secret@mail.test", ["desk@clinic.test"], "", "read by others"),
        ("smtp://mail.test", ["desk"], "", "no e-mail address"),
        ("smtp://mail.test", ["desk@clinic.test"], "a\nBcc: b@c", "no e-mail address"),
    ],
)
def test_what_is_wrong_with_the_options_is_told(smtp: str, to: list[str], sender: str, why: str) -> None:
    with pytest.raises(MailServerError, match=why):
        postman_at(smtp, to, sender)


def test_without_options_nobody_is_told_by_e_mail() -> None:
    assert postman_at("", [], "") is None
