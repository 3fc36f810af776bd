"""Garbage over a real socket: every answer is one of Xero's (facts §1.9, §4.6, §4.7)."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

import httpx
import msgspec
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.limits import PROFILES
from mock_xero.listening import listen
from mock_xero.serving import server
from mock_xero.wall import SeededChoices

SECONDS_MAX: Final = 30
CONTACTS: Final = b"/api.xro/2.0/Contacts"
KINDS: Final[Mapping[str, str]] = {
    "401": "application/json",
    "401 page": "text/html",
    "403": "application/json",
    "400 edge": "text/html",
    "400 plain": "text/plain",
    "400": "application/json",
    "404": "text/html",
    "405": "application/json",
    "413": "text/plain",
    "200": "application/json",
}


class Wire:
    """Sends bytes as they are, and knows a token that is good."""

    def __init__(self, port: int, token: bytes) -> None:
        self.port = port
        self.good = b"Authorization: Bearer " + token + b"\r\nAccept: application/json\r\n"

    async def send(self, sent: bytes) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        with suppress(ConnectionError):  # who refuses does not always wait for the rest
            writer.write(sent)
            await writer.drain()
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)}
        return int(first.split()[1]), headers, body


Story = Callable[[Wire], Awaitable[None]]


def tell(story: Story) -> None:
    """Run a story against a served mock, and see that it serves afterwards."""

    async def told() -> None:
        clock = SettableClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
        mock = MockXero(clock, SeededChoices(7), limits=PROFILES["unlimited"])
        async with asyncio.timeout(SECONDS_MAX):
            with listen("127.0.0.1", 0) as listening:
                serving = server(mock.app)
                task = asyncio.create_task(serving.serve(sockets=[listening]))
                wire = Wire(listening.getsockname()[1], await token(mock))
                await story(wire)
                assert (await wire.send(request(headers=wire.good)))[0] == 200
                serving.should_exit = True
                await task

    asyncio.run(told())


async def token(mock: MockXero) -> bytes:
    transport = httpx.ASGITransport(mock.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        form, app = {"grant_type": "client_credentials"}, ("demo-client", "demo-secret")
        answer = await client.post("/connect/token", data=form, auth=app)
        return str(answer.json()["access_token"]).encode()


def request(
    method: bytes = b"GET", path: bytes = CONTACTS, *, headers: bytes = b"", body: bytes = b""
) -> bytes:
    length = b"Content-Length: %d\r\n" % len(body) if body else b""
    head = method + b" " + path + b" HTTP/1.1\r\nHost: xero.test\r\nConnection: close\r\n"
    return head + headers + length + b"\r\n" + body


def jwt(header: bytes, claims: bytes = b"{}") -> bytes:
    parts = [base64.urlsafe_b64encode(each).rstrip(b"=") for each in (header, claims)]
    return b"Authorization: Bearer " + b".".join([*parts, b"AA"]) + b"\r\n"


def see(sent: bytes, kind: str, words: str, *, with_token: bool = True) -> None:
    async def story(wire: Wire) -> None:
        whole = (
            sent.replace(b"Connection: close\r\n", b"Connection: close\r\n" + wire.good)
            if with_token
            else sent
        )

        status, headers, body = await wire.send(whole)

        assert status == int(kind.split(maxsplit=1)[0]), body
        assert headers["content-type"].startswith(KINDS[kind])
        assert words in body.decode()
        assert "Traceback" not in body.decode()

    tell(story)


UNSUCCESSFUL = '"detail":"AuthenticationUnsuccessful"'
PAGE = "<H1>Bad Request</H1>"


@pytest.mark.parametrize(
    ("headers", "kind", "words"),
    [
        (b"Authorization: Bearer \xff\xfe\x80\r\n", "401", UNSUCCESSFUL),
        (b"Authorization: Bearer " + b"a" * 64_000 + b"\r\n", "401", UNSUCCESSFUL),
        (b"Authorization: Bearer \r\n", "401", UNSUCCESSFUL),
        (b"Authorization: Bearer a.b.c.d.e\r\n", "401", UNSUCCESSFUL),
        (jwt(b"[]"), "401", UNSUCCESSFUL),
        (jwt(b"null", b"null"), "401", UNSUCCESSFUL),
        (jwt(b'{"alg":{}}'), "401", UNSUCCESSFUL),
        (jwt(b'{"alg":"RS256","crit":[1]}'), "401", UNSUCCESSFUL),
        (jwt(b'{"alg":"RS256","kid":{"a":1}}'), "401", UNSUCCESSFUL),
        (jwt(b'{"alg":"none"}', b'{"jti":"x"}'), "401", UNSUCCESSFUL),
        (jwt(b'{"alg":"RS256","x":' + b"[" * 20_000 + b"]" * 20_000 + b"}"), "401", UNSUCCESSFUL),
        (jwt(b"\xff\xfe"), "401", UNSUCCESSFUL),
        (b"Authorization: Basic \xff\r\n", "401 page", "consumer_key_unknown"),
        (b"Authorization:\r\n", "401 page", "consumer_key_unknown"),
        (b"Authorization: Bearer a\0b\r\n", "400 edge", PAGE),
        (b"No colon\r\n", "400 edge", PAGE),
    ],
)
def test_an_absurd_authorization_is_refused_as_xero_refuses_it(headers: bytes, kind: str, words: str) -> None:
    see(request(headers=headers), kind, words, with_token=False)


@pytest.mark.parametrize(
    ("sent", "kind", "words"),
    [
        (request(headers=b"xero-tenant-id: \xff\xfe\r\n"), "403", '"Detail":"AuthenticationUnsuccessful"'),
        (request(headers=b"xero-tenant-id: " + b"a" * 30_000 + b"\r\n"), "403", '"Title":"Forbidden"'),
        (
            request(b"PUT", headers=b"Idempotency-Key: " + b"\xe9" * 200 + b"\r\n", body=b"{}"),
            "400 plain",
            "200 char",
        ),
        (request(b"PUT", headers=b"Idempotency-Key: \xff\xfe\r\n", body=b"{}"), "400", "ValidationException"),
        (request(headers=b"If-Modified-Since: \xff\xfe\r\n"), "200", "Contacts"),
        (request(headers=b"Accept: \xff;q=\xff\r\n"), "200", "Contacts"),
        (request(headers=b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"), "200", "Contacts"),
    ],
)
def test_absurd_headers_are_answered_in_xeros_shape(sent: bytes, kind: str, words: str) -> None:
    see(sent, kind, words)


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        (b"/api.xro/2.0/Contacts/%zz%00%ff", "404", "cannot be found"),
        (b"/api.xro/2.0/%ff%fe", "404", "cannot be found"),
        (b"/api.xro/2.0/../../etc", "404", "cannot be found"),
        (b"/api.xro/2.0", "404", "cannot be found"),
        (b"/api.xro/3.0/Contacts", "404", "cannot be found"),
        (b"/api.xro/2.0//Contacts", "404", "cannot be found"),
        (b"/api.xro/2.0/Contacts?where=%zz%ff%00", "400", "QueryParseException"),
        (b"/api.xro/2.0/Contacts?page=%ff&page=" + b"9" * 5_000, "200", "Contacts"),
        (b"/api.xro/2.0/\xff", "400 edge", PAGE),
    ],
)
def test_absurd_paths_and_queries_are_answered_in_xeros_shape(path: bytes, kind: str, words: str) -> None:
    see(request(path=path), kind, words)


@pytest.mark.parametrize("method", [b"OPTIONS", b"TRACE", b"PATCH", b"BREW"])
def test_a_method_that_xero_does_not_have_is_not_allowed(method: bytes) -> None:
    see(request(method), "405", f"does not support http method '{method.decode()}'")


def test_a_head_is_answered_as_a_get_without_its_body() -> None:
    see(request(b"HEAD"), "200", "")


@pytest.mark.parametrize(
    ("sent", "kind", "words"),
    [
        (request(b"PUT", body=b"[" * 100_000), "400", "PostDataInvalidException"),
        (request(b"PUT", body=b'{"Contacts":' + b"[" * 100_000), "400", "PostDataInvalidException"),
        (request(b"PUT", body=b"\xff\xfe\x00"), "400", "PostDataInvalidException"),
        (request(b"PUT", body=b'{"Contacts":[' + b" " * 9_900_000 + b"]}"), "200", "Contacts"),
        (request(b"PUT", body=b'{"Name":"' + b"a" * 9_900_000 + b'"}'), "400", "ValidationException"),
        (request(b"PUT", body=b" " * 10_000_001), "413", "larger than 10 MB"),
        (request(b"PUT", headers=b"Content-Length: -5\r\n"), "400 edge", PAGE),
        (request(b"PUT", headers=b"Content-Length: 5\r\nContent-Length: 6\r\n"), "400 edge", PAGE),
        (request(b"PUT", headers=b"Transfer-Encoding: chunked\r\n") + b"zz\r\n", "400 edge", PAGE),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", "400 edge", PAGE),
    ],
)
def test_absurd_bodies_are_answered_in_xeros_shape(sent: bytes, kind: str, words: str) -> None:
    see(sent, kind, words)


FORM: Final = b"Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "error"),
    [
        (FORM, b"grant_type=%ff%zz&client_id=%00&client_secret=%ff", "invalid_client"),
        (FORM + b"Authorization: Basic \xff\xff\r\n", b"grant_type=client_credentials", "invalid_request"),
        (FORM + b"Authorization: Basic //8=\r\n", b"grant_type=client_credentials", "invalid_request"),
        (FORM, b"client_id=demo-client&client_secret=%ed%a0%80&grant_type=refresh_token", "invalid_client"),
        (b"Content-Type: multipart/form-data; boundary=\r\n", b"x", "invalid_request"),
        (b"Content-Type: \xff\r\n", b"x", "invalid_request"),
    ],
)
def test_absurd_token_requests_are_answered_in_oauths_words(headers: bytes, body: bytes, error: str) -> None:
    async def story(wire: Wire) -> None:
        status, _, answer = await wire.send(request(b"POST", b"/connect/token", headers=headers, body=body))

        assert (status, msgspec.json.decode(answer)) == (400, {"error": error})

    tell(story)


@pytest.mark.parametrize(
    "query",
    [
        b"client_id=%ff&redirect_uri=http://[::1&scope=%00",
        b"response_type=code&client_id=demo-client&scope=openid&redirect_uri=http://localhost:99999999/",
        b"response_type=code&client_id=demo-client&scope=openid&redirect_uri=http://localhost%E2%84%80/",
        b"response_type=code&client_id=demo-client&scope=%00&redirect_uri=http://localhost/",
    ],
)
def test_absurd_authorize_requests_end_on_a_page(query: bytes) -> None:
    async def story(wire: Wire) -> None:
        status, headers, body = await wire.send(request(path=b"/identity/connect/authorize?" + query))

        assert (status, headers["content-type"]) == (400, "text/html; charset=utf-8")
        assert b"Sorry, something went wrong" in body

    tell(story)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        (b"GET", b"/_mock/journal?since=" + b"9" * 5_000, b""),
        (b"POST", b"/_mock/faults", b"[" * 100_000),
        (b"POST", b"/_mock/clock", b'{"advance_seconds":1e308}'),
        (b"POST", b"/_mock/users", b"\xff"),
    ],
)
def test_absurd_control_requests_are_answered_with_a_sentence(
    method: bytes, path: bytes, body: bytes
) -> None:
    async def story(wire: Wire) -> None:
        status, _, answer = await wire.send(request(method, path, body=body))

        assert (status, list(msgspec.json.decode(answer))) == (400, ["error"])

    tell(story)
